import type { Article, Fact } from '@/lib/domain/article';
import { canonicalJson } from '@/lib/domain/manifest';
import { factsInConflict, mergeFacts } from '@/lib/domain/merge/facts';

/** Title, facts card, related titles and attribution of an article. */
export type Head = Omit<Article, 'sections'>;

/** The parts of a head that two people can change in ways that do not go together. */
export const headFields = ['title', 'facts', 'attribution'] as const;
export type HeadField = (typeof headFields)[number];
export type Side = 'ours' | 'theirs';

/** A part that both sides changed in different ways; of the facts only the rows in question. */
export type HeadConflict = {
  readonly field: HeadField;
  readonly ours: string | readonly Fact[];
  readonly theirs: string | readonly Fact[];
};

/**
 * Merges two heads that both started from `base`. Facts merge by row, related titles as a list that each side added to and
 * took from. What both changed in different ways is a conflict; `choices` says which side stands there, ours while it does not.
 */
export function mergeHeads(
  base: Head,
  ours: Head,
  theirs: Head,
  choices: Readonly<Partial<Record<HeadField, Side>>> = {},
): { readonly head: Head; readonly conflicts: readonly HeadConflict[] } {
  const own = {
    title: choices.title ?? 'ours',
    facts: choices.facts ?? 'ours',
    attribution: choices.attribution ?? 'ours',
  };
  const pick = (field: 'title' | 'attribution') => {
    if (ours[field] === base[field]) return theirs[field];
    if (theirs[field] === base[field]) return ours[field];
    return own[field] === 'ours' ? ours[field] : theirs[field];
  };
  return {
    head: {
      title: pick('title'),
      facts:
        own.facts === 'ours'
          ? mergeFacts(base.facts, ours.facts, theirs.facts)
          : mergeFacts(base.facts, theirs.facts, ours.facts),
      related: mergeLists(base.related, ours.related, theirs.related),
      attribution: pick('attribution'),
    },
    conflicts: conflictsOf(base, ours, theirs),
  };
}

function conflictsOf(base: Head, ours: Head, theirs: Head): HeadConflict[] {
  const texts = (['title', 'attribution'] as const).flatMap((field) =>
    ours[field] !== base[field] && theirs[field] !== base[field] && ours[field] !== theirs[field]
      ? [{ field, ours: ours[field], theirs: theirs[field] }]
      : [],
  );
  const keys = factsInConflict(base.facts, ours.facts, theirs.facts);
  if (keys.length === 0) return texts;
  const rows = ({ facts }: Head) => facts.filter(({ key }) => keys.includes(key));
  return [...texts, { field: 'facts', ours: rows(ours), theirs: rows(theirs) }];
}

/** Ours with what theirs put in, without what theirs took out. */
function mergeLists(base: readonly string[], ours: readonly string[], theirs: readonly string[]): string[] {
  if (canonicalJson(ours) === canonicalJson(base)) return [...theirs];
  const kept = ours.filter((title) => !base.includes(title) || theirs.includes(title));
  const added = theirs.filter((title) => !base.includes(title) && !kept.includes(title));
  return [...kept, ...added];
}
