import type { CslItem } from '@/lib/domain/citation/citation';
import { cslSchema } from '@/lib/domain/citation/csl';
import type { Candidate, Rough } from '@/lib/domain/citation/read/parts/candidate';

/** Text that is equal for two spellings of one value: keys in order, hyphens for the dashes of page ranges. */
function spelled(member: string, value: unknown): string {
  if (typeof value === 'string') return member === 'page' ? value.replaceAll(/ ?[–—-]+ ?/gu, '-') : value;
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * What a format has no words for, as JSON: the members of the record that reading it back does not give, `null` for those
 * that it gives and the record does not have. Null where the format says it all.
 */
export function carriedOver(csl: CslItem, readBack: CslItem | null): string | null {
  const [wanted, found]: [Rough, Rough] = [csl, readBack ?? {}];
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].toSorted();
  const differing = names.filter((name) => {
    const [one, other] = [wanted[name], found[name]];
    return one === undefined || other === undefined ? one !== other : spelled(name, one) !== spelled(name, other);
  });
  if (differing.length === 0) return null;
  const json = JSON.stringify(Object.fromEntries(differing.map((name) => [name, wanted[name] ?? null])));
  // BibTeX counts braces: those in texts must not be among them.
  return json.replaceAll(/"(?:[^"\\]|\\.)*"/gu, (text) =>
    text.replaceAll(/[{}]/gu, (brace) => `\\u00${brace.charCodeAt(0).toString(16)}`),
  );
}

/** The candidate with what `carriedOver` wrote beside it; other text, and what does not fit a record, changes nothing. */
export function carriedBack(candidate: Candidate, text: string | undefined): Candidate {
  if (text === undefined || !text.startsWith('{')) return candidate;
  try {
    const carried = JSON.parse(text) as Rough;
    const members = Object.entries({ ...candidate.csl, ...carried }).filter(([, value]) => value !== null);
    const read = cslSchema.safeParse(Object.fromEntries(members));
    return read.success ? { ...candidate, csl: read.data, warnings: [], refused: null } : candidate;
  } catch {
    return candidate;
  }
}
