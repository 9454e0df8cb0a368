import { describe, expect, test } from 'vitest';
import type { BlockDiff, StatementDiff, WordPiece } from '@/lib/domain/diff/change';
import { statementsOfBlock } from '@/lib/domain/diff/pieces';
import { diffSection } from '@/lib/domain/diff/section';
import type { Block, Body } from '@/lib/domain/prose/body';
import { b, cite, doc, li, link, p, quote, sub, table, ul } from '@/lib/domain/prose/builder';
import { normalise } from '@/lib/domain/prose/normalise';

const id = (digit: string) => `${digit.repeat(8)}-1111-4111-8111-111111111111`;
const [source, otherSource] = [id('1'), id('2')];
const body = (...blocks: readonly Block[]) => normalise(doc(...blocks), 's');
/** The block with another id, whatever it is. */
const named = (name: string, block: Block): Block => {
  if (block.type === 'quotation') return { ...block, attrs: { ...block.attrs, id: name } };
  return { ...block, attrs: { id: name } };
};
/** The second text with the block ids of the first, place by place, as an editor keeps them. */
function edited(before: Body, ...blocks: readonly Block[]): Body {
  const kept = blocks.map((block, index) => {
    const old = before.content[index];
    return old?.type === block.type ? named(old.attrs.id, block) : block;
  });
  return normalise(doc(...kept), 's');
}

const marksText = ({ kind, text, citationId }: WordPiece) => {
  const shown = citationId === undefined ? text : '*';
  return kind === 'same' ? shown : kind === 'ins' ? `{${shown}}` : `[${shown}]`;
};
const line = ({ kind, side, words }: StatementDiff) =>
  `${kind}${side ? ` ${side}` : ''}: ${words.map(marksText).join('').trim()}`;
const changed = (blocks: readonly BlockDiff[]) =>
  blocks
    .flatMap(statementsOfBlock)
    .filter(({ kind }) => kind !== 'kept')
    .map(line);
const formats = (blocks: readonly BlockDiff[]) =>
  blocks.flatMap(({ formatting }) => formatting.map(({ kind, action, sentence }) => `${kind} ${action}: ${sentence}`));

describe('sentences', () => {
  const base = body(p('Iran sold oil to Syria in 2012. Russia stood aside. The deal ended soon afterwards.'));
  const cases: [string, string, string[]][] = [
    [
      'a word',
      'Iran sold gas to Syria in 2012. Russia stood aside. The deal ended soon afterwards.',
      ['edited: Iran sold [oil]{gas} to Syria in 2012.'],
    ],
    [
      'a sentence added',
      'Iran sold oil to Syria in 2012. Russia stood aside. The deal ended soon afterwards. It was small.',
      ['new: {It was small.}'],
    ],
    [
      'a sentence taken out',
      'Iran sold oil to Syria in 2012. The deal ended soon afterwards.',
      ['deleted: [Russia stood aside. ]'],
    ],
    [
      'a sentence moved',
      'Russia stood aside. The deal ended soon afterwards. Iran sold oil to Syria in 2012.',
      ['moved from: [Iran sold oil to Syria in 2012. ]', 'moved to: {Iran sold oil to Syria in 2012.}'],
    ],
    [
      'another sentence',
      'Iran sold oil to Syria in 2012. Nobody else took part. The deal ended soon afterwards.',
      ['deleted: [Russia stood aside. ]', 'new: {Nobody else took part. }'],
    ],
  ];
  test.each(cases)('%s', (_, text, lines) => {
    expect(changed(diffSection(base, edited(base, p(text))).blocks)).toEqual(lines);
  });

  test('a moved sentence counts once', () => {
    const diff = diffSection(
      base,
      edited(base, p('Russia stood aside. The deal ended soon afterwards. Iran sold oil to Syria in 2012.')),
    );
    expect(diff.counts).toMatchObject({ moved: 1, deleted: 0, added: 0, total: 1 });
  });
});

describe('changes of their own', () => {
  const base = body(p('Iran sold oil.', cite(source), ' Russia stood aside.'));
  const cases: [string, Block, string[]][] = [
    [
      'a citation added',
      p('Iran sold oil.', cite(source), ' Russia stood aside.', cite(otherSource)),
      ['citation added: Citation of a source added.'],
    ],
    [
      'a citation removed',
      p('Iran sold oil. Russia stood aside.'),
      ['citation removed: Citation of a source removed.'],
    ],
    [
      'a citation moved',
      p('Iran sold oil. Russia stood aside.', cite(source)),
      ['citation moved: Citation of a source moved to other words.'],
    ],
    ['bold', p(b('Iran'), ' sold oil.', cite(source), ' Russia stood aside.'), ['mark added: “Iran” set in bold.']],
    [
      'a link',
      p(link('https://a.example/', 'Iran'), ' sold oil.', cite(source), ' Russia stood aside.'),
      ['link added: Link to https://a.example/ added to “Iran”.'],
    ],
    [
      'half a word in bold',
      p(b('Ir'), 'an sold oil.', cite(source), ' Russia stood aside.'),
      ['mark added: “Ir” set in bold.'],
    ],
  ];
  test.each(cases)('%s is no change of words', (_, after, lines) => {
    const diff = diffSection(base, edited(base, after));
    expect(changed(diff.blocks)).toEqual([]);
    expect(formats(diff.blocks)).toEqual(lines);
    expect(diff.counts.total).toBe(1);
  });

  test('a subheading made of a paragraph, an item nested, a speaker, only ids', () => {
    const before = body(
      p('A title'),
      ul('First thing here', 'Second thing here'),
      quote('Assad', 'We agreed.'),
      p('Last one.'),
    );
    const [first, list, quotation, last] = before.content;
    if (!first || list?.type !== 'bulletList' || quotation?.type !== 'quotation' || !last)
      throw new Error('No blocks.');
    const [item, second] = list.content;
    if (!item || !second) throw new Error('No items.');
    const after: Body = doc(
      { ...sub('A title'), attrs: first.attrs },
      { ...list, content: [{ ...item, content: [...item.content, { ...ul(second), attrs: { id: 'nested' } }] }] },
      { ...quotation, attrs: { ...quotation.attrs, speaker: 'Khomeini' } },
      named('other', last),
    );
    const diff = diffSection(before, after);
    expect(changed(diff.blocks)).toEqual([]);
    expect(diff.blocks.flatMap(({ formatting }) => formatting.map(({ kind }) => kind))).toEqual([
      'block-type',
      'structure',
      'stored-form',
      'speaker',
      'stored-form',
    ]);
    expect(diff.blocks.at(-1)?.kind).toBe('kept');
  });

  test('a block moved as it is', () => {
    const before = body(p('The first paragraph.'), p('The second paragraph.'), p('The third paragraph.'));
    const [x, y, z] = before.content;
    if (!x || !y || !z) throw new Error('No blocks.');
    const diff = diffSection(before, doc(z, x, y));
    expect(diff.blocks.map(({ kind, side }) => `${kind} ${side ?? ''}`.trim())).toEqual([
      'moved to',
      'kept',
      'kept',
      'moved from',
    ]);
    expect(diff.counts).toMatchObject({ moved: 1, total: 1 });
  });

  test('an item and a row that came', () => {
    const before = body(ul('Tea', 'Coffee'), table(['Year', 'Sum'], ['1990', '12']));
    const [list, grid] = before.content;
    if (list?.type !== 'bulletList' || grid?.type !== 'table') throw new Error('No blocks.');
    const extra = table(['1991', '14']).content;
    const after = normalise(
      doc({ ...list, content: [...list.content, li('Milk')] }, { ...grid, content: [...grid.content, ...extra] }),
      's',
    );
    expect(changed(diffSection(before, after).blocks)).toEqual(['new: {Milk}', 'new: {1991}', 'new: {14}']);
  });
});

describe('limits', { timeout: 60_000 }, () => {
  test('too many blocks are shown as two texts', () => {
    const many = doc(...Array.from({ length: 5001 }, (_, n) => p(`Line ${n}.`)));
    const diff = diffSection(many, doc(p('Line.')));
    expect(diff.limited).toBe(true);
    expect(diff.blocks).toHaveLength(5002);
  });

  const noise = (count: number, seed: string) => Array.from({ length: count }, (_, n) => `${seed}${(n * 7919) % 4001}`);

  const every = (seed: string) =>
    noise(10_000, seed)
      .map((word, n) => `${word} of${n % 97}`)
      .join(' ');

  test('a sentence of 20,000 words in which every other one is new is one change, and the rest is compared in full', () => {
    const before = body(p(every('a')), p('Iran sold oil to Syria in 2012.'));
    const after = edited(before, p(every('b')), p('Iran sold gas to Syria in 2012.'));
    const diff = diffSection(before, after);
    expect(diff.limited).toBe(true);
    expect(diff.blocks.map(({ kind, limited }) => [kind, limited])).toEqual([
      ['edited', true],
      ['edited', undefined],
    ]);
    expect(diff.counts).toMatchObject({ edited: 2, total: 2 });
  });

  test('where blocks cannot be lined up, equal ones are still found', () => {
    const lines = noise(3000, 'x').map((word, n) => p(`${word} ${n % 7} and ${n % 11} and ${n % 13}`));
    const kept = p('Iran sold oil to Syria in 2012.');
    const others = noise(3000, 'y').map((word, n) => p(`${word} ${n % 7} and ${n % 11} and ${n % 13}`));
    const diff = diffSection(normalise(doc(...lines, kept), 's'), normalise(doc(kept, ...others), 't'));
    expect(diff.limited).toBe(true);
    expect(diff.counts).toMatchObject({ added: 3000, deleted: 3000 });
    expect(diff.blocks.filter(({ kind }) => kind === 'kept')).toHaveLength(1);
  });

  test('30,000 words line up', () => {
    const paragraphs = (word: string) =>
      Array.from({ length: 300 }, (_, n) =>
        p(Array.from({ length: 10 }, (__, m) => `The ${n} ${m} thing was ${word} by all of them. `).join('')),
      );
    const before = body(...paragraphs('seen'));
    const diff = diffSection(before, edited(before, ...paragraphs('heard')));
    expect(diff.limited).toBe(false);
    expect(diff.counts).toMatchObject({ edited: 3000, total: 3000 });
  });
});
