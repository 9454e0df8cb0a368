import { bestPairs } from '@/lib/domain/diff/align';
import { within } from '@/lib/domain/diff/budget';
import { alike, bagOf, dice } from '@/lib/domain/diff/words';
import { groupBy } from '@/lib/domain/group';
import { type Statement, statementWords } from '@/lib/domain/prose/statements';

/** A statement, and the one that it was made of: the same words, words like them, or none where it is new. */
export type Change = { readonly now: Statement; readonly before: Statement | null; readonly isSame: boolean };

const keyOf = ({ text }: Statement) => statementWords(text);

/**
 * What became of each statement of a section since its base: those with the same words, wherever they stand, then the most alike of
 * the others in order. Pure; where lining these up would cost too much, they count as new.
 */
export function changesOf(base: readonly Statement[], now: readonly Statement[]): Change[] {
  const waiting = groupBy(base, keyOf);
  const same = new Map(now.map((statement) => [statement, waiting.get(keyOf(statement))?.shift() ?? null]));
  const left = new Set([...waiting.values()].flat());
  const gone = base.filter((statement) => left.has(statement));
  const come = now.filter((statement) => same.get(statement) === null);
  const goneBags = gone.map(({ text }) => bagOf(text));
  const comeBags = come.map(({ text }) => bagOf(text));
  const score = (x: number, y: number) => {
    const [own, other] = [goneBags[x], comeBags[y]];
    const likeness = own && other ? dice(own, other) : 0;
    return likeness >= alike ? likeness : 0;
  };
  const found = within(() => bestPairs(gone.length, come.length, score)) ?? [];
  const partners = new Map(found.map(([x, y]) => [come[y], gone[x]]));
  return now.map((statement) => {
    const equal = same.get(statement) ?? null;
    return { now: statement, before: equal ?? partners.get(statement) ?? null, isSame: equal !== null };
  });
}
