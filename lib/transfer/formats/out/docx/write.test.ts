import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
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
  sub,
  table,
  td,
  th,
  ul,
} from '@/lib/domain/prose/builder';
import { plainText } from '@/lib/domain/prose/text';
import { writeDocx } from '@/lib/transfer/formats/out/docx/write';
import { filesOf, xmlFaults } from '@/lib/transfer/formats/out/packed/testing';
import { aCitation, aRevision, aVersion, citationIds } from '@/lib/transfer/formats/out/testing';
import { cleanXml } from '@/lib/transfer/formats/out/packed/xml';
import type { ArticleOut } from '@/lib/transfer/formats/out/version-out';

const [one, two, three] = citationIds;
const citations = [
  aCitation(one, 'A', { locators: [{ label: 'page', value: '12' }], quote: 'as it was', note: 'See the map.' }),
  aCitation(two, 'A', { supports: 'disputes' }),
  aCitation(three, 'B', { csl: { type: 'webpage', title: 'Page', URL: 'https://example.org/a?b=1&c=2' } }),
];
const partOf = (article: ArticleOut, name: string) => filesOf(writeDocx(article))[`word/${name}.xml`] ?? '';
const body = (article: ArticleOut) => partOf(article, 'document');
/** Words of WordprocessingML, paragraph by paragraph, with the style of each. */
const linesOf = (xml: string) =>
  [...xml.matchAll(/<w:p>(?:<w:pPr>(.*?)<\/w:pPr>)?(.*?)<\/w:p>/gsu)].map(([, look = '', inner = '']) => {
    const style = /<w:pStyle w:val="(\w+)"\/>/u.exec(look)?.[1] ?? '';
    const words = [...inner.matchAll(/<w:t xml:space="preserve">(.*?)<\/w:t>|(<w:br\/>)/gsu)].map(
      ([, text]) => text ?? '\n',
    );
    return `${style}|${unescaped(words.join(''))}`;
  });
const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

describe('the package', () => {
  const article = aVersion(doc(p('Text', cite(one), '.')), { citations });

  it('has every part that it names, each named once, and all are well-formed', () => {
    const files = filesOf(writeDocx(article));
    expect(Object.keys(files)[0]).toBe('[Content_Types].xml');
    const named = [...(files['[Content_Types].xml'] ?? '').matchAll(/PartName="\/([^"]+)"/gu)].map(([, name]) => name);
    const parts = Object.keys(files).filter((name) => !name.endsWith('.rels') && name !== '[Content_Types].xml');
    expect(new Set(named)).toEqual(new Set(parts));
    expect(named).toHaveLength(parts.length);
    for (const [name, text] of Object.entries(files)) expect([name, xmlFaults(text)]).toEqual([name, []]);
  });

  it('resolves every relationship, in the part that uses it', () => {
    const files = filesOf(writeDocx(article));
    for (const part of ['document', 'footnotes']) {
      const used = [...(files[`word/${part}.xml`] ?? '').matchAll(/r:id="([^"]+)"/gu)].map(([, id]) => id);
      const known = [...(files[`word/_rels/${part}.xml.rels`] ?? '').matchAll(/Id="([^"]+)"/gu)].map(([, id]) => id);
      expect(new Set(known).size).toBe(known.length);
      expect(known).toEqual(expect.arrayContaining(used));
    }
    expect(files['word/_rels/document.xml.rels']).toContain('Target="footnotes.xml"');
  });

  it('is the same bytes every time, whatever the zone', () => {
    const zone = process.env['TZ'];
    const first = writeDocx(article);
    process.env['TZ'] = 'Pacific/Kiritimati';
    const second = writeDocx(article);
    process.env['TZ'] = zone;
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
  });

  it('says what it is', () => {
    const core = filesOf(writeDocx(article))['docProps/core.xml'];
    expect(core).toContain('<dc:title>Title</dc:title><dc:creator>Amal</dc:creator>');
    expect(core).toContain('<dcterms:modified xsi:type="dcterms:W3CDTF">2026-11-22T08:00:00Z</dcterms:modified>');
  });
});

describe('the text', () => {
  it('has title, origin, lead, facts, sections, related titles and sources, in Word’s own styles', () => {
    const article = aVersion(doc(), {
      ...{ citations, related: ['Live', 'Not yet'], attribution: 'First published in X.', licence: 'CC BY 4.0' },
      facts: [{ key: 'Capital', value: 'Tehran', confirmed: true, citations: [two] }],
      unreviewed: 'Urgent.',
      sections: [
        { id: 'a', level: 1, heading: '', body: doc(p('Lead', cite(one), '.')) },
        { id: 'b', level: 2, heading: 'History', body: doc(sub('Early'), quote('Assad', 'Words.')) },
        { id: 'c', level: 4, heading: 'Later', body: doc(p('End.')) },
      ],
    });
    expect(linesOf(body(article))).toEqual([
      'Title|Title',
      'Subtitle|Version 2, 22 November 2026',
      'Subtitle|Edited by Amal',
      'Subtitle|Reviewed by Jonas',
      'Subtitle|Licence: CC BY 4.0',
      'Subtitle|https://stet.example.org/articles/title/versions/2',
      'Notice|This version was published without review. Reason: Urgent.',
      '|First published in X.',
      '|Lead.',
      'Heading1|At a glance',
      'TableHeading|Fact',
      'TableHeading|Value',
      'TableHeading|Capital',
      'TableText|Tehran',
      'Heading1|History',
      'Heading2|Early',
      'Quote|Words.',
      'Quote|— Assad',
      'Heading2|Later',
      '|End.',
      'Heading1|See also',
      'ListParagraph|Live',
      'ListParagraph|Not yet',
      'Heading1|Sources',
      'Bibliography|Book A. Harbour Press, no date.',
    ]);
    const defined = partOf(article, 'styles');
    for (const style of body(article).matchAll(/<w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"/gu)) {
      expect(defined).toContain(`w:styleId="${style[1]}"`);
    }
  });

  it('of a revision says that readers do not see it', () => {
    const lines = linesOf(body(aRevision(doc(p('Text.')))));
    expect(lines.slice(1, 5)).toEqual([
      'Subtitle|Revision 48, saved on 22 November 2026, made from version 2',
      'Subtitle|Edited by Amal',
      'Subtitle|https://stet.example.org/desk/revisions/48',
      'Notice|Revision 48 is in review. Readers do not see this text.',
    ]);
  });

  it('has a footnote of its own for each use, behind the two separators, with place, quoted words and remark', () => {
    const article = aVersion(doc(p('A', cite(one), cite(two), ' and', cite(three), '.'), p('B', cite(one), '.')), {
      citations,
    });
    const notes = partOf(article, 'footnotes');
    expect(
      [...notes.matchAll(/<w:footnote (?:w:type="(\w+)" )?w:id="(-?\d+)"/gu)].map(([, type, id]) => [id, type]),
    ).toEqual([
      ['-1', 'separator'],
      ['0', 'continuationSeparator'],
      ...['1', '2', '3', '4'].map((id) => [id, undefined]),
    ]);
    expect(linesOf(notes).slice(2)).toEqual([
      'FootnoteText| Book A. Harbour Press, no date. p. 12. “as it was” See the map.',
      'FootnoteText| Book A. Harbour Press, no date. This source disagrees.',
      'FootnoteText| “Page”. no date. https://example.org/a?b=1&c=2.',
      'FootnoteText| Book A. Harbour Press, no date. p. 12. “as it was” See the map.',
    ]);
    expect([...body(article).matchAll(/footnoteReference w:id="(\d+)"/gu)].map(([, id]) => id)).toEqual([
      '1',
      '2',
      '3',
      '4',
    ]);
  });

  it('has marks, breaks and links; a link to an article that is not live is its words', () => {
    const xml = body(
      aVersion(
        doc(
          p(
            b('bold'),
            i('italic'),
            lowered('2'),
            br(),
            link('https://example.org/?a=1&b=2', 'out'),
            articleLink('live', 'in'),
            articleLink('gone', 'dead'),
          ),
        ),
      ),
    );
    expect(xml).toContain('<w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">bold</w:t>');
    expect(xml).toContain('<w:rPr><w:i/><w:iCs/></w:rPr><w:t xml:space="preserve">italic</w:t>');
    expect(xml).toContain(
      '<w:vertAlign w:val="subscript"/></w:rPr><w:t xml:space="preserve">2</w:t></w:r><w:r><w:br/></w:r>',
    );
    expect(xml).toMatch(/<w:hyperlink r:id="link2" w:history="1">[^]*?>out</u);
    expect(xml).toMatch(/<w:hyperlink r:id="link3" w:history="1">[^]*?>in</u);
    expect(xml).toContain('</w:hyperlink><w:r><w:t xml:space="preserve">dead</w:t></w:r>');
  });

  it('numbers each list from 1, and sets what else an item holds under its words', () => {
    const article = aVersion(doc(ol('a', li('b', p('more'), ol('deep'))), ul('c'), ol('d')));
    const marks = [...body(article).matchAll(/<w:ilvl w:val="(\d)"\/><w:numId w:val="(\d)"\/>/gu)].map(
      ([, level, id]) => `${id}/${level}`,
    );
    expect(marks).toEqual(['2/0', '2/0', '3/1', '1/0', '4/0']);
    expect(body(article)).toContain('<w:ind w:left="567"/></w:pPr><w:r><w:t xml:space="preserve">more');
    const numbering = partOf(article, 'numbering');
    expect(numbering.match(/<w:startOverride w:val="1"\/>/gu)).toHaveLength(3);
    for (const id of [1, 2, 3, 4]) expect(numbering).toContain(`<w:num w:numId="${id}">`);
  });

  it('has tables with heads and cells that reach over others', () => {
    const wide = { ...td('wide'), attrs: { colspan: 2, rowspan: 1 } };
    const tall = { ...td('tall'), attrs: { colspan: 1, rowspan: 2 } };
    const xml = body(aVersion(doc(table([th('A'), th('B'), th('C')], [wide, tall], ['x'], []), table(['next']))));
    const rows = [...xml.matchAll(/<w:tr>(.*?)<\/w:tr>/gsu)].map(([, row = '']) => row);
    expect(rows[0]).toContain('<w:trPr><w:tblHeader/></w:trPr>');
    const spans = rows.map((row) =>
      [...row.matchAll(/<w:tcPr><w:tcW [^>]*\/>(.*?)<\/w:tcPr>/gu)].map(([, span]) => span),
    );
    expect(spans).toEqual([
      ['', '', ''],
      ['<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'],
      ['', '', '<w:vMerge/>'],
      ['', '', ''],
      [''],
    ]);
    expect(xml.match(/<w:gridCol /gu)).toHaveLength(4);
    expect(xml).toContain('</w:tbl><w:p/><w:tbl>');
  });

  it('sets right-to-left paragraphs, and words against the direction of theirs', () => {
    const xml = body(
      aVersion(
        doc(p('العلاقات مع Syria في 1946'), p('The word ', b('سوريا'), ' is Arabic; دولت پارسی گفتگو is Persian.')),
      ),
    );
    const [first = '', second = ''] = [...xml.matchAll(/<w:p>.*?<\/w:p>/gsu)]
      .map(([paragraph]) => paragraph)
      .filter((paragraph) => /Syria|Arabic/u.test(paragraph));
    expect(first).toContain('<w:pPr><w:bidi/></w:pPr>');
    expect(first).toContain(
      '<w:r><w:rPr><w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr><w:t xml:space="preserve">العلاقات مع </w:t></w:r>',
    );
    expect(first).toContain('<w:r><w:t xml:space="preserve">Syria</w:t></w:r>');
    expect(second).not.toContain('<w:bidi/>');
    expect(second).toContain(
      '<w:b/><w:bCs/><w:rtl/><w:lang w:bidi="ar-SA"/></w:rPr><w:t xml:space="preserve">سوريا</w:t>',
    );
    expect(second).toContain('<w:lang w:bidi="fa-IR"/>');
  });
});

const words = oneof(
  string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  string({ unit: 'binary', minLength: 1, maxLength: 6 }),
  constantFrom('a & b', '<w:p>', ']]>', '"', ' ', '\u0001', '\uFFFE', 'سوريا'),
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
      const article = aVersion(doc(...blocks), { citations, title });
      const files = filesOf(writeDocx(article));
      for (const text of Object.values(files)) expect(xmlFaults(text)).toEqual([]);
      const squeezed = (text: string) => cleanXml(text).replaceAll(/\s+/gu, '');
      const found = squeezed(
        linesOf(files['word/document.xml'] ?? '')
          .map((line) => line.slice(line.indexOf('|') + 1))
          .join(''),
      );
      for (const line of plainText(doc(...blocks)).split(/[\n\t]/u)) expect(found).toContain(squeezed(line));
      expect(found).toContain(squeezed(title));
    }),
    { numRuns: 150 },
  );
});
