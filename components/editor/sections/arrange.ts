import type { OutlineEntry } from '@/lib/domain/article';

type Outline = readonly OutlineEntry[];

const levels = { highest: 2, deepest: 6 } as const;

const levelAt = (outline: Outline, at: number): number => outline[at]?.level ?? 0;

/** Where the branch of a section ends: behind the sections below it that stand deeper. */
export function branchEnd(outline: Outline, at: number): number {
  let end = at + 1;
  while (levelAt(outline, end) > levelAt(outline, at)) end += 1;
  return end;
}

/** Moves a section with all below it so that it stands before the entry that is now at `to`. The lead, at 0, never moves. */
export function moveBranch(outline: Outline, at: number, to: number): OutlineEntry[] {
  const end = branchEnd(outline, at);
  const isOff = at < 1 || at >= outline.length || to < 1 || to > outline.length || (to >= at && to <= end);
  if (isOff) return [...outline];
  const branch = outline.slice(at, end);
  const rest = (part: Outline) => part.filter((entry) => !branch.includes(entry));
  return [...rest(outline.slice(0, to)), ...branch, ...rest(outline.slice(to))];
}

/** The outline with a section and all below it one place up: before its sibling, or before what it stands under. Null at the top. */
export function moveUp(outline: Outline, at: number): OutlineEntry[] | null {
  if (at <= 1) return null;
  let to = at - 1;
  while (to > 1 && levelAt(outline, to) > levelAt(outline, at)) to -= 1;
  return moveBranch(outline, at, to);
}

/** One place down: behind the branch of its next sibling, or under the next heading that is higher. Null at the end. */
export function moveDown(outline: Outline, at: number): OutlineEntry[] | null {
  const next = branchEnd(outline, at);
  if (at < 1 || next >= outline.length) return null;
  const isSibling = levelAt(outline, next) >= levelAt(outline, at);
  return moveBranch(outline, at, isSibling ? branchEnd(outline, next) : next + 1);
}

/** A section and all below it one level deeper (1) or higher (-1). Null when one of them would leave the levels 2 to 6. */
export function shiftLevel(outline: Outline, at: number, by: 1 | -1): OutlineEntry[] | null {
  const end = branchEnd(outline, at);
  const branch = outline.slice(at, end).map((entry) => ({ ...entry, level: entry.level + by }));
  const fits = branch.every(({ level }) => level >= levels.highest && level <= levels.deepest);
  if (at < 1 || !fits) return null;
  return [...outline.slice(0, at), ...branch, ...outline.slice(end)];
}
