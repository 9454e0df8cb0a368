import { bestPairs, equalPairs, gapsOf, type Pair, range } from '@/lib/domain/diff/align';
import type { StatementDiff, WordPiece } from '@/lib/domain/diff/change';
import type { Budget } from '@/lib/domain/diff/budget';
import { type Run, sentencesOf } from '@/lib/domain/diff/runs';
import { alike, bagOf, deletedWords, dice, diffWords, insertedWords } from '@/lib/domain/diff/words';

/** Stands where a number will be; `number.ts` gives the real one. */
export const unnumbered = '?';

const keyOf = (run: Run) => run.text.trim().normalize('NFC');

const isWordChange = (piece: WordPiece) => piece.kind !== 'same' && piece.citationId === undefined;

const cellOf = (cell: number | undefined) => (cell === undefined ? {} : { cell });

/** One sentence compared with itself as it was. */
export function pairedStatement(before: Run, after: Run, budget: Budget, cell?: number): StatementDiff {
  const words = diffWords(before, after, budget);
  const edited = words.some(isWordChange);
  return { kind: edited ? 'edited' : 'kept', changeId: edited ? unnumbered : null, ...cellOf(cell), words };
}

export const newStatement = (run: Run, cell?: number): StatementDiff => ({
  kind: 'new',
  changeId: unnumbered,
  ...cellOf(cell),
  words: insertedWords(run),
});

export const deletedStatement = (run: Run, cell?: number): StatementDiff => ({
  kind: 'deleted',
  changeId: unnumbered,
  ...cellOf(cell),
  words: deletedWords(run),
});

/** All sentences of runs that came or went as a whole. */
export const newStatements = (runs: readonly Run[]) => runs.flatMap(sentencesOf).map((run) => newStatement(run));
export const deletedStatements = (runs: readonly Run[]) =>
  runs.flatMap(sentencesOf).map((run) => deletedStatement(run));

/** Partners of sentences: equal ones first, then in the gaps the most alike in order. */
function pairSentences(before: readonly Run[], after: readonly Run[], budget: Budget): Pair[] {
  const exact = equalPairs(before.map(keyOf), after.map(keyOf), budget);
  return gapsOf(exact, before.length, after.length).flatMap(({ before: b, after: a, pair }): Pair[] => {
    const own = before.slice(...b).map((run) => bagOf(run.text));
    const other = after.slice(...a).map((run) => bagOf(run.text));
    const score = (x: number, y: number) => {
      const [bag, with_] = [own[x], other[y]];
      const likeness = bag && with_ ? dice(bag, with_, budget) : 0;
      return likeness >= alike ? likeness : 0;
    };
    const found = bestPairs(own.length, other.length, score, budget).map(([x, y]): Pair => [b[0] + x, a[0] + y]);
    return pair === null ? found : [...found, pair];
  });
}

/**
 * Compares two paragraphs: sentences find their partners, words are compared within pairs only. The pieces of the
 * statements together are both paragraphs, character for character. Throws `OverBudget`.
 */
export function diffSentences(before: Run, after: Run, budget: Budget): StatementDiff[] {
  const [own, other] = [sentencesOf(before), sentencesOf(after)];
  return gapsOf(pairSentences(own, other, budget), own.length, other.length).flatMap(
    ({ before: b, after: a, pair }) => {
      const gone = range(...b)
        .flatMap((index) => own[index] ?? [])
        .map((run) => deletedStatement(run));
      const come = range(...a)
        .flatMap((index) => other[index] ?? [])
        .map((run) => newStatement(run));
      const [left, right] = pair === null ? [] : [own[pair[0]], other[pair[1]]];
      return left && right ? [...gone, ...come, pairedStatement(left, right, budget)] : [...gone, ...come];
    },
  );
}
