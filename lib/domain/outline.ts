import type { OutlineEntry } from '@/lib/domain/article';

/**
 * Merges the order of sections: where only one side changed it, that side's; where both did, ours, with the sections that
 * theirs added put behind the ones they stand behind there, and without those that theirs removed.
 */
export function mergeOutlines(
  base: readonly OutlineEntry[],
  ours: readonly OutlineEntry[],
  theirs: readonly OutlineEntry[],
): OutlineEntry[] {
  if (isEqual(ours, base)) return [...theirs];
  if (isEqual(theirs, base)) return [...ours];
  const inBase = new Set(base.map((entry) => entry.sectionId));
  const inTheirs = new Set(theirs.map((entry) => entry.sectionId));
  const merged = ours.filter(({ sectionId }) => !inBase.has(sectionId) || inTheirs.has(sectionId));
  theirs.forEach((entry, at) => {
    if (inBase.has(entry.sectionId) || merged.some(({ sectionId }) => sectionId === entry.sectionId)) return;
    const before = theirs[at - 1]?.sectionId;
    const place = merged.findIndex(({ sectionId }) => sectionId === before);
    merged.splice(place < 0 ? merged.length : place + 1, 0, entry);
  });
  return merged;
}

function isEqual(a: readonly OutlineEntry[], b: readonly OutlineEntry[]): boolean {
  return (
    a.length === b.length &&
    a.every((entry, at) => entry.sectionId === b[at]?.sectionId && entry.level === b[at]?.level)
  );
}
