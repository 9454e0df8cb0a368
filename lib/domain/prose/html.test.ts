import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml } from '@/lib/domain/prose/address';
import type { Block } from '@/lib/domain/prose/body';
import {
  articleLink,
  b,
  br,
  cite,
  doc,
  i,
  li,
  link,
  lowered,
  ol,
  p,
  quote,
  raised,
  sub,
  table,
  td,
  th,
  ul,
} from '@/lib/domain/prose/builder';
import { bodyToHtml } from '@/lib/domain/prose/html';

const html = (...blocks: readonly Block[]) =>
  bodyToHtml(doc(...blocks), {
    citation: (id, use) => `<sup data-use="${use}">${escapeHtml(id)}</sup>`,
    articleHref: (slug) => (slug === 'live' ? '/articles/live' : null),
    subheadingLevel: 4,
  });

describe('bodyToHtml', () => {
  it.each<[string, Block, string]>([
    [
      'paragraph',
      p('a ', b('b'), i('c'), lowered('2'), raised('3'), br(), 'd'),
      '<p dir="auto">a <strong>b</strong><em>c</em><sub>2</sub><sup>3</sup><br>d</p>',
    ],
    ['nested marks', p(i(b('x'))), '<p dir="auto"><strong><em>x</em></strong></p>'],
    ['empty paragraph', p(), '<p dir="auto"></p>'],
    ['subheading', sub('A & B'), '<h4 dir="auto">A &amp; B</h4>'],
    [
      'lists',
      ul('a', li('b', ol('c'))),
      '<ul dir="auto"><li dir="auto">a</li><li dir="auto">b<ol dir="auto"><li dir="auto">c</li></ol></li></ul>',
    ],
    [
      'item of two paragraphs',
      ul(li('a', p('b'))),
      '<ul dir="auto"><li dir="auto"><p dir="auto">a</p><p dir="auto">b</p></li></ul>',
    ],
    [
      'quotation',
      quote('<Me>', 'a'),
      '<blockquote dir="auto"><p dir="auto">a</p><footer dir="auto">&lt;Me&gt;</footer></blockquote>',
    ],
    ['quotation of nobody', quote('', 'a'), '<blockquote dir="auto"><p dir="auto">a</p></blockquote>'],
    [
      'table',
      table([th('A'), th('B')], [th('r'), td('1', p('2'))]),
      '<table dir="auto"><tbody><tr><th dir="auto" scope="col">A</th><th dir="auto" scope="col">B</th></tr><tr><th dir="auto" scope="row">r</th><td dir="auto"><p dir="auto">1</p><p dir="auto">2</p></td></tr></tbody></table>',
    ],
    [
      'spans',
      table([{ ...td('a'), attrs: { colspan: 2, rowspan: 3 } }]),
      '<table dir="auto"><tbody><tr><td dir="auto" colspan="2" rowspan="3">a</td></tr></tbody></table>',
    ],
    [
      'link',
      p(link('https://a.org/?b=1&c=2', 'x')),
      '<p dir="auto"><a href="https://a.org/?b=1&amp;c=2" rel="noopener nofollow">x</a></p>',
    ],
    ['script link', p(link('javascript:alert(1)', 'x')), '<p dir="auto">x</p>'],
    [
      'article',
      p(articleLink('live', 'x'), articleLink('gone', 'y')),
      '<p dir="auto"><a href="/articles/live">x</a>y</p>',
    ],
    [
      'citations',
      p('a', cite('k'), cite('m'), cite('k')),
      '<p dir="auto">a<sup data-use="1">k</sup><sup data-use="1">m</sup><sup data-use="2">k</sup></p>',
    ],
  ])('%s', (_what, block, expected) => expect(html(block)).toBe(expected));

  it.each([
    [1, 'h2'],
    [3, 'h3'],
    [9, 'h6'],
  ])('subheading level %i is %s', (subheadingLevel, tag) => {
    const options = { citation: () => '', articleHref: () => null, subheadingLevel };
    expect(bodyToHtml(doc(sub('x')), options)).toBe(`<${tag} dir="auto">x</${tag}>`);
    const named = { ...options, subheadingId: (words: string) => (words === 'x' ? 'a"b' : null) };
    expect(bodyToHtml(doc(sub('x'), sub('y')), named)).toBe(
      `<${tag} id="a&quot;b" dir="auto">x</${tag}><${tag} dir="auto">y</${tag}>`,
    );
  });

  it('lets no text become markup', () => {
    const hostile = fc
      .array(fc.constantFrom('<script>', '"', "'", '&', 'javascript:', ' onclick=x', 'style=', '</p>', 'a', '-->'))
      .map((parts) => parts.join(''));
    const tags =
      /<\/?(?:p|strong|a|footer|blockquote|h4|ul|li|table|tbody|tr|th)(?: (?:dir|scope|href|rel)="[^"<>]*")*>/g;
    fc.assert(
      fc.property(hostile, hostile, (words, speaker) => {
        const made = html(
          p(b(words)),
          quote(speaker, words),
          sub(words),
          ul(words),
          table([th(words)]),
          p(link(words, 'x'), articleLink(words, 'y')),
        );
        const rest = made.replaceAll(tags, '');
        expect(rest).not.toMatch(/[<>"']/);
        expect(made.match(tags)?.join('') ?? '').not.toMatch(/javascript:|style|onclick|script/);
      }),
    );
  });
});

describe('what stands around statements', () => {
  const wrapped = (...blocks: readonly Block[]) =>
    bodyToHtml(doc(...blocks), {
      citation: (id) => `[${id}]`,
      articleHref: (slug) => `/articles/${slug}`,
      subheadingLevel: 4,
      around: ({ inBlock }) => (inBlock === 1 ? ['<u>', '</u>'] : null),
    });

  it('holds the words and sources of the statement, and nothing else is cut', () => {
    expect(wrapped(p('One. Two', b('!'), cite('a'), ' Three. ', link('https://x.example', 'Four. Five.')))).toBe(
      '<p dir="auto">One. <u>Two<strong>!</strong>[a]</u> Three. <a href="https://x.example" rel="noopener nofollow">Four. Five.</a></p>',
    );
    expect(wrapped(ul(li(p('One. Two.'))))).toBe('<ul dir="auto"><li dir="auto">One. <u>Two.</u></li></ul>');
  });

  it('is not asked for rows of a table and subheadings', () => {
    expect(wrapped(table([td('One. Two.')]), sub('One. Two.'))).not.toContain('<u>');
  });
});
