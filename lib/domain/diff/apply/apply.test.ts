import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '@/lib/domain/article';
import { applyDiff } from '@/lib/domain/diff/apply/apply';
import { edited, edits, randomEdit } from '@/lib/domain/diff/apply/edits';
import { type Choose, randomArticle } from '@/lib/domain/diff/apply/random';
import type { RevisionDiff } from '@/lib/domain/diff/change';
import { statementsOfBlock } from '@/lib/domain/diff/pieces';
import { diffRevisions } from '@/lib/domain/diff/revision';

const runs = 120;

/** Runs a check for many sources of random numbers, and shrinks one that fails. */
const forMany = (count: number, check: (choose: Choose) => void) =>
  fc.assert(
    fc.property(fc.gen(), (generate) => check((below) => generate(fc.nat, below - 1))),
    { numRuns: count },
  );
const someEdits = (choose: Choose, most: number) => Array.from({ length: 1 + choose(most) }, () => randomEdit(choose));

type Reported = { readonly changeId: string | null };

/** A comparison that has lost one of its changes. */
function without(diff: RevisionDiff, lost: string): RevisionDiff {
  const mute = <T extends Reported>(one: T): T => (one.changeId === lost ? { ...one, changeId: null } : one);
  const told = ({ changeId }: Reported) => changeId !== lost;
  return {
    ...diff,
    ...{ title: mute(diff.title), attribution: mute(diff.attribution) },
    ...{ facts: diff.facts.filter(told), related: diff.related.filter(told) },
    sections: diff.sections.map((section) => ({
      ...section,
      flags: section.flags.filter((flag) => section.changes.every((one) => one.flag !== flag || told(one))),
      blocks: section.blocks.map((block) => ({
        ...mute(block),
        statements: block.statements.map(mute),
        parts: block.parts.map((part) => ({ ...mute(part), statements: part.statements.map(mute) })),
        formatting: block.formatting.filter(told),
      })),
    })),
  };
}

/**
 * Changes that another one would explain too: of the same kind in the same block, or blanks, links and citations of words that
 * came and went.
 */
function doubled({ sections }: RevisionDiff): Set<string | null> {
  const blocks = sections.flatMap((section) => section.blocks);
  const wordless = blocks
    .flatMap(statementsOfBlock)
    .filter(({ words }) => words.every(({ text, citationId }) => citationId !== undefined || text === ''));
  const twice = blocks.flatMap(({ formatting }) =>
    formatting.filter(
      (one) =>
        ['link', 'citation', 'spacing'].includes(one.kind) ||
        formatting.some((other) => other !== one && other.kind === one.kind),
    ),
  );
  return new Set([...wordless, ...twice].map(({ changeId }) => changeId));
}

/** The article after, as a comparison that has lost a change gives it; null where nothing can be made of it. */
function applied(diff: RevisionDiff, before: Article): Article | null {
  try {
    return applyDiff(diff, before);
  } catch {
    return null;
  }
}

/** What people can see to be a change: its numbers. */
const total = (before: Article | null, after: Article) => diffRevisions(before, after).counts.total;

describe('applying a comparison to the text before gives the text after', { timeout: 120_000 }, () => {
  test('of any two articles', () => {
    forMany(runs, (choose) => {
      const [before, after] = [randomArticle(choose), randomArticle(choose)];
      expect(applyDiff(diffRevisions(before, after), before)).toEqual(after);
    });
  });

  test.each(edits)('after the edit %s', (what) => {
    forMany(30, (choose) => {
      const before = randomArticle(choose);
      const after = edited(before, randomEdit(choose, what));
      expect(applyDiff(diffRevisions(before, after), before)).toEqual(after);
    });
  });

  test('after several edits, there and back', () => {
    forMany(runs, (choose) => {
      const before = randomArticle(choose);
      const after = someEdits(choose, 6).reduce(edited, before);
      expect(applyDiff(diffRevisions(before, after), before)).toEqual(after);
      expect(applyDiff(diffRevisions(after, before), after)).toEqual(before);
    });
  });

  test('and without any one of its changes it does not', () => {
    forMany(runs, (choose) => {
      const before = randomArticle(choose);
      const after = someEdits(choose, 3).reduce(edited, before);
      const diff = diffRevisions(before, after);
      const twice = doubled(diff);
      const numbers = Array.from({ length: diff.counts.total }, (_, index) => `c${index + 1}`);
      const idle = numbers.filter(
        (lost) => !twice.has(lost) && JSON.stringify(applied(without(diff, lost), before)) === JSON.stringify(after),
      );
      expect(idle).toEqual([]);
    });
  });

  test('of a new article, and of one that stayed', () => {
    forMany(runs, (choose) => {
      const article = randomArticle(choose);
      expect(applyDiff(diffRevisions(null, article), null)).toEqual(article);
      expect(total(article, article)).toBe(0);
    });
  });
});

test.each(edits)('the edit %s changes something', (what) => {
  let changed = 0;
  forMany(40, (choose) => {
    const before = randomArticle(choose);
    if (total(before, edited(before, randomEdit(choose, what))) > 0) changed += 1;
  });
  expect(changed > 0).toBe(what !== 'new-ids');
});
