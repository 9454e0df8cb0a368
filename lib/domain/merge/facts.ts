import type { Fact } from '@/lib/domain/article';
import { canonicalJson } from '@/lib/domain/manifest';

const same = (a: readonly Fact[], b: readonly Fact[]) => canonicalJson(a) === canonicalJson(b);
const rows = (facts: readonly Fact[], key: string) => facts.filter((fact) => fact.key === key);

/** Names of the rows that both sides changed in different ways. */
export function factsInConflict(base: readonly Fact[], ours: readonly Fact[], theirs: readonly Fact[]): string[] {
  const keys = [...new Set([...base, ...ours, ...theirs].map((fact) => fact.key))];
  return keys.filter((key) => {
    const [was, own, live] = [rows(base, key), rows(ours, key), rows(theirs, key)];
    return !same(own, was) && !same(live, was) && !same(own, live);
  });
}

/**
 * Merges the facts card by name: a row that ours left alone is as theirs has it (or gone), one that ours changed is ours.
 * Ours keeps its order; rows that theirs added stand behind it. Rows of one name are taken together.
 */
export function mergeFacts(base: readonly Fact[], ours: readonly Fact[], theirs: readonly Fact[]): Fact[] {
  if (same(ours, base)) return [...theirs];
  if (same(theirs, base)) return [...ours];
  const keys = [...new Set([...ours, ...theirs].map((fact) => fact.key))];
  return keys.flatMap((key) => {
    const [was, own, live] = [rows(base, key), rows(ours, key), rows(theirs, key)];
    return same(own, was) ? live : own;
  });
}
