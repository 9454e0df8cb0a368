import type { DiffMode } from '@/lib/domain/actor';
import type { BlockDiff, LookHere, RevisionDiff, SectionDiff } from '@/lib/domain/diff/change';

/** What every part of a comparison has to know. */
export type DiffContext = {
  readonly mode: DiffMode;
  readonly total: number;
  /** Name of the section, for labels. */
  readonly place: string;
  /** Names of all sections by their id. */
  readonly places: ReadonlyMap<string, string>;
  /** What stands in the brackets of a citation. */
  readonly label: (citationId: string) => string;
  /** The parts that carry the address (#c3) of their change: the first of each number. */
  readonly carriers: ReadonlySet<object>;
  readonly look: ReadonlyMap<string, readonly LookHere[]>;
  /** What was asked and answered about statements, by their `statementWords`. */
  readonly notes: StatementNotes;
};

/** A sentence on a statement; an open one waits for somebody. */
type StatementNote = { readonly sentence: string; readonly isOpen: boolean };
export type StatementNotes = ReadonlyMap<string, readonly StatementNote[]>;

type Numbered = { readonly changeId: string | null };

/** The first part of each numbered change, in reading order: only that one gets the address. */
export function carriersOf(diff: RevisionDiff): ReadonlySet<object> {
  const taken = new Set<string>();
  const parts: readonly Numbered[] = [
    diff.title,
    ...diff.facts,
    ...diff.related,
    diff.attribution,
    ...diff.sections.flatMap(partsOfSection),
  ];
  return new Set(
    parts.filter(({ changeId }) => {
      if (changeId === null || taken.has(changeId)) return false;
      taken.add(changeId);
      return true;
    }),
  );
}

const partsOfSection = ({ changes, blocks }: SectionDiff): readonly Numbered[] => [
  ...changes,
  ...blocks.flatMap(partsOfBlock),
];

const partsOfBlock = (block: BlockDiff): readonly Numbered[] => [
  block,
  ...block.statements,
  // A row is no group of its own: its first cell carries the address.
  ...block.parts.flatMap((part) => (part.what === 'row' ? [...part.statements, part] : [part, ...part.statements])),
  ...block.formatting,
];

type Moved = { readonly side?: 'from' | 'to'; readonly elsewhere?: string };

/** "moved to here from Early years", "moved from here": which end of a move this is, and where the other one stands. */
export function moveWords({ side, elsewhere }: Moved, places: DiffContext['places']): string {
  const place = elsewhere === undefined ? undefined : places.get(elsewhere);
  if (side === 'from') return place === undefined ? 'moved from here' : `moved from here to ${place}`;
  return place === undefined ? 'moved, the words are the same' : `moved here from ${place}, the words are the same`;
}

/** What to look at first, by change. */
export function lookByChange(diff: RevisionDiff): ReadonlyMap<string, readonly LookHere[]> {
  const groups = new Map<string, LookHere[]>();
  for (const look of diff.lookHere) groups.set(look.changeId, [...(groups.get(look.changeId) ?? []), look]);
  return groups;
}
