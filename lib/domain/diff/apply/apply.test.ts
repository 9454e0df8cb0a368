import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '@/lib/domain/article';
import { applyDiff } from '@/lib/domain/diff/apply/apply';
import { anyArticle } from '@/lib/domain/diff/apply/arbitrary';
import { anyEdit, edited, edits } from '@/lib/domain/diff/apply/edits';
import type { RevisionDiff } from '@/lib/domain/diff/change';
import { diffRevisions } from '@/lib/domain/diff/revision';

const runs = 300;

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
const doubled = ({ sections }: RevisionDiff): Set<string | null> =>
  new Set(
    sections.flatMap(({ blocks }) =>
      blocks.flatMap(({ formatting }) =>
        formatting
          .filter(
            (one) =>
              ['link', 'citation', 'spacing'].includes(one.kind) ||
              formatting.some((other) => other !== one && other.kind === one.kind),
          )
          .map(({ changeId }) => changeId),
      ),
    ),
  );

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
    fc.assert(
      fc.property(anyArticle, anyArticle, (before, after) => {
        expect(applyDiff(diffRevisions(before, after), before)).toEqual(after);
      }),
      { numRuns: runs },
    );
  });

  test.each(edits)('after the edit %s', (what) => {
    fc.assert(
      fc.property(anyArticle, anyEdit, (before, edit) => {
        const after = edited(before, { ...edit, what });
        expect(applyDiff(diffRevisions(before, after), before)).toEqual(after);
      }),
      { numRuns: 60 },
    );
  });

  test('after several edits, there and back', () => {
    fc.assert(
      fc.property(anyArticle, fc.array(anyEdit, { minLength: 2, maxLength: 6 }), (before, all) => {
        const after = all.reduce(edited, before);
        expect(applyDiff(diffRevisions(before, after), before)).toEqual(after);
        expect(applyDiff(diffRevisions(after, before), after)).toEqual(before);
      }),
      { numRuns: runs },
    );
  });

  test('and without any one of its changes it does not', () => {
    fc.assert(
      fc.property(anyArticle, fc.array(anyEdit, { minLength: 1, maxLength: 3 }), (before, all) => {
        const after = all.reduce(edited, before);
        const diff = diffRevisions(before, after);
        const twice = doubled(diff);
        const numbers = Array.from({ length: diff.counts.total }, (_, index) => `c${index + 1}`).filter(
          (one) => !twice.has(one),
        );
        const idle = numbers.filter(
          (lost) => JSON.stringify(applied(without(diff, lost), before)) === JSON.stringify(after),
        );
        expect(idle).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  test('of a new article, and of one that stayed', () => {
    fc.assert(
      fc.property(anyArticle, (article) => {
        expect(applyDiff(diffRevisions(null, article), null)).toEqual(article);
        expect(total(article, article)).toBe(0);
      }),
      { numRuns: runs },
    );
  });
});
