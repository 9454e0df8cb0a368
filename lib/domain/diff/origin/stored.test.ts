import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '@/lib/domain/article';
import { edited, randomEdit } from '@/lib/domain/diff/apply/edits';
import { type Choose, randomArticle } from '@/lib/domain/diff/apply/random';
import { carryProvenance, noProvenance, type Provenance, wordsLength } from '@/lib/domain/diff/origin/provenance';
import { statementOrigins } from '@/lib/domain/diff/origin/statements';
import { deltaOf, firstOrigins, foldOrigins, provenanceOf } from '@/lib/domain/diff/origin/stored';
import { diffRevisions } from '@/lib/domain/diff/revision';
import { doc, p, withId } from '@/lib/domain/prose/builder';
import { statementsOf } from '@/lib/domain/prose/statements';

/** Versions carried one after the other in memory, beside what would be read of their stored deltas. */
function bothWays(versions: readonly Article[]) {
  let [inMemory, known]: [Provenance, typeof firstOrigins] = [noProvenance, firstOrigins];
  const stored: number[] = [];
  versions.forEach((now, at) => {
    const before = at === 0 ? noProvenance : provenanceOf(known, versions[at - 1] as Article);
    const diff = diffRevisions(versions[at - 1] ?? null, now);
    inMemory = carryProvenance(inMemory, diff, now, at + 1);
    const read = carryProvenance(before, diff, now, at + 1);
    const delta = deltaOf(known, read, now);
    known = foldOrigins(known, delta);
    stored.push(Object.keys({ ...delta.blocks, ...delta.gone }).length);
  });
  return { inMemory, read: provenanceOf(known, versions.at(-1) as Article), stored };
}

const plain = (one: Provenance) => [...one.blocks].toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Versions of random edits: splits, joins, moves, deletions; now and then an older one is restored. */
function randomChain(choose: Choose): Article[] {
  const versions = [randomArticle(choose)];
  for (let step = 0; step < 6; step += 1) {
    const restored = choose(4) === 0 ? versions[choose(versions.length)] : undefined;
    versions.push(restored ?? edited(versions.at(-1) as Article, randomEdit(choose)));
  }
  return versions;
}

describe('where words came from, as it is stored', () => {
  test('is the same as carried in memory, and adds up to the words of every block, over any row of versions', () => {
    const check = (choose: Choose) => {
      const versions = randomChain(choose);
      const { inMemory, read, stored } = bothWays(versions);
      expect(stored[0]).toBe(0);
      expect(plain(read)).toEqual(plain(inMemory));
      const blocks = (versions.at(-1) as Article).sections.flatMap(({ body }) => body.content);
      for (const block of blocks) {
        const sum = (read.blocks.get(block.attrs.id) ?? []).reduce((all, { length }) => all + length, 0);
        expect(sum).toBe(wordsLength(block));
      }
    };
    fc.assert(
      fc.property(fc.gen(), (generate) => check((below) => generate(fc.nat, below - 1))),
      { numRuns: 60 },
    );
  });

  test('names every statement of a text once, in order, each with at least one version', () => {
    const check = (choose: Choose) => {
      const versions = randomChain(choose);
      const { read } = bothWays(versions);
      for (const { body } of (versions.at(-1) as Article).sections) {
        const told = body.content.flatMap((block) => statementOrigins(block, read.blocks.get(block.attrs.id) ?? []));
        expect(told.map(({ statement }) => statement)).toEqual(statementsOf(body));
        expect(told.every(({ from }) => from.length > 0)).toBe(true);
      }
    };
    fc.assert(
      fc.property(fc.gen(), (generate) => check((below) => generate(fc.nat, below - 1))),
      { numRuns: 30 },
    );
  });

  test('takes one block for one changed sentence, and nothing for what a restore brings back', () => {
    const article = (...texts: string[]): Article => ({
      ...{ title: 'T', facts: [], related: [], attribution: '' },
      sections: [{ id: 's', level: 1, heading: '', body: doc(...texts.map((one, at) => withId(`b${at}`, p(one)))) }],
    });
    const texts = Array.from({ length: 40 }, (_, at) => `Sentence ${at} stands here. It says a thing about ${at}.`);
    const changed = article(...texts.with(7, 'Sentence 7 stood there. It says a thing about 7.'));
    // The block, and the sentence as it was.
    expect(bothWays([article(...texts), changed]).stored).toEqual([0, 2]);
    const { read } = bothWays([article(...texts), changed, article(...texts)]);
    expect([...read.blocks.values()].flat().every(({ version }) => version === 1)).toBe(true);
  });
});

describe('where a statement came from', () => {
  const block = withId('b', p('Iran sold oil. It was in 1971. Nobody knew.'));
  const run = (version: number, length: number) => ({ version, length });
  test.each([
    ['is one version for all of it', [run(1, 43)], [[1], [1], [1]]],
    ['is each by its own words', [run(1, 14), run(2, 16), run(1, 13)], [[1], [2], [1]]],
    ['is the version that gave more words first', [run(1, 10), run(3, 3), run(1, 30)], [[1, 3], [1], [1]]],
    ['does not count a full stop or a blank of a neighbour', [run(1, 13), run(2, 2), run(1, 28)], [[1], [1], [1]]],
  ])('%s', (_, runs, expected) => {
    expect(statementOrigins(block, runs).map(({ from }) => from.map(({ version }) => version))).toEqual(expected);
  });
});
