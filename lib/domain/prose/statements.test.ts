import { readFileSync, readdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cite, doc, li, p, quote, sub, table, th, ul } from '@/lib/domain/prose/builder';
import { splitPieces, splitStatements, statementsOf } from '@/lib/domain/prose/statements';

const folder = 'seeds/documents';

/** The paragraphs of a seed document: enough of its notation (sources-and-import C1) to count statements. */
function paragraphsOf(text: string): string[] {
  const paragraphs: string[] = [];
  let open: string[] = [];
  const close = () => {
    if (open.length > 0) paragraphs.push(open.join(' '));
    open = [];
  };
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || index === 0 || /^={1,6}.*=$/.test(line) || /^[-*] /.test(line) || line === 'Infobox') close();
    else if (/^(This material was published in|Back to top)/.test(line)) close();
    else open.push(line);
  });
  close();
  return paragraphs;
}

describe('the seed documents', () => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .toSorted();
  it('have the statements that A9 counted', () => {
    const counts = files.map((name) => {
      const paragraphs = paragraphsOf(readFileSync(`${folder}/${name}`, 'utf8'));
      return paragraphs.flatMap((text) => splitStatements(text)).length;
    });
    expect(counts).toEqual([17, 19, 119, 80, 53]);
  });
});

describe('splitStatements', () => {
  it.each([
    ['One. Two.', ['One.', 'Two.']],
    ['He met Mr. Smith in 1951. They talked.', ['He met Mr. Smith in 1951.', 'They talked.']],
    ['The U. S. Army left. It was late.', ['The U. S. Army left.', 'It was late.']],
    ['He lives in the U. S. The army left.', ['He lives in the U. S.', 'The army left.']],
    ['Captain M. Abbas shot down one plane.', ['Captain M. Abbas shot down one plane.']],
    ['He said "Stop." and left.', ['He said "Stop." and left.']],
    ['See p. 12. It is clear.', ['See p. 12.', 'It is clear.']],
    ['Ibn Saud Jr. King of it.', ['Ibn Saud Jr. King of it.']],
    ['他来了。她走了。', ['他来了。', '她走了。']],
    ['', []],
    [' … — 12 ', []],
  ])('%j', (text, expected) => expect(splitStatements(text)).toEqual(expected));

  it('finds the same sentences in a long text as in a short one', () => {
    const words = ['He said “a”. ', 'They met in 1946. ', 'U. S. ', 'and so on. ', '… ', 'It lasted! '];
    const parts = Array.from({ length: 9000 }, (_, at) => words[(at * at + at) % words.length] ?? '');
    const long = splitPieces(parts.join(''));
    const half = splitPieces(parts.slice(0, 600).join(''));
    expect(long.join('')).toBe(parts.join(''));
    expect(long.slice(0, half.length - 1)).toEqual(half.slice(0, -1));
    expect(splitPieces('x'.repeat(40_000))).toHaveLength(1);
  });

  it('loses no character', () => {
    const words = fc.constantFrom('Mr. ', 'U. S. ', 'He left. ', 'no', '? ', '"', ' The ', '\n', 'é', '。', '12');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(words).map((all) => all.join('')),
        ),
        (text) => {
          expect(splitPieces(text).join('')).toBe(text);
          for (const statement of splitStatements(text)) expect(statement).toBe(statement.trim());
        },
      ),
    );
  });
});

const idOf = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;
const [one, two, three] = [idOf(1), idOf(2), idOf(3)];

describe('statementsOf', () => {
  it('gives each citation to the statement that it stands in or follows', () => {
    const body = doc(
      p('First', cite(one), ' part. Second.', cite(two), ' Third. ', cite(three)),
      p(cite(one), 'Before all. Then more.'),
    );
    expect(statementsOf(body).map(({ text, citations }) => [text, citations])).toEqual([
      ['First part.', [one]],
      ['Second.', [two]],
      ['Third.', [three]],
      ['Before all.', [one]],
      ['Then more.', []],
    ]);
  });

  it('counts items, quotations and rows, but no subheadings and header rows', () => {
    const body = doc(
      sub('A heading. Really.'),
      ul('One item. Two.', li('Three', ul('Deep.'))),
      quote('Someone', 'I said. So there.'),
      table([th('Year'), th('Who')], ['1951', 'He']),
      table([th('Only')]),
    );
    expect(statementsOf(body).map(({ text }) => text)).toEqual([
      'One item.',
      'Two.',
      'Three',
      'Deep.',
      'I said.',
      'So there.',
      '1951 He',
    ]);
  });
});
