import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise } from '@/lib/domain/prose/normalise';
import type { ImportedDocument } from '@/lib/transfer/formats/document';
import { parseSeed, writeSeed } from '@/lib/transfer/formats/seed-notation';

const read = (text: string) => parseSeed(new TextEncoder().encode(text), 'some name.txt');
const runs = { numRuns: 400 };

const word = fc.integer({ min: 0, max: 99_999 }).map((number) => `w${number}`);
const signs = fc.constantFrom(
  ..."''|'''|'''''|''''|'|[[|]]|[|]|[https://a.example|{{|}}|<b>|</b>|<nowiki>|</nowiki>|<ref>|</ref>|<ref name=a/>|<!--|-->|=|==|===|-|--|*|#|##|1.|2.|;|:|{-|-}|{||}|Infobox|See also|**|<|>|/>|Back to top|Source:|x@"
    .split('|')
    .map((sign) => sign.replace('{-', '{|').replace('-}', '|}')),
  '|',
  '||',
  '|-',
  '!!',
  '!',
  '\\|',
);
const inline = fc
  .array(fc.oneof({ weight: 3, arbitrary: word }, { weight: 1, arbitrary: signs }), { maxLength: 8 })
  .chain((parts) => fc.constantFrom(' ', '').map((glue) => parts.join(glue)));
const line = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 4, arbitrary: inline },
  inline.map((text) => `== ${text} ==`),
  inline.map((text) => `=== ${text}===`),
  fc
    .tuple(fc.constantFrom('- ', '* ', '# ', '1. ', '  - ', '    # ', '-- ', '; '), inline)
    .map((parts) => parts.join('')),
  fc.constantFrom('Infobox', '== See also ==', '== References ==', '{|', '|-', '|}', '|---|---|', 'Share this article'),
  fc.tuple(inline, inline).map(([a, b]) => `| ${a} | ${b} |`),
  fc.tuple(inline, inline).map(([a, b]) => `| ${a} || ${b}`),
  inline.map((text) => `! ${text}`),
  inline.map((text) => `This text was published in ${text}`),
  fc.tuple(word, word).map(([a, b]) => `- ${a}: ${b}`),
);
const notation = fc.array(line, { maxLength: 25 }).map((lines) => `= Title =\n\n${lines.join('\n')}`);

const withoutLines = (document: ImportedDocument | null) =>
  document && { ...document, sections: document.sections.map((section) => ({ ...section, line: 0 })) };

describe('properties', () => {
  test('arbitrary bytes never throw; the document is missing exactly when there is an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 30 }), (bytes, name) => {
        const { document, report } = parseSeed(bytes, name);
        expect(document === null).toBe(report.issues.some(({ severity }) => severity === 'error'));
      }),
      runs,
    );
  });

  test('arbitrary text never throws, and what is read can be written and read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const { document } = read(`= T =\n\n${text}`);
        fc.pre(document !== null);
        expect(withoutLines(read(writeSeed(document)).document)).toEqual(withoutLines(document));
      }),
      runs,
    );
  });

  test('mixtures of notation: issues stand in the file; no word is lost', () => {
    fc.assert(
      fc.property(notation, (text) => {
        const { document, report } = read(text);
        const lines = text.split('\n');
        for (const issue of report.issues) {
          expect(issue.line).toBeLessThanOrEqual(lines.length);
          expect(issue.column).toBeLessThanOrEqual((lines[issue.line - 1] ?? '').length + 1);
        }
        const kept = JSON.stringify([document, report.dropped]);
        fc.pre(document !== null);
        const words = text.match(/w\d+/g) ?? [];
        expect(words.filter((found) => !kept.includes(found))).toEqual([]);
      }),
      runs,
    );
  });

  test('mixtures of notation: writing is the inverse of reading, and the closed schema takes every body as it is', () => {
    fc.assert(
      fc.property(notation, (text) => {
        const { document } = read(text);
        fc.pre(document !== null);
        expect(withoutLines(read(writeSeed(document)).document)).toEqual(withoutLines(document));
        const filled = document.sections.map(({ blocks }) => blocks).filter((blocks) => blocks.length > 0);
        expect(filled.map((content) => normalise({ type: 'doc', content }, 's').content)).toEqual(filled);
      }),
      { numRuns: 1500 },
    );
  });
});

/**
 * How many characters `work` looks at: those that expressions and searches run over and those that are copied. Counted, not timed, so that
 * the answer is the same on every machine.
 */
/* oxlint-disable typescript/unbound-method, eslint/no-extend-native -- counting what the built-ins look at means standing before them */
function charactersRead(work: () => void): number {
  const { exec } = RegExp.prototype;
  const { indexOf, slice } = String.prototype;
  let count = 0;
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const start = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    count += match ? match.index + match[0].length - start : this.sticky ? 1 : text.length - start;
    return match;
  };
  String.prototype.indexOf = function (this: string, needle: string, from = 0) {
    const at = indexOf.call(this, needle, from);
    count += (at < 0 ? this.length : at) - from;
    return at;
  };
  String.prototype.slice = function (this: string, from?: number, to?: number) {
    const part = slice.call(this, from, to);
    count += part.length;
    return part;
  };
  try {
    work();
  } finally {
    Object.assign(RegExp.prototype, { exec });
    Object.assign(String.prototype, { indexOf, slice });
  }
  return count;
}

/* oxlint-enable typescript/unbound-method, eslint/no-extend-native */

const hostile: readonly (readonly [string, (count: number) => string])[] = [
  ['headings', (count) => '== H ==\n'.repeat(count)],
  ['broken headings', (count) => `== ${'= '.repeat(count)}`],
  ['open links', (count) => '[['.repeat(count)],
  ['open links and one close', (count) => `${'[['.repeat(count)}]]`],
  ['web links', (count) => "[https://a.example ''x''] ".repeat(count)],
  ['open web links', (count) => '[https://a.example '.repeat(count)],
  ['quotes', (count) => "'' x ''' ".repeat(count)],
  ['nowiki', (count) => '<nowiki>'.repeat(count)],
  ['closed nowiki', (count) => '<nowiki>a</nowiki>'.repeat(count)],
  ['references', (count) => '<ref>a</ref>'.repeat(count)],
  ['open references', (count) => '<ref '.repeat(count)],
  ['comments', (count) => '<!--a-->'.repeat(count)],
  ['open comments', (count) => '<!--'.repeat(count)],
  ['open tables', (count) => '{|\n'.repeat(count)],
  ['one wide row', (count) => `{|\n|${' a ||'.repeat(count)}\n|}`],
  ['one wide row of nowiki', (count) => `{|\n|${' <nowiki> ||'.repeat(count)}\n|}`],
  ['attributes', (count) => `{|\n| ${'class=a '.repeat(count)}\n|}`],
  ['pipe rows', (count) => `a | b\n--|--\n${'c | d\n'.repeat(count)}`],
  ['pipe rules', (count) => '|-|\n'.repeat(count)],
  ['lists', (count) => '- a\n  - b\n'.repeat(count)],
  ['one paragraph of many lines', (count) => 'a\n'.repeat(count)],
  ['facts', (count) => `Infobox\n${Array.from({ length: count }, (_, at) => `- k${at}: v\n`).join('')}`],
  ['blanks', (count) => `a${' '.repeat(count * 8)}b`],
  ['asterisks', (count) => '**a '.repeat(count)],
];

describe('linear', () => {
  test('the count sees work that grows with the square', () => {
    const of = (count: number) =>
      charactersRead(() => {
        const text = '['.repeat(count);
        for (let at = 0; at < count; at++) text.indexOf(']', at);
      });
    expect(of(800) / of(100)).toBeGreaterThan(50);
  });

  test.each(hostile)('%s: eight times the input is about eight times the work', (_, make) => {
    const [small, large] = [1000, 8000].map((count) => new TextEncoder().encode(`= T =\n\n${make(count)}`));
    const of = (bytes: Uint8Array | undefined) => charactersRead(() => parseSeed(bytes ?? new Uint8Array(), 'x.txt'));
    expect(of(large) / of(small)).toBeLessThan(10);
  });
});
