import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Block } from '@/lib/domain/prose/body';
import { bodySchema } from '@/lib/domain/prose/schema';
import { formatIssue, type ImportedDocument, type ImportedSection } from '@/lib/transfer/formats/document';
import { parseSeed, writeSeed } from '@/lib/transfer/formats/seed-notation';

const readText = (path: string): string => readFileSync(path, 'utf8');
const { documents: expected } = z
  .object({ documents: z.array(z.looseObject({ file: z.string() })) })
  .parse(JSON.parse(readText('seeds/expected.json')));

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const parse = (text: string, file = 'x.txt') => parseSeed(bytesOf(text), file);
const documentOf = (text: string, file = 'x.txt'): ImportedDocument => {
  const { document, report } = parse(text, file);
  if (!document) throw new Error(report.issues.map(formatIssue).join('\n'));
  return document;
};
const issuesOf = (text: string, file = 'x.txt') =>
  parse(text, file).report.issues.map(({ line, column, severity, code }) => `${line}:${column} ${severity} ${code}`);
const textOf = (block: Block): string =>
  block.type === 'paragraph'
    ? (block.content ?? []).map((node) => (node.type === 'text' ? node.text : '')).join('')
    : JSON.stringify(block, (key, value: unknown) => (key === 'id' ? undefined : value));
const leadOf = (text: string): string[] => (documentOf(`= T =\n\n${text}`).sections[0]?.blocks ?? []).map(textOf);
const inlineOf = (text: string) => {
  const block = documentOf(`= T =\n\n${text}`).sections[0]?.blocks[0];
  return block?.type === 'paragraph' ? (block.content ?? []) : [];
};
/** The lead's blocks without ids, as short text. */
const shapeOf = (text: string) =>
  JSON.parse(
    JSON.stringify(documentOf(`= T =\n\n${text}`).sections[0]?.blocks, (key, value: unknown) =>
      key === 'id' ? undefined : value,
    ),
  ) as unknown;

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
const firstSix = (text: string | undefined) => (text === undefined ? null : words(text).slice(0, 6).join(' '));
const lastSix = (text: string | undefined) => (text === undefined ? null : words(text).slice(-6).join(' '));
const charsOf = (texts: readonly string[]) => texts.map((text) => Array.from(text).length);

function summarise(section: ImportedSection, path: string, related: readonly string[]) {
  const texts = section.blocks.map(textOf);
  return {
    level: section.level,
    heading: section.heading,
    path,
    anchor: section.anchor,
    kind: section.kind,
    line: section.line,
    paragraphs: texts.length,
    list_items: section.kind === 'see_also' ? related.length : 0,
    first_words: firstSix(texts[0]),
    last_words: lastSix(texts.at(-1)),
    chars: charsOf(texts),
  };
}

function summariseFile(file: string) {
  const { document, report } = parseSeed(readFileSync(`seeds/documents/${file}`), file);
  if (!document) throw new Error(report.issues.map(formatIssue).join('\n'));
  const [lead, ...sections] = document.sections;
  const leadTexts = (lead?.blocks ?? []).map(textOf);
  const texts = document.sections.flatMap((section) => section.blocks.map(textOf));
  const open: ImportedSection[] = [];
  const outline = sections.map((section) => {
    while ((open.at(-1)?.level ?? 0) >= section.level) open.pop();
    open.push(section);
    return summarise(section, open.map(({ heading }) => heading).join(' > '), document.related);
  });
  return {
    file,
    sha256: report.sha256,
    bytes: report.bytes,
    title: document.title,
    slug: document.slug,
    title_marked: document.titleMarked,
    infobox: document.facts,
    infobox_present: document.facts.length > 0,
    attribution: document.attribution,
    dropped: report.dropped.map(({ text }) => text),
    joined_lines: report.joined,
    lead_paragraphs: leadTexts.length,
    lead_first_words: leadTexts.map(firstSix),
    lead_last_words: leadTexts.map(lastSix),
    lead_chars: charsOf(leadTexts),
    sections: outline,
    see_also: document.related,
    totals: {
      headings: sections.length,
      body_sections: sections.filter(({ kind }) => kind === 'body').length,
      max_level: Math.max(1, ...sections.map(({ level }) => level)),
      paragraphs: texts.length,
      words: texts.reduce((count, text) => count + words(text).length, 0),
      chars: charsOf(texts).reduce((sum, count) => sum + count, 0),
      text_sha256: createHash('sha256').update(texts.join('\n\n')).digest('hex'),
    },
  };
}

describe('the five documents', () => {
  test.each(expected.map((document) => [document.file, document] as const))('%s yields expected.json', (file, all) => {
    const found = summariseFile(file);
    expect(Object.keys(found).toSorted()).toEqual(Object.keys(all).toSorted());
    expect(found).toEqual(all);
  });

  test.each(expected.map(({ file }) => file))('%s: writing it and reading that gives the same document', (file) => {
    const { document } = parseSeed(readFileSync(`seeds/documents/${file}`), file);
    const again = document && parse(writeSeed(document), file).document;
    const withoutLines = (found: ImportedDocument | null) =>
      found && { ...found, sections: found.sections.map((section) => ({ ...section, line: 0 })) };
    expect(withoutLines(again)).toEqual(withoutLines(document));
  });

  test('only 004 has something to tell, and says where', () => {
    const told = expected.flatMap(({ file }) =>
      parseSeed(readFileSync(`seeds/documents/${file}`), file).report.issues.map(formatIssue),
    );
    expect(told).toEqual([
      '004_ba928c7ece01ed7b.txt:3:1  warning  licence-unknown  This text was published elsewhere first. Its licence is not known.',
      '004_ba928c7ece01ed7b.txt:39:1  warning  boilerplate-dropped  "Back to top button" belongs to a web page and was left out.',
    ]);
  });
});

describe('grammar (C1)', () => {
  test('0: BOM, CRLF, CR, blank runs, blanks at line ends and a missing final newline change nothing', () => {
    const clean = '= T =\n\nOne.\n\n== H ==\n\nTwo.\n';
    const plain = parse(clean);
    const dirty = ['\uFEFF= T =  \r\n\r\nOne.\t \r\n\r\n== H ==\r\n\r\nTwo.', '= T =\r\rOne.\r\r== H ==\r\rTwo.\r'];
    for (const text of dirty) expect(parse(text)).toMatchObject({ document: plain.document, report: { issues: [] } });
    const runs = documentOf('\n\n= T =\n \t \n\n\nOne.\n\n\n\n== H ==\nTwo.\n\n\n');
    expect(runs.sections.map(({ blocks }) => blocks)).toEqual(plain.document?.sections.map(({ blocks }) => blocks));
  });

  test.each([
    ['= A – B =\n\nx', 'A – B', true],
    ['=A=\nx', 'A', true],
    ['A title\n\nx', 'A title', false],
    ['Jump to content\n\n= A =\n\nx', 'A', true],
  ])('1: title of %j', (text, title, titleMarked) => expect(documentOf(text)).toMatchObject({ title, titleMarked }));

  test.each([
    'A sentence is no title.\n\nx',
    'First line\nsecond line\n\nx',
    `${'long '.repeat(50)}\n\nx`,
    '- item\n\nx',
  ])('1: the file name gives the title of %j, and the line stays', (text) => {
    const document = documentOf(text, 'in/007_iran-syria_ties_bf2227530097bb77.txt');
    expect(document).toMatchObject({ title: 'iran syria ties', titleMarked: false });
    expect(JSON.stringify(document.sections)).toContain(words(text)[1]);
  });

  test('2: levels, unequal blanks, no blank lines, heading after heading', () => {
    const { sections } = documentOf('= T =\nx\n==A==\n===   B===\n======C======\ny\n==a = b==');
    expect(sections.map(({ level, heading, line }) => [level, heading, line])).toEqual([
      [1, '', 1],
      [2, 'A', 3],
      [3, 'B', 4],
      [6, 'C', 5],
      [2, 'a = b', 7],
    ]);
  });

  test('3: facts; "Infobox" elsewhere is prose', () => {
    const { facts, sections } = documentOf(
      '= T =\n\nInfobox\n- Map: a: b.png\n- Empty:\n\nLead.\n\nInfobox\n- no fact',
    );
    expect(facts).toEqual([
      { key: 'Map', value: 'a: b.png' },
      { key: 'Empty', value: '' },
    ]);
    expect(sections[0]?.blocks.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'bulletList']);
    expect(leadOf('Infobox\n\n- item')[0]).toBe('Infobox');
  });

  test('4: lines of a paragraph are joined by one blank and reported', () => {
    const { document, report } = parse('= T =\n\none\n  two\nthree\n\nfour');
    expect(document?.sections[0]?.blocks.map(textOf)).toEqual(['one two three', 'four']);
    expect(report.joined).toEqual([[3, 5]]);
  });

  test('5: lists', () => {
    const item = (text: string, ...lists: unknown[]) => ({
      type: 'listItem',
      attrs: {},
      content: [{ type: 'paragraph', attrs: {}, content: [{ type: 'text', text }] }, ...lists],
    });
    const ul = (...content: unknown[]) => ({ type: 'bulletList', attrs: {}, content });
    const ol = (...content: unknown[]) => ({ type: 'orderedList', attrs: {}, content });
    const p = (text: string) => ({ type: 'paragraph', attrs: {}, content: [{ type: 'text', text }] });
    expect(shapeOf('Words:\n- a\n-- b\n* c\n** d\n  - e\n# f\n1. g\n2. h')).toEqual([
      p('Words:'),
      ul(item('a', ul(item('b'))), item('c', ul(item('d'), item('e')))),
      ol(item('f'), item('g'), item('h')),
    ]);
    expect(shapeOf('12. May was a day\n\n-5 degrees\n\n- ')).toEqual([p('12. May was a day'), p('-5 degrees'), p('-')]);
    expect(JSON.stringify(shapeOf('; term : words'))).toContain(
      '[{"type":"text","text":"term","marks":[{"type":"bold"}]},{"type":"text","text":": words"}]',
    );
  });

  test('6: "See also" lists related titles; prose under it is kept', () => {
    const text = '= T =\nx\n== SEE ALSO ==\n- One\n* [[Two]]\n\n== A ==\ny';
    expect(documentOf(text)).toMatchObject({
      related: ['One', 'Two'],
      sections: [{}, { kind: 'see_also', blocks: [] }, {}],
    });
    const kept = documentOf('= T =\nx\n== See also ==\n- One\n\nSome prose.');
    expect(kept.related).toEqual(['One']);
    expect(kept.sections[1]).toMatchObject({ kind: 'body', heading: 'See also' });
    expect(kept.sections[1]?.blocks.map(textOf)).toEqual(['Some prose.']);
  });

  test.each(['This article was first published in X.', 'Originally published by Y', 'Source: Z'])('7: %s', (line) => {
    expect(documentOf(`T\n\n${line}\n\nLead.`)).toMatchObject({ attribution: line, sections: [{ blocks: [{}] }] });
    expect(documentOf(`T\n\nLead.\n\n${line}`)).toMatchObject({ attribution: null, sections: [{ blocks: [{}, {}] }] });
  });

  test('8: boilerplate is dropped and reported, and only whole paragraphs', () => {
    const { document, report } = parse('= T =\n\nx\n\nSHARE THIS ARTICLE\n\nShare this article\nnow\n\nBack to top');
    expect(document?.sections[0]?.blocks.map(textOf)).toEqual(['x', 'Share this article now']);
    expect(report.dropped).toEqual([
      { line: 5, text: 'SHARE THIS ARTICLE' },
      { line: 10, text: 'Back to top' },
    ]);
  });

  test('10, 11: written levels stay; slug and anchors', () => {
    const { slug, sections } = documentOf('= العلاقات =\nx\n==A==\n====B====\n==A==');
    expect(slug).toBe('العلاقات');
    expect(sections.map(({ level, anchor }) => [level, anchor])).toEqual([
      [1, ''],
      [2, 'a'],
      [4, 'b'],
      [2, 'a-2'],
    ]);
  });

  test('12: marks and links', () => {
    const text =
      "a '''b''' ''c'' '''''d''''' [[Iran–Syria relations|ties]] [[Iran]] [https://example.org/x the page] [https://example.org]";
    const link = (href: string) => [{ type: 'link', attrs: { href } }];
    const article = (slug: string) => [{ type: 'articleLink', attrs: { slug } }];
    expect(inlineOf(text).filter((node) => node.type === 'text' && node.marks)).toEqual([
      { type: 'text', text: 'b', marks: [{ type: 'bold' }] },
      { type: 'text', text: 'c', marks: [{ type: 'italic' }] },
      { type: 'text', text: 'd', marks: [{ type: 'bold' }, { type: 'italic' }] },
      { type: 'text', text: 'ties', marks: article('iran-syria-relations') },
      { type: 'text', text: 'Iran', marks: article('iran') },
      { type: 'text', text: 'the page', marks: link('https://example.org/x') },
      { type: 'text', text: 'https://example.org', marks: link('https://example.org') },
    ]);
  });

  test.each([
    ["it''s", 'mark-not-closed'],
    ['{{cite web|x}}', 'template'],
    ['a <b>c</b>', 'tag'],
    ['[javascript:alert(1) x]', 'script-address'],
    ['[https://a:b@example.org x]', 'link-not-read'],
    ['[[File:x.png]]', 'link-not-read'],
    ['x<ref name="a">Haddad 2015</ref> y', 'ref-kept'],
    ['x<ref name="a" /> y', 'ref-kept'],
  ])('12: %s stays text, with a warning', (text, code) => {
    expect(inlineOf(text)).toEqual([{ type: 'text', text }]);
    expect(issuesOf(`= T =\n\n${text}`)).toContainEqual(expect.stringContaining(`warning ${code}`));
  });

  test('12: comments go and are reported, nowiki protects, references are offered', () => {
    const { document, report } = parse(
      "= T =\n\na <!-- one\ntwo -->b\n<!-- alone -->\nc <nowiki>''d'' [[e]] <!--</nowiki> f<ref>\ng\n</ref>",
    );
    expect(document?.sections[0]?.blocks.map(textOf)).toEqual(["a b c ''d'' [[e]] <!-- f<ref> g </ref>"]);
    expect(report.dropped.map(({ line, text }) => [line, text])).toEqual([
      [3, '<!-- one two -->'],
      [5, '<!-- alone -->'],
    ]);
    expect(report.offers).toEqual([{ line: 6, text: '<ref> g </ref>' }]);
  });

  test('13: tables in both notations', () => {
    const wiki = shapeOf(
      '{| class="wikitable"\n|+ Title\n! a !! b\n|- valign="top"\n| colspan="2" | c\n|-\n| d || e\nmore\n|}',
    );
    expect(wiki).toMatchObject([
      { type: 'paragraph' },
      {
        type: 'table',
        content: [
          { content: [{ type: 'tableHeader' }, { type: 'tableHeader' }] },
          { content: [{ type: 'tableCell', attrs: { colspan: 2, rowspan: 1 } }] },
          { content: [{}, { content: [{ content: [{ text: 'e more' }] }] }] },
        ],
      },
    ]);
    const pipe = shapeOf('Words:\n| a | b |\n|---|:-:|\n| c \\| d | e |\nf | g\n\nend');
    expect(pipe).toMatchObject([
      {},
      { type: 'table', content: [{}, { content: [{ content: [{ content: [{ text: 'c | d' }] }] }, {}] }, {}] },
      {},
    ]);
  });

  test.each([
    '{|\n| rowspan="51" | a\n|}',
    '{| hello there\n| a\n|}',
    '{|\n{|\n| a\n|}\n|}',
    '{|\n|}',
    'a | b\n---|---\nc | d | e',
  ])('13: %j stays text', (text) => {
    const found = leadOf(text);
    for (const word of words(text)) expect(found.join(' ')).toContain(word);
    expect(JSON.stringify(shapeOf(text))).not.toContain('"table"');
  });

  test('14: items under "References" stay and are offered', () => {
    const { document, report } = parse('= T =\nx\n== Further reading ==\n- Haddad 2015\n\nBerg 2006');
    expect(document?.sections[1]?.blocks).toHaveLength(2);
    expect(report.offers).toEqual([
      { line: 4, text: 'Haddad 2015' },
      { line: 6, text: 'Berg 2006' },
    ]);
  });

  test('block ids are unique, repeatable and fit the schema', () => {
    const text = '= T =\n\na\n\n- b\n  - c\n\n{|\n| d\n|}\n\n== H ==\n\ne';
    const document = documentOf(text);
    expect(documentOf(text)).toEqual(document);
    const ids = [...JSON.stringify(document).matchAll(/"id":"([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(10);
    for (const { blocks } of document.sections)
      expect(bodySchema.safeParse({ type: 'doc', content: blocks }).success).toBe(true);
  });
});
