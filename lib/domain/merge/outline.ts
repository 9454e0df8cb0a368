import type { OutlineEntry } from '@/lib/domain/article';

/**
 * Merges the order of sections: where only one side changed it, that side's; where both did, ours, with the sections that
 * theirs added put behind the ones they stand behind there, and without those that theirs removed. Sections in `keep` stay
 * though theirs removed them: their text was rewritten here, and must not be lost unseen.
 */
export function mergeOutlines(
  base: readonly OutlineEntry[],
  ours: readonly OutlineEntry[],
  theirs: readonly OutlineEntry[],
  keep: ReadonlySet<string> = new Set(),
): OutlineEntry[] {
  if (isEqual(theirs, base)) return [...ours];
  const kept = ours.filter(({ sectionId }) => keep.has(sectionId));
  if (isEqual(ours, base)) return putBehind([...theirs], kept, ours);
  const inBase = new Set(base.map((entry) => entry.sectionId));
  const inTheirs = new Set(theirs.map((entry) => entry.sectionId));
  const merged = ours.filter(({ sectionId }) => !inBase.has(sectionId) || inTheirs.has(sectionId));
  const added = theirs.filter(({ sectionId }) => !inBase.has(sectionId));
  return putBehind(putBehind(merged, added, theirs), kept, ours);
}

/** Puts those entries that are missing behind the one that they stand behind in `order`, else at the end. */
function putBehind(
  outline: OutlineEntry[],
  entries: readonly OutlineEntry[],
  order: readonly OutlineEntry[],
): OutlineEntry[] {
  for (const entry of entries) {
    if (outline.some(({ sectionId }) => sectionId === entry.sectionId)) continue;
    const before = order[order.findIndex(({ sectionId }) => sectionId === entry.sectionId) - 1]?.sectionId;
    const place = outline.findIndex(({ sectionId }) => sectionId === before);
    outline.splice(place < 0 ? outline.length : place + 1, 0, entry);
  }
  return outline;
}

function isEqual(a: readonly OutlineEntry[], b: readonly OutlineEntry[]): boolean {
  return (
    a.length === b.length &&
    a.every((entry, at) => entry.sectionId === b[at]?.sectionId && entry.level === b[at]?.level)
  );
}
