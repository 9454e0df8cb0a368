import type { OutlineEntry } from '@/lib/domain/article';
import { mergeOutlines } from '@/lib/domain/merge/outline';
import { bothTexts, mergeTexts, quietText, type Text } from '@/lib/domain/merge/text';

/** A section of one side: its text, and the hash that names it. */
type SideSection = Text & { readonly sectionId: string; readonly level: number; readonly contentHash: string };
/** The sections of one side in their order. */
type Side = readonly SideSection[];
/** What two sides made of one text: where both started, the revision, and the live version. */
export type Sides = { readonly base: Side; readonly ours: Side; readonly theirs: Side };

/**
 * What becomes of a section: as it was, as only one side changed it, both changes merged in silence, or two texts of which a
 * person has to choose one.
 */
export type SectionOutcome = { readonly sectionId: string } & (
  | { readonly kind: 'same' | 'ours' | 'theirs' | 'merged'; readonly text: Text }
  | { readonly kind: 'conflict'; readonly ours: Text; readonly theirs: Text }
);

const empty: Text = { heading: '', body: { type: 'doc', content: [] } };
const byId = (side: Side) => new Map(side.map((section) => [section.sectionId, section]));
const outlineOf = (side: Side): OutlineEntry[] => side.map(({ sectionId, level }) => ({ sectionId, level }));
const textOf = (section: SideSection | undefined): Text =>
  section ? { heading: section.heading, body: section.body } : empty;

type Three = { [side in keyof Sides]?: SideSection | undefined };

function outcomeOf(sectionId: string, { base, ours, theirs }: Three): SectionOutcome {
  const isOurs = ours?.contentHash !== base?.contentHash;
  if (!theirs || theirs.contentHash === base?.contentHash) {
    return { sectionId, kind: isOurs ? 'ours' : 'same', text: textOf(ours) };
  }
  if (!ours || !base || !isOurs) return { sectionId, kind: 'theirs', text: textOf(theirs) };
  const merged = mergeTexts(base, ours, theirs);
  const quiet = quietText(merged);
  return quiet
    ? { sectionId, kind: 'merged', text: quiet }
    : { sectionId, kind: 'conflict', ...bothTexts(merged, ours, theirs) };
}

/** Order and levels of both sides; a section that ours rewrote stays, though theirs removed it. */
export function mergedOutline({ base, ours, theirs }: Sides): OutlineEntry[] {
  const before = byId(base);
  const rewritten = ours.filter((section) => before.get(section.sectionId)?.contentHash !== section.contentHash);
  const keep = new Set(rewritten.map((section) => section.sectionId));
  return mergeOutlines(outlineOf(base), outlineOf(ours), outlineOf(theirs), keep);
}

/** Merges two states of an article section by section, in the merged order: different sections never meet. */
export function mergeSections(sides: Sides): SectionOutcome[] {
  const [base, ours, theirs] = [byId(sides.base), byId(sides.ours), byId(sides.theirs)];
  return mergedOutline(sides).map(({ sectionId }) =>
    outcomeOf(sectionId, { base: base.get(sectionId), ours: ours.get(sectionId), theirs: theirs.get(sectionId) }),
  );
}
