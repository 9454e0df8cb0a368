import type { Fact } from '@/lib/domain/article';
import { bestPairs, equalPairs, gapsOf, type Pair, range } from '@/lib/domain/diff/align';
import { type Budget, within } from '@/lib/domain/diff/budget';
import type { FactChange, FactField, RelatedChange, TextChange } from '@/lib/domain/diff/change';
import { type Citations, listedCitations } from '@/lib/domain/diff/changes/citations';
import type { Numbers } from '@/lib/domain/diff/changes/number';
import { diffText } from '@/lib/domain/diff/words';

/** A title or an attribution. */
export const textChange = (before: string, after: string, numbers: Numbers): TextChange => ({
  changeId: before === after ? null : numbers.next(),
  before,
  after,
  words: diffText(before, after),
});

const factKey = ({ key, value, confirmed, citations }: Fact) => JSON.stringify([key, value, confirmed, citations]);

/** Partners of facts: equal rows, then in the gaps rows of the same key, then of the same value. */
function pairFacts(before: readonly Fact[], after: readonly Fact[], budget: Budget): Pair[] {
  const exact = equalPairs(before.map(factKey), after.map(factKey), budget);
  return gapsOf(exact, before.length, after.length).flatMap(({ before: b, after: a, pair }): Pair[] => {
    const score = (x: number, y: number) => {
      const [own, other] = [before[b[0] + x], after[a[0] + y]];
      if (!own || !other) return 0;
      return (own.key === other.key ? 3 : 0) + (own.value === other.value ? 2 : 0);
    };
    const found = bestPairs(b[1] - b[0], a[1] - a[0], score, budget).map(([x, y]): Pair => [b[0] + x, a[0] + y]);
    return pair === null ? found : [...found, pair];
  });
}

/** Equal things that stand neither in `pairs` nor in their old order: where they come from, by their place after. */
function originsOf(before: readonly string[], after: readonly string[], pairs: readonly Pair[]): Map<number, number> {
  const [usedBefore, usedAfter] = [new Set(pairs.map(([b]) => b)), new Set(pairs.map(([, a]) => a))];
  const waiting = new Map<string, number[]>();
  for (const [index, key] of before.entries()) {
    if (!usedBefore.has(index)) waiting.set(key, [...(waiting.get(key) ?? []), index]);
  }
  return new Map(
    after.flatMap((key, index) => {
      const from = usedAfter.has(index) ? undefined : waiting.get(key)?.shift();
      return from === undefined ? [] : [[index, from] as const];
    }),
  );
}

const factFields: readonly FactField[] = ['key', 'value', 'confirmed', 'citations'];

const otherFields = (own: Fact, other: Fact): FactField[] =>
  factFields.filter((field) => JSON.stringify(own[field]) !== JSON.stringify(other[field]));

type Ends = { readonly before: number | null; readonly after: number | null };
type Sides = { readonly before: readonly Fact[]; readonly after: readonly Fact[] };
type Named = { readonly numbers: Numbers; readonly citations: Citations };

const noFact: Fact = { key: '', value: '', confirmed: false, citations: [] };

function factChange(kind: FactChange['kind'], sides: Sides, position: Ends, { numbers, citations }: Named): FactChange {
  const before = sides.before[position.before ?? -1] ?? null;
  const after = sides.after[position.after ?? -1] ?? null;
  const [own, other] = [before ?? noFact, after ?? noFact];
  const changeId = numbers.next();
  const cited = listedCitations(own.citations, other.citations, citations);
  const isEdited = kind === 'edited';
  return {
    ...{ kind, changeId, before, after, position },
    fields: isEdited ? otherFields(own, other) : [],
    key: diffText(own.key, other.key),
    value: diffText(own.value, other.value),
    citations: cited.pieces,
    formatting: isEdited ? cited.changes.map((one) => ({ ...one, changeId })) : [],
  };
}

/** Rows of the facts card that came, went, moved, or say something else; each with what of it changed. */
export function diffFacts(
  before: readonly Fact[],
  after: readonly Fact[],
  { budget, ...named }: Named & { readonly budget: Budget },
): FactChange[] {
  const pairs = within(() => pairFacts(before, after, budget)) ?? [];
  const origins = originsOf(before.map(factKey), after.map(factKey), pairs);
  const away = new Set(origins.values());
  const change = (kind: FactChange['kind'], position: Ends) => factChange(kind, { before, after }, position, named);
  return gapsOf(pairs, before.length, after.length).flatMap(({ before: b, after: a, pair }) => {
    const gone = range(...b).flatMap((index) =>
      away.has(index) ? [] : [change('removed', { before: index, after: null })],
    );
    const come = range(...a).map((index) => {
      const from = origins.get(index);
      return change(from === undefined ? 'added' : 'moved', { before: from ?? null, after: index });
    });
    const [own, other] = pair === null ? [] : [before[pair[0]], after[pair[1]]];
    const isEdited = pair !== null && own && other && factKey(own) !== factKey(other);
    return [...gone, ...come, ...(isEdited ? [change('edited', { before: pair[0], after: pair[1] })] : [])];
  });
}

/** Titles of related articles that came, went, or stand at another place. */
export function diffRelated(
  before: readonly string[],
  after: readonly string[],
  { numbers, budget }: { numbers: Numbers; budget: Budget },
): RelatedChange[] {
  const pairs = within(() => equalPairs(before, after, budget)) ?? [];
  const origins = originsOf(before, after, pairs);
  const [kept, stood] = [new Set(pairs.map(([b]) => b)), new Set(pairs.map(([, a]) => a))];
  const away = new Set(origins.values());
  const come = after.flatMap((title, index): RelatedChange[] => {
    if (stood.has(index)) return [];
    const from = origins.get(index) ?? null;
    const position = { before: from, after: index };
    return [{ kind: from === null ? 'added' : 'moved', changeId: numbers.next(), title, position }];
  });
  const gone = before.flatMap((title, index): RelatedChange[] =>
    kept.has(index) || away.has(index)
      ? []
      : [{ kind: 'removed', changeId: numbers.next(), title, position: { before: index, after: null } }],
  );
  return [...come, ...gone];
}
