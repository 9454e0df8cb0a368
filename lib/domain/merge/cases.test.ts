import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentKey, exactKey, idsOf } from '@/lib/domain/diff/lines';
import { mergeSection } from '@/lib/domain/merge/section';
import { type Choice, conflictKey, settle } from '@/lib/domain/merge/settle';
import type { Block, Body } from '@/lib/domain/prose/body';
import { articleLink, b, cite, doc, link, p, quote, sub, table, ul, withId } from '@/lib/domain/prose/builder';
import { blockText, citationIds, plainText } from '@/lib/domain/prose/text';

// Ten thousand random cases in all (issue 4, point 4): the numbers of runs below add up to them.
const runs = { disjoint: 3000, any: 4000, laws: 1500, sentences: 1500 };

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A block of one of all kinds; every word in it carries the number, so that no word stands in two blocks. */
const kinds: readonly ((n: number) => Block)[] = [
  (n) => p(`Para${n} says one${n} thing${n}.`, cite(uuid(n)), ` And another${n} too${n}.`),
  (n) => p(b(`Bold${n}`), ` stands${n} by `, link(`https://example.org/${n}`, `link${n}`), ` here${n}.`),
  (n) => p(articleLink(`article-${n}`, `Article${n}`), ` was${n} named${n}.`, cite(uuid(n)), cite(uuid(n + 500))),
  (n) => sub(`Subheading${n} of${n} it${n}`),
  (n) => ul(`Item${n} one${n}`, `Second${n} item${n} stands${n}`),
  (n) => quote(`Speaker${n}`, `Quoted${n} words${n} here${n}.`),
  (n) => table([`Cell${n}`, `Right${n}`], [`Below${n}`, `Corner${n}`]),
];
const blockOf = (n: number, kind: number): Block => {
  const block = withId(`b${n}`, kinds[kind % kinds.length]?.(n) ?? p());
  return block.type === 'bulletList'
    ? { ...block, content: block.content.map((item, at) => named(item, `${n}-${at}`)) }
    : block;
};
const named = <T extends { attrs: { id: string }; content: readonly unknown[] }>(item: T, id: string): T => ({
  ...item,
  attrs: { id: `i${id}` },
  content: item.content.map((child) => ({ ...(child as Block), attrs: { id: `c${id}` } })),
});

type Edit = {
  readonly at: number;
  readonly does: 'edit' | 'delete' | 'insert' | 'move' | 'rewrite';
  readonly to: number;
};

const anyBase = fc
  .array(fc.nat(kinds.length - 1), { minLength: 1, maxLength: 8 })
  .map((all) => all.map((kind, n) => blockOf(n, kind)));
const anyEdit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(20),
  does: fc.constantFrom('edit', 'edit', 'edit', 'delete', 'insert', 'move', 'rewrite'),
  to: fc.nat(20),
});
const anyEdits = fc.array(anyEdit, { maxLength: 4 });

/** One more word in the first text of a block. */
function edited(block: Block, word: string): Block {
  let isDone = false;
  return JSON.parse(JSON.stringify(block), (key, value: unknown) => {
    if (isDone || key !== 'text' || typeof value !== 'string') return value;
    isDone = true;
    return `${value} ${word}`;
  }) as Block;
}

/** What one person makes of a text; every word that they add is theirs alone. */
function changed(base: readonly Block[], edits: readonly Edit[], who: string): Block[] {
  const blocks = [...base];
  for (const [nth, { at, does, to }] of edits.entries()) {
    const word = `${who}${nth}`;
    const place = at % Math.max(1, blocks.length);
    const block = blocks[place];
    if (does === 'insert' || !block)
      blocks.splice(place, 0, withId(word, p(`New${word} paragraph${word} here${word}.`)));
    else if (does === 'edit') blocks[place] = edited(block, word);
    else if (does === 'rewrite')
      blocks[place] = withId(block.attrs.id, p(`All${word} is${word} other${word} now${word}.`));
    else if (blocks.length > 1) {
      blocks.splice(place, 1);
      if (does === 'move') blocks.splice(to % (blocks.length + 1), 0, block);
    }
  }
  return blocks;
}

/** The words that carry a number: each stands in one place. */
const words = (text: string): string[] => text.match(/\p{L}+[\p{L}\p{N}]*\p{N}[\p{L}\p{N}]*/gu) ?? [];
const wordsIn = (blocks: readonly Block[]) => words(blocks.map(blockText).join('\n'));
const keysOf = ({ content }: Body) => content.map(exactKey);
const sorted = (list: readonly string[]) => list.toSorted();
const doubled = (list: readonly string[]) => list.filter((one, at) => list.indexOf(one) !== at);

describe('ten thousand cases', { timeout: 120_000 }, () => {
  test('people who change different blocks, neighbours too, both get all they did, and nobody is asked', () => {
    const owners = fc.array(fc.constantFrom('mine', 'yours', 'nobody'), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(anyBase, owners, (base, whose) => {
        const side = (who: string) =>
          base.map((block, at) => (whose[at] === who ? edited(block, `${who}${at}`) : block));
        const [ours, theirs] = [side('mine'), side('yours')];
        const { body, conflicts, limited } = mergeSection(doc(...base), doc(...ours), doc(...theirs));
        expect([conflicts, limited]).toEqual([[], false]);
        expect(keysOf(body)).toEqual(
          base.map((_, at) => exactKey((whose[at] === 'mine' ? ours[at] : theirs[at]) ?? base[at] ?? p())),
        );
      }),
      { numRuns: runs.disjoint },
    );
  });

  test('whatever two people do: symmetric, nothing invented, nothing lost, nothing twice, all blocks whole', () => {
    fc.assert(
      fc.property(anyBase, anyEdits, anyEdits, (base, mine, yours) => {
        const [old, ours, theirs] = [
          doc(...base),
          doc(...changed(base, mine, 'mine')),
          doc(...changed(base, yours, 'yours')),
        ];
        const [one, two] = [mergeSection(old, ours, theirs), mergeSection(old, theirs, ours)];
        const { body, conflicts } = one;

        // Symmetric
        expect(keysOf(one.body)).toEqual(keysOf(two.body));
        const shape = (list: typeof conflicts, isTurned: boolean) =>
          list.map((c) =>
            [c.base, isTurned ? c.theirs : c.ours, isTurned ? c.ours : c.theirs].map((side) => side.map(exactKey)),
          );
        expect(shape(one.conflicts, false)).toEqual(shape(two.conflicts, true));

        // Nothing invented: every block, with its citations, links, rows and items, is one that somebody had
        const had = new Set([old, ours, theirs].flatMap(({ content }) => content.map(contentKey)));
        expect(body.content.filter((block) => !had.has(contentKey(block)))).toEqual([]);

        // Nothing lost: what somebody added is in the text or in a conflict that shows it; what both left is in the text
        const shown = new Set([
          ...wordsIn(body.content),
          ...conflicts.flatMap((c) => wordsIn([...c.base, ...c.ours, ...c.theirs])),
        ]);
        const before = new Set(wordsIn(base));
        const added = [ours, theirs].flatMap(({ content }) => wordsIn(content)).filter((word) => !before.has(word));
        expect(added.filter((word) => !shown.has(word))).toEqual([]);
        const [own, other] = [new Set(wordsIn(ours.content)), new Set(wordsIn(theirs.content))];
        const kept = [...before].filter((word) => own.has(word) && other.has(word));
        expect(kept.filter((word) => !shown.has(word))).toEqual([]);

        // Nothing twice
        expect(doubled(body.content.flatMap((block) => idsOf(block)).filter((id) => id !== ''))).toEqual([]);
        expect(doubled(wordsIn(body.content))).toEqual([]);
        expect(doubled(citationIds(body))).toEqual([]);
      }),
      { numRuns: runs.any },
    );
  });

  test('who changed nothing gives way; equal texts are themselves; a choice of one side in all conflicts keeps its words', () => {
    fc.assert(
      fc.property(anyBase, anyEdits, anyEdits, (base, mine, yours) => {
        const [old, x, y] = [doc(...base), doc(...changed(base, mine, 'mine')), doc(...changed(base, yours, 'yours'))];
        for (const [ours, theirs] of [
          [x, old],
          [old, x],
          [x, x],
        ] as const) {
          const { body, conflicts } = mergeSection(old, ours, theirs);
          expect([keysOf(body), conflicts]).toEqual([keysOf(x), []]);
        }
        const merged = mergeSection(old, x, y);
        for (const [choice, side, who] of [
          ['yours', x, 'mine'],
          ['theirs', y, 'yours'],
        ] as const) {
          const choices = new Map(merged.conflicts.map((one): [string, Choice] => [conflictKey(one), choice]));
          const text = new Set(words(plainText(settle(merged, choices) ?? doc())));
          const own = wordsIn(side.content).filter((word) => word.includes(who));
          expect(own.filter((word) => !text.has(word))).toEqual([]);
        }
      }),
      { numRuns: runs.laws },
    );
  });

  test('different sentences of one paragraph are offered together with their sources, never taken', () => {
    const sentence = (n: number, word = '') => `Sentence${n} tells${n} of${n} it${n}${word && ` ${word}`}.`;
    const anyWhose = fc.array(fc.constantFrom('mine', 'yours', 'nobody'), { minLength: 3, maxLength: 7 });
    const paragraph = (whose: readonly string[], who: string) =>
      doc(
        withId(
          'b',
          p(...whose.flatMap((one, n) => [sentence(n, one === who ? `${who}${n}` : ''), cite(uuid(n)), ' '])),
        ),
      );
    fc.assert(
      fc.property(anyWhose, (whose) => {
        const [old, ours, theirs] = ['no', 'mine', 'yours'].map((who) => paragraph(whose, who));
        if (!old || !ours || !theirs) return;
        const both = whose.includes('mine') && whose.includes('yours');
        const { body, conflicts, proposals } = mergeSection(old, ours, theirs);
        expect(conflicts.length).toBe(both ? 1 : 0);
        const isApart = whose.every((one, n) => one === 'nobody' || [one, 'nobody', undefined].includes(whose[n + 1]));
        expect(proposals.length).toBe(both && isApart ? 1 : 0);
        const text = proposals[0] ? doc(proposals[0].block) : body;
        const wanted = whose.map((one, n) => sentence(n, one === 'nobody' ? '' : `${one}${n}`)).join(' ');
        expect(plainText(text).trim()).toBe(both && !isApart ? plainText(old).trim() : wanted);
        expect(sorted(citationIds(text))).toEqual(whose.map((_, n) => uuid(n)));
      }),
      { numRuns: runs.sentences },
    );
  });
});

describe('hostile input', { timeout: 60_000 }, () => {
  const paragraphs = (count: number, text: (n: number) => string) =>
    doc(...Array.from({ length: count }, (_, n) => withId(`b${n}`, p(text(n)))));
  const with1 = ({ content }: Body, at: number, text: string) =>
    doc(...content.map((block, n) => (n === at ? withId(block.attrs.id, p(text)) : block)));

  test.each([
    ['more than 5,000 blocks', paragraphs(5001, (n) => `Paragraph ${n}.`)],
    ['more than 200 equal blocks', paragraphs(201, () => 'Equal.')],
    ['a thousand empty blocks', paragraphs(1000, () => '')],
  ])('%s: both texts are shown as one conflict', (_, base) => {
    const [ours, theirs] = [with1(base, 0, 'Of one.'), with1(base, 1, 'Of the other.')];
    const { limited, conflicts } = mergeSection(base, ours, theirs);
    expect(limited).toBe(true);
    expect(conflicts.map((one) => [one.ours, one.theirs])).toEqual([[ours.content, theirs.content]]);
  });

  test('as much as is merged at all, worked on everywhere: an answer, and all of it', () => {
    const base = paragraphs(5000, (n) => `Paragraph ${n} of the long text.`);
    const side = (rest: number, word: string) =>
      doc(
        ...base.content.map((block, n) =>
          n % 2 === rest ? withId(block.attrs.id, p(`${blockText(block)} ${word}${n}`)) : block,
        ),
      );
    const merged = mergeSection(base, side(0, 'mine'), side(1, 'yours'));
    expect(merged.conflicts).toEqual([]);
    const found = new Set(words(plainText(merged.body)));
    expect(
      Array.from({ length: 5000 }, (_, n) => `${n % 2 === 0 ? 'mine' : 'yours'}${n}`).filter(
        (word) => !found.has(word),
      ),
    ).toEqual([]);
  });

  test('everything is other on both sides, without ids: an answer', () => {
    const text = (who: string) =>
      doc(...Array.from({ length: 2000 }, (_, n) => withId(`${who}${n}`, p(`${who} ${n} says other words.`))));
    const merged = mergeSection(text('base'), text('mine'), text('yours'));
    expect(merged.conflicts.length + Number(merged.limited)).toBeGreaterThan(0);
  });
});
