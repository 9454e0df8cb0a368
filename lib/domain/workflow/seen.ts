/** Title, facts, related titles, attribution and the order of sections: the part of an article that is no section. */
export const glance = 'glance';

/** A part of an article by the hash of its text: null for a section that is gone. `level` is 0 for the glance and for what is gone. */
export type Part = { readonly part: string; readonly contentHash: string | null; readonly level: number };

/** What somebody had before their eyes of a part, and whether it counts as viewed. */
export type SeenPart = Part & { readonly viewed: boolean };

/** How a part stands for one person: looked at as it is, changed since they looked, or not looked at. */
export type SeenState = 'viewed' | 'changed' | 'unseen';

/** A mark holds for the text that was seen and for no other (workflow 3.10). */
export function seenState(now: Part, seen: SeenPart | undefined): SeenState {
  if (!seen) return 'unseen';
  if (seen.contentHash !== now.contentHash || seen.level !== now.level) return 'changed';
  return seen.viewed ? 'viewed' : 'unseen';
}

type Placed = { readonly sectionId: string };

/**
 * Sections in the order of `order`; one that is not in it follows whatever it follows in `now`, so that nobody takes its coming for
 * a move of others.
 */
export function inOrder<T extends Placed>(
  sections: ReadonlyMap<string, T>,
  order: readonly string[],
  now: readonly string[],
): T[] {
  const placed = order.filter((id) => sections.has(id));
  const known = new Set(placed);
  for (const id of new Set([...now, ...sections.keys()])) {
    if (known.has(id) || !sections.has(id)) continue;
    const before = now.slice(0, Math.max(0, now.indexOf(id))).findLast((one) => known.has(one));
    const at = before === undefined ? 0 : placed.indexOf(before) + 1;
    placed.splice(now.includes(id) ? at : placed.length, 0, id);
    known.add(id);
  }
  return placed.flatMap((id) => sections.get(id) ?? []);
}
