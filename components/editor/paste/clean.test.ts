import { array, assert, constantFrom, letrec, oneof, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPaste, fitTo, plainBlocks } from '@/components/editor/paste/clean';
import { leftWords } from '@/components/editor/paste/left';
import { samples } from '@/components/editor/paste/samples';
import { parseHtml } from '@/components/editor/paste/testing';
import { cslSchema } from '@/lib/domain/citation/csl';
import type { Block, Inline, ListItem } from '@/lib/domain/prose/body';
import { normalise } from '@/lib/domain/prose/normalise';
import { citationIds, plainText } from '@/lib/domain/prose/text';

const ids = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `00000000-0000-7000-8000-00000000000${digit}`);
const articles: Readonly<Record<string, string>> = { 'Chad–Nepal relations': 'chad-nepal-relations' };

function clean(html: string) {
  const waiting = [...ids];
  const pasted = cleanPaste(html, parseHtml(html), {
    newId: () => waiting.shift() ?? '',
    articleOf: (title) => articles[title] ?? null,
  });
  return { ...pasted, said: leftWords(pasted.left), shown: pasted.blocks.map(show) };
}

/** A block in short: "p: words", "ul: (a) (b (c))", marks and citations in brackets. */
function show(block: Block | ListItem): string {
  if (block.type === 'paragraph' || block.type === 'subheading') {
    return `${block.type === 'paragraph' ? 'p' : 'h'}: ${(block.content ?? []).map(inline).join('')}`;
  }
  if (block.type === 'listItem') return `(${block.content.map(show).join(' ')})`;
  if (block.type === 'table') {
    return `table: ${block.content.map((row) => row.content.map((cell) => `${cell.type === 'tableHeader' ? '!' : ''}${cell.content.map(show).join(' ')}`).join(' | ')).join(' / ')}`;
  }
  if (block.type === 'quotation') return `quote[${block.attrs.speaker}]: ${block.content.map(show).join(' ')}`;
  return `${block.type === 'bulletList' ? 'ul' : 'ol'}: ${block.content.map(show).join(' ')}`;
}
function inline(node: Inline): string {
  if (node.type === 'citation') return `[${ids.indexOf(node.attrs.id) + 1}]`;
  if (node.type === 'hardBreak') return '⏎';
  return (node.marks ?? []).reduce((words, mark) => {
    const to = mark.type === 'link' ? `:${mark.attrs.href}` : mark.type === 'articleLink' ? `:${mark.attrs.slug}` : '';
    return `{${mark.type}${to} ${words}}`;
  }, node.text);
}
const body = (blocks: readonly Block[]) => normalise({ type: 'doc', content: blocks }, 's');

describe('a text from Word', () => {
  const { shown, sources, remarks, said, blocks } = clean(samples.word);
  it('has its structure: headings, lists below lists, a quotation, a table', () => {
    expect(shown).toEqual([
      'h: Chad and Nepal',
      'h: Trade',
      'p: Tea has been sold since {bold 1962}, mostly {italic green}.[1] Prices rose. (Nobody knows why.)',
      'ul: (p: Green tea ul: (p: from Ilam)) (p: Black tea)',
      'ol: (p: First step)',
      'quote[]: p: We drink it.',
      'table: p: Year | p: Tonnes / p: 1962 | p: 12',
      'p: The end.',
    ]);
    expect(() => body(blocks)).not.toThrow();
  });
  it('footnotes become sources with their place, or words in parentheses', () => {
    expect([...sources.values()]).toEqual([
      {
        csl: {
          type: 'book',
          title: 'Tea across the desert',
          author: [{ family: 'Berg', given: 'Anna M.' }],
          issued: { 'date-parts': [[2006]] },
          ISBN: '9780306406157',
          note: 'Berg, Anna M. (2006). Tea across the desert. London: Harbour Press, p. 112. ISBN 978-0-306-40615-7.',
        },
        locators: [{ label: 'page', value: '112' }],
        words: 'Berg, Anna M. (2006). Tea across the desert. London: Harbour Press, p. 112. ISBN 978-0-306-40615-7.',
      },
    ]);
    expect(remarks).toBe(1);
  });
  it('says what was left out', () => expect(said).toBe('Left out: 1 picture and 1 comment.'));
});

describe('a text from Google Docs', () => {
  const { shown, said, blocks } = clean(samples.google);
  it('has its structure, and nothing is bold that was not', () => {
    expect(shown).toEqual([
      'h: Trade',
      'p: Tea has been sold since {bold 1962}{italic , mostly green}{superscript 2}. See {link:https://example.org/tea the register}.',
      'ul: (p: Green tea ul: (p: from Ilam)) (p: Black tea)',
      'table: p: {bold Year} | p: Tonnes',
    ]);
    expect(() => body(blocks)).not.toThrow();
  });
  it('says what was left out', () => expect(said).toBe('Left out: 1 picture.'));
  it('footnotes of an exported document become sources', () => {
    const { shown: text, sources } = clean(samples.googleExport);
    expect(text).toEqual(['p: Tea is sold.[1]']);
    expect(sources.get(ids[0] ?? '')?.csl).toMatchObject({
      ...{ type: 'webpage', title: 'Tea and oil', URL: 'https://levant.example.org/oil' },
      issued: { 'date-parts': [[2013]] },
    });
  });
});

describe('a text from Wikipedia', () => {
  const { shown, sources, said, remarks, blocks } = clean(samples.wikipedia);
  it('has its words and none of the furniture; references stand where they stood, repeats are the same source', () => {
    expect(shown).toEqual([
      'h: Trade',
      'p: A field of tea',
      'p: Tea from Nepal has been sold in {articleLink:chad-nepal-relations Chad} since {bold 1962}.[1][2] It is green.[1] Some say black. Others disagree. ({link:https://tea.example.org/ the register})',
      'p: Tonnes a year',
      'table: !p: Year | !p: Tonnes / p: 1962 | p: 12 (By weight of the dry leaf.)',
    ]);
    expect(citationIds(body(blocks))).toEqual([ids[0], ids[1], ids[0]]);
    expect(remarks).toBe(1);
  });
  it('references become sources with what they name', () => {
    expect([...sources.values()].map(({ csl }) => csl)).toMatchObject([
      {
        ...{ type: 'article-journal', title: 'The way of the leaf', DOI: '10.5555/12345678' },
        ...{ URL: 'https://example.org/leaf', author: [{ family: 'Berg', given: 'Anna M.' }] },
      },
      { type: 'webpage', title: 'Tea and oil', URL: 'https://levant.example.org/oil' },
    ]);
  });
  it('says what was left out', () =>
    expect(said).toBe(
      'Left out: 1 picture, 1 infobox, 2 boxes of navigation, 1 remark of other editors and 1 reference mark whose note was not copied. Kept as plain words: 1 link that leads nowhere from here.',
    ));
});

describe('a text from any page', () => {
  it('has its structure; scripts and what was hidden are nowhere', () => {
    const { shown, said } = clean(samples.web);
    expect(shown).toEqual([
      'h: Tea',
      'p: Sold since 1962 — see our register, write or {link:https://example.org/tea read}.',
      'p: Name',
      'quote[Anna Berg]: p: We drink it. p: Daily.',
      'p: Leaf',
      'p: What tea is made of',
      'p: One⏎two',
      'p: three',
    ]);
    expect(said).toBe(
      'Left out: 1 recording, 1 embedded part of another page, 2 form fields and 1 passage that is marked as deleted. Kept as plain words: 2 links that lead nowhere from here.',
    );
  });
  it('footnotes of Markdown become sources', () => {
    const { shown, sources } = clean(samples.markdown);
    expect(shown).toEqual(['p: Tea is sold.[1]']);
    expect([...sources.values()]).toMatchObject([
      { csl: { title: 'Tea across the desert' }, locators: [{ label: 'page', value: '12–14' }] },
    ]);
  });
  it('a quotation of nothing but a name is that name', () => {
    expect(clean('<blockquote><footer>Anna Berg</footer></blockquote>').shown).toEqual(['p: Anna Berg']);
  });
  it('a quotation in an item gives it its words and who said them', () => {
    const item = clean('<ul><li><blockquote>We drink it.<footer>Anna Berg</footer></blockquote></li></ul>');
    expect(item.shown).toEqual(['ul: (p: We drink it. p: — Anna Berg)']);
  });
  it('tables that lay out a page are texts; plain cells beside captions stay', () => {
    const layout = '<table><tr><td><p>All of it.</p></td></tr></table>';
    expect(clean(layout).shown).toEqual(['p: All of it.']);
  });
  it('text only', () => {
    expect(plainBlocks('One\r\ntwo\n\n\n  Three ').map(show)).toEqual(['p: One⏎two', 'p: Three']);
  });
});

describe('every source that is made', () => {
  it.each(Object.entries(samples))('%s: is one that the library takes', (_name, html) => {
    for (const { csl } of clean(html).sources.values()) expect(cslSchema.safeParse(csl).error).toBeUndefined();
  });
});

describe('where less can stand', () => {
  it('cells and quotations get paragraphs, items lists, too; every word is kept', () => {
    const { blocks } = clean(
      '<h2>Head</h2><ul><li>a<ul><li>b</li></ul></li></ul><table><tr><td>c</td><td>d</td></tr></table>',
    );
    expect(fitTo('lines', blocks)).toMatchObject({ flattened: 2 });
    expect(fitTo('lines', blocks).blocks.map(show)).toEqual(['p: Head', 'p: a', 'p: b', 'p: c', 'p: d']);
    expect(fitTo('item', blocks).blocks.map(show)).toEqual(['p: Head', 'ul: (p: a ul: (p: b))', 'p: c', 'p: d']);
  });
});

const words = constantFrom('war', 'peace', '1979', 'شام', 'tea');
const { html } = letrec<{ html: string }>((tie) => ({
  html: oneof(
    { maxDepth: 5, withCrossShrink: true },
    words,
    tuple(
      constantFrom(
        ...['p', 'div', 'b', 'i', 'span', 'ul', 'ol', 'li', 'h2', 'blockquote', 'table', 'tr', 'td', 'th', 'sup'],
        ...[
          'a href="https://example.org"',
          'a href="#x"',
          'p id="x"',
          'p style="mso-list:l0 level2 lfo1"',
          'dl',
          'pre',
        ],
        ...['sup class="reference"', 'section', 'thead', 'caption', 'center', 'footer'],
      ),
      array(tie('html'), { maxLength: 4 }),
    ).map(([name, inner]) => `<${name}>${inner.join(' ')}</${name.split(' ')[0] ?? ''}>`),
  ),
}));

describe('whatever is pasted', () => {
  it('fits the schema, and no word of it is lost without a sign', () => {
    assert(
      property(array(html, { maxLength: 4 }), (parts) => {
        const pasted = clean(parts.join('\n'));
        const all = body(pasted.blocks.length > 0 ? pasted.blocks : plainBlocks('x'));
        const notes = [...pasted.sources.values()].map((source) => source.words).join(' ');
        const kept = `${plainText(all)} ${notes} ${speakers(pasted.blocks)}`;
        const found = textOnly(parts.join('\n')).match(/[\p{L}\d]+/gu) ?? [];
        const lost = found.filter((word) => !kept.includes(word));
        // The words of a wiki's mark without its note go, and are counted.
        expect(pasted.left.has('reference') ? [] : lost).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('however deep, wide or odd it is, in time that grows with its length', () => {
    for (const odd of [
      '<ul><li>'.repeat(150),
      '<b>'.repeat(5000),
      '<table><tr><td>'.repeat(60),
      '<a href="#a">1</a>'.repeat(5000),
    ]) {
      expect(() => clean(`${odd}x`)).not.toThrow();
    }
  });
});

const speakers = (blocks: readonly Block[]) =>
  blocks.map((block) => (block.type === 'quotation' ? block.attrs.speaker : '')).join(' ');
const textOnly = (markup: string) => markup.replaceAll(/<[^>]*>/gu, ' ');
