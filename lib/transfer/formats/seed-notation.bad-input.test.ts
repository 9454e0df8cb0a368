import { describe, expect, test } from 'vitest';
import { formatIssue } from '@/lib/transfer/formats/document';
import { parseSeed } from '@/lib/transfer/formats/seed-notation';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (input: string | Uint8Array, file = 'x.txt') =>
  parseSeed(typeof input === 'string' ? bytesOf(input) : input, file);
const issuesOf = (input: string | Uint8Array, file = 'x.txt') =>
  read(input, file).report.issues.map(({ line, column, severity, code }) => `${line}:${column} ${severity} ${code}`);
const textOf = (input: string): string => JSON.stringify(read(input).document?.sections.map(({ blocks }) => blocks));
const utf16 = (text: string, big: boolean): Uint8Array => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !big);
  return bytes;
};

test('formatIssue prints one line, as the design has it', () => {
  const [issue] = read('= T =\n\nx\n\n{|\n| a', 'seeds/a.txt').report.issues;
  expect(issue && formatIssue(issue)).toBe(
    'seeds/a.txt:5:1  error  table-not-closed  The table that begins here is never closed by "|}".',
  );
});

describe('refused whole (C3)', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['not UTF-8', new Uint8Array([...bytesOf('= T =\r\n\r\nCharg'), 0xe9, 0x20]), '3:6 error bad-encoding'],
    ['cut in a character', bytesOf('= T =\n\né').slice(0, -1), '3:1 error bad-encoding'],
    ['overlong and surrogate bytes', new Uint8Array([0x61, 0xed, 0xa0, 0x80]), '1:2 error bad-encoding'],
    ['half a character in UTF-16', utf16('\uFEFF= T =\n\nab\uD800c', false), '3:3 error bad-encoding'],
    ['odd UTF-16', utf16('\uFEFF= T =\n\nab', true).slice(0, -1), '3:2 error bad-encoding'],
    ['NUL', '= T =\n\na\0b', '3:2 error nul-byte'],
    ['control character', '= T =\n\nab\u0007', '3:3 error control-character'],
    ['C1 control character', '= T =\n\nab\u0085', '3:3 error control-character'],
    ['empty', '', '1:1 error empty-file'],
    ['blank', ' \n\t\n\n', '1:1 error empty-file'],
    ['nothing but left-overs', 'Jump to content\n', '1:1 error empty-file'],
    ['long title', `= ${'t'.repeat(1001)} =\n\nx`, '1:1 error too-long'],
    ['long heading', `= T =\n\nx\n\n== ${'t'.repeat(1001)} ==`, '5:1 error too-long'],
    ['open table', '= T =\n\n{|\n| a\n\n== H ==', '3:1 error table-not-closed'],
    ['open reference', '= T =\n\nx <ref>y\n\n== H ==', '3:3 error ref-not-closed'],
    ['open comment', '= T =\n\nx <!-- y\n\n== H ==', '3:3 error comment-not-closed'],
    ['long paragraph', `= T =\n\n${'x'.repeat(300_001)}`, '3:1 error too-large'],
    ['201 facts', `= T =\n\nInfobox\n${'- a: b\n'.repeat(201)}`, '1:1 error too-large'],
    ['5 001 sections', `= T =\n\nx\n${'== H ==\n'.repeat(5001)}`, '5004:1 error too-large'],
    ['above 4 MiB', new Uint8Array(4 * 1024 * 1024 + 1), '1:1 error too-large'],
  ])('%s', (_, input, issue) => {
    expect(issuesOf(input)).toContain(issue);
    expect(read(input).document).toBeNull();
  });

  test('no title anywhere', () => {
    expect(issuesOf('A sentence.\n\nx', '004_ba928c7ece01ed7b.txt')).toEqual(['1:1 error no-title']);
    expect(read('A sentence.\n\nx', '004_ba928c7ece01ed7b.txt').document).toBeNull();
  });

  test('the message names the byte and the likely encoding', () => {
    const [cp1252] = read(new Uint8Array([0x43, 0xe9, 0x20])).report.issues;
    expect(cp1252?.message).toContain('byte 1 is not part of a character. It is probably Windows-1252');
    const [utf] = read(utf16('= Tit\u00e9l =', true)).report.issues;
    expect(utf?.code).toBe('bad-encoding');
    expect(utf?.message).toContain('UTF-16 without a byte order mark');
  });

  test('every error of a file is told', () => {
    const codes = issuesOf('= T =\n\na\0b\n\nc\u0007\n\n{|\n\nx <ref>y');
    expect(codes.filter((issue) => issue.includes(' error '))).toEqual([
      '3:2 error nul-byte',
      '5:2 error control-character',
      '7:1 error table-not-closed',
      '9:3 error ref-not-closed',
    ]);
  });
});

describe('read and reported (C3)', () => {
  test.each([
    ['title only', '= T =', '1:1 warning no-lead'],
    ['tab in text', '= T =\n\na\tb', '3:2 warning odd-blank'],
    ['line separator', '= T =\n\na\u2028b', '3:2 warning odd-blank'],
    ['zero-width space', '= T =\n\nab\u200B', '3:3 warning invisible-character'],
    ['bidi control', '= T =\n\na\u202Eb', '3:2 warning invisible-character'],
    ['inner BOM', '= T =\n\na\uFEFFb', '3:2 warning invisible-character'],
    ['seven signs', '= T =\n\n======= H =======', '3:1 warning not-a-heading'],
    ['unequal signs', '= T =\n\n== H ===', '3:1 warning not-a-heading'],
    ['nothing between', '= T =\n\n== ==', '3:1 warning not-a-heading'],
    ['only signs', '= T =\n\n====', '3:1 warning not-a-heading'],
    ['text behind', '= T =\n\n== H == more', '3:1 warning not-a-heading'],
    ['second title', '= T =\n\nx\n= U =\ny', '4:1 warning second-title'],
    ['levels skipped', '= T =\n\nx\n\n==== H ====', '5:1 warning level-skipped'],
    ['second infobox', '= T =\n\nInfobox\n- a: b\n\nInfobox\n- c: d\n\nx', '6:1 warning second-infobox'],
    ['fact without value', '= T =\n\nInfobox\n- a\n\nx', '4:3 warning fact-without-value'],
    ['fact twice', '= T =\n\nInfobox\n- a: b\n- a: c\n\nx', '5:3 warning fact-twice'],
    ['deep list', '= T =\n\n------- a', '3:9 warning list-too-deep'],
    ['Markdown', '= T =\n\nsome **bold** words', '3:1 warning markdown'],
    ['Markdown heading', '= T =\n\n## Heading', '3:1 warning markdown'],
    ['replacement character', '= T =\n\na\uFFFDb', '3:2 warning replacement-character'],
    ['title from the file name', 'A sentence.', '1:1 warning title-from-file-name'],
    ['bad row', '= T =\n\nx\n\n{|\nno cell\n|}', '5:1 warning table-not-read'],
    ['prose in See also', '= T =\n\nx\n\n== See also ==\nprose', '5:1 warning prose-in-see-also'],
    ['markup in a heading', "= T =\n\nx\n\n== ''H'' ==", '5:1 warning markup-in-heading'],
  ])('%s', (_, input, issue) => {
    expect(issuesOf(input, 'iran.txt')).toContain(issue);
    expect(read(input, 'iran.txt').document).not.toBeNull();
  });

  test('what is no heading stays, in a paragraph of its own', () => {
    const { document } = read('= T =\n\na\n== H == b\nc\n= U =\nd');
    expect(document?.sections[0]?.blocks).toHaveLength(5);
    expect(document?.sections).toHaveLength(1);
    expect(textOf('= T =\n\na\n== H == b\nc')).toContain('"== H == b"');
  });

  test('UTF-16 with BOM is read, both ways', () => {
    for (const big of [true, false]) {
      expect(issuesOf(utf16('\uFEFF= Türkiye =\n\n😀', big))).toEqual(['1:1 warning utf-16']);
      expect(read(utf16('\uFEFF= Türkiye =\n\n😀', big)).document).toEqual(read('= Türkiye =\n\n😀').document);
    }
  });

  test('in silence: joiners, decomposed accents, empty sections, equal headings', () => {
    const text = '= Tu\u0308rkiye =\n\nmi\u200Cx\u200D e\u0301\n\n== A ==\n\n== A ==';
    expect(issuesOf(text)).toEqual([]);
    expect(read(text).document).toMatchObject({ slug: 'turkiye', sections: [{}, { anchor: 'a' }, { anchor: 'a-2' }] });
    expect(textOf(text)).toContain('mi\u200Cx\u200D e\u0301');
  });

  test('facts of both infoboxes stand in order', () => {
    const { document } = read('= T =\n\nInfobox\n- a: b\n\nInfobox\n- c\n- a: d\n\nx');
    expect(document?.facts.map(({ key, value }) => `${key}=${value}`)).toEqual(['a=b', 'c=', 'a=d']);
  });

  test('a flood of one warning is counted, not listed', () => {
    const { issues } = read(`= T =\n\n${'a\tb\n'.repeat(1000)}`).report;
    expect(issues).toHaveLength(201);
    expect(issues.at(-1)?.message).toBe('800 more of this kind follow.');
  });

  test('a paragraph of 200,000 characters and 5,000 sections are legal', () => {
    expect(read(`= T =\n\n${'word '.repeat(40_000)}`).document?.sections).toHaveLength(1);
    expect(read(`= T =\n\nx\n${'== H ==\n'.repeat(5000)}`).document?.sections).toHaveLength(5001);
  });
});
