import { EpubCheck } from '@likecoin/epubcheck-ts';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Block } from '@/lib/domain/prose/body';
import { b, br, cite, doc, i, li, link, lowered, ol, p, quote, sub, table, th, ul } from '@/lib/domain/prose/builder';
import { plainText } from '@/lib/domain/prose/text';
import { writeEpub } from '@/lib/transfer/formats/out/epub/write';
import { filesOf, xmlFaults } from '@/lib/transfer/formats/out/packed/testing';
import { aCitation, aRevision, aVersion, citationIds } from '@/lib/transfer/formats/out/testing';
import type { ArticleOut } from '@/lib/transfer/formats/out/version-out';
import { cleanXml, escapeXml } from '@/lib/transfer/formats/out/packed/xml';

const [one, two, three] = citationIds;
const citations = [
  aCitation(one, 'A', { locators: [{ label: 'page', value: '12' }], quote: 'as it was' }),
  aCitation(two, 'A', { supports: 'disputes' }),
  aCitation(three, 'B', { csl: { type: 'webpage', title: 'Page', URL: 'https://example.org/a?b=1&c=2' } }),
];
/** A text with everything that the schema has. */
const rich = aVersion(doc(), {
  ...{ title: 'Iran & Syria <1979>', citations, related: ['Live', 'Not yet'], attribution: 'First published in X.' },
  ...{ licence: 'CC BY-SA 4.0', contributors: ['Amal', 'Yusuf & Co'] },
  facts: [{ key: 'Capital', value: 'Tehran', confirmed: true, citations: [two] }],
  sections: [
    {
      id: 'a',
      level: 1,
      heading: '',
      body: doc(p('Lead', cite(one), cite(three), '.', br(), lowered('2')), sub('Under the lead')),
    },
    { id: 'b', level: 3, heading: '1979 & after', body: doc(ul('a', li('b', ol('c', 'd'))), quote('Assad', 'Words.')) },
    {
      id: 'c',
      level: 4,
      heading: 'تاريخ',
      body: doc(p('سوريا and ', b('bold'), i('it')), table([th('A'), th('B')], ['x', 'y'])),
    },
    { id: 'd', level: 2, heading: 'Other', body: doc(p('Text.')) },
    {
      id: 'e',
      level: 6,
      heading: 'Deep',
      body: doc(sub('Deeper'), p(link('https://example.org/?a=1&b=2', 'out'), cite(one))),
    },
  ],
});
const arabic = aVersion(doc(p('نص المقال')), { title: 'العلاقات السورية الإيرانية' });

/** What the checker of EPUBs says against a book: errors and warnings. */
async function faultsOf(article: ArticleOut): Promise<string[]> {
  const { messages } = await EpubCheck.validate(writeEpub(article), {}, 'article.epub');
  return messages
    .filter(({ severity }) => severity !== 'info' && severity !== 'usage')
    .map(({ id, message, location }) => `${id} ${location?.path ?? ''}: ${message}`);
}

describe('the checker of EPUBs', () => {
  it.each([
    ['everything', rich],
    ['no words', aVersion(doc(p()), { title: ' ', contributors: [] })],
    ['a revision', aRevision(doc(p('Text.')))],
    ['right to left', arabic],
  ] as const)('finds nothing in a book of %s', async (_name, article) => {
    expect(await faultsOf(article)).toEqual([]);
  });

  it('would find a fault', async () => {
    const broken = { ...rich, contributors: ['Amal'], address: '' };
    expect(await faultsOf(broken)).not.toEqual([]);
  });
});

describe('the package', () => {
  it('begins with its type, not compressed, and is the same bytes every time', () => {
    const bytes = writeEpub(rich);
    expect(Buffer.from(bytes.subarray(30, 58)).toString('latin1')).toBe('mimetypeapplication/epub+zip');
    expect(Buffer.from(writeEpub(rich)).equals(Buffer.from(bytes))).toBe(true);
  });

  it('holds nothing remote, nothing that runs, and names each file once', () => {
    const files = filesOf(writeEpub(rich));
    const listed = [...(files['EPUB/content.opf'] ?? '').matchAll(/<item [^>]*href="([^"]+)"/gu)].map(
      ([, name]) => `EPUB/${name}`,
    );
    const inside = Object.keys(files).filter((name) => name.startsWith('EPUB/') && !name.endsWith('.opf'));
    expect(listed.toSorted()).toEqual(inside.toSorted());
    expect(Object.values(files).join('')).not.toMatch(/<script|src=|@import|url\(/u);
  });
});

describe('the text', () => {
  const text = (article: ArticleOut) => filesOf(writeEpub(article))['EPUB/text.xhtml'] ?? '';

  it('has marks that open their note, and notes that lead back', () => {
    const page = text(rich);
    const marks = [...page.matchAll(/epub:type="noteref"[^>]* href="#(note-\d)">([^<]+)</gu)].map(
      ([, to, words]) => `${to} ${words}`,
    );
    expect(marks).toEqual(['note-1 1', 'note-2 2', 'note-3 ≠ 3', 'note-1 1']);
    const ids = [...page.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, to] of page.matchAll(/href="#([^"]+)"/gu)) expect(ids).toContain(to);
    expect(page).toContain('Book A</em>. Harbour Press, no date. p. 12. “as it was”');
  });

  it('has a table of contents as deep as its headings', () => {
    const nav = filesOf(writeEpub(rich))['EPUB/nav.xhtml'] ?? '';
    const shape = nav
      .slice(nav.indexOf('<ol>'))
      .replaceAll(/<a href="text\.xhtml(?:#[\w-]+)?">([^<]*)<\/a>|\n/gu, '$1');
    expect(shape).toContain(
      '<ol><li>Iran &amp; Syria &lt;1979&gt;</li><li>At a glance</li><li>1979 &amp; after<ol><li>تاريخ</li></ol></li>' +
        '<li>Other<ol><li>Deep</li></ol></li><li>See also</li><li>Sources</li></ol>',
    );
  });

  it('of a revision says that readers do not see it', () => {
    expect(text(aRevision(doc(p('Text.'))))).toContain('Revision 48 is in review. Readers do not see this text.');
  });

  it('that is written from right to left says so', () => {
    const files = filesOf(writeEpub(arabic));
    expect(files['EPUB/text.xhtml']).toContain('lang="ar" xml:lang="ar" dir="rtl"');
    expect(files['EPUB/content.opf']).toContain('<spine page-progression-direction="rtl">');
  });
});

const words = oneof(
  string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  string({ unit: 'binary', minLength: 1, maxLength: 6 }),
  constantFrom('a & b', '<br>', ']]>', '"', "'", ' ', '\u0001', '\uFFFE', 'سوريا'),
);
const block = oneof(
  words.map((text): Block => p(b(text), text, br(), i(text), cite(one), link('https://example.org/', text))),
  array(words, { minLength: 1, maxLength: 3 }).map((texts): Block => ul(...texts)),
  words.map((text): Block => quote('who', text)),
  array(words, { minLength: 1, maxLength: 3 }).map((texts): Block => table(texts, [th(...texts)])),
);

it('is well-formed and loses no word of any article', () => {
  assert(
    property(array(block, { minLength: 1, maxLength: 5 }), words, (blocks, title) => {
      const files = filesOf(writeEpub(aVersion(doc(...blocks), { citations, title, contributors: [title] })));
      for (const [name, file] of Object.entries(files)) {
        expect(name.endsWith('.css') || name === 'mimetype' ? [] : xmlFaults(file)).toEqual([]);
      }
      const squeezed = (text: string) => text.replaceAll('&#39;', "'").replaceAll(/\s+/gu, '');
      const found = squeezed((files['EPUB/text.xhtml'] ?? '').replaceAll(/<[^>]*>/gu, ''));
      for (const line of plainText(doc(...blocks)).split(/[\n\t]/u)) expect(found).toContain(squeezed(escapeXml(line)));
      expect(found).toContain(squeezed(escapeXml(cleanXml(title))));
    }),
    { numRuns: 150 },
  );
});
