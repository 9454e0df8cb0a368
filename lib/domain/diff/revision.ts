import type { Article, Section } from '@/lib/domain/article';
import { longestRising } from '@/lib/domain/diff/align';
import { Budget } from '@/lib/domain/diff/budget';
import { noChanges, type RevisionDiff, type SectionDiff, type SectionFlag } from '@/lib/domain/diff/change';
import type { Citations } from '@/lib/domain/diff/changes/citations';
import { diffFacts, diffRelated, textChange } from '@/lib/domain/diff/changes/head';
import { exactKey } from '@/lib/domain/diff/lines';
import { driftOf } from '@/lib/domain/diff/meaning/drift';
import { lookHere } from '@/lib/domain/diff/meaning/meaning';
import { countSections, Numbers, numberSection, sumCounts } from '@/lib/domain/diff/changes/number';
import { lineUpBodies, settleSections } from '@/lib/domain/diff/section';
import { unnumbered } from '@/lib/domain/diff/sentences';
import { diffText } from '@/lib/domain/diff/words';
import type { Body } from '@/lib/domain/prose/body';

type Place = { readonly section: Section; readonly position: number };

const placesOf = (article: Article | null) =>
  new Map(article?.sections.map((section, position): [string, Place] => [section.id, { section, position }]));

const sameBody = (a: Body, b: Body) =>
  a.content.length === b.content.length &&
  a.content.every((block, index) => {
    const other = b.content[index];
    return other !== undefined && exactKey(block) === exactKey(other);
  });

type SectionInput = { before: Place | undefined; after: Place | undefined; moved: boolean; budget: Budget };

function flagsOf({ before, after, moved }: SectionInput): Exclude<SectionFlag, 'changed'>[] {
  if (!before) return ['added'];
  if (!after) return ['removed'];
  const flags: Exclude<SectionFlag, 'changed'>[] = [];
  if (before.section.heading !== after.section.heading) flags.push('renamed');
  if (before.section.level !== after.section.level) flags.push('relevelled');
  if (moved) flags.push('moved');
  return flags;
}

const isEdited = (blocks: SectionDiff['blocks']) =>
  blocks.some(({ kind, formatting }) => kind !== 'kept' || formatting.length > 0);

const isLead = (place: Place | undefined) =>
  place !== undefined && place.position === 0 && place.section.heading === '';

/** Says of a section that its text changed, once moves and citations between sections are known. */
const withChanged = (section: SectionDiff): SectionDiff =>
  section.flags.includes('added') || section.flags.includes('removed') || !isEdited(section.blocks)
    ? section
    : { ...section, flags: [...section.flags, 'changed'] };

const nowhere = { section: { heading: null, level: null, body: null }, position: null } as const;

function compareSection(sectionId: string, input: SectionInput): SectionDiff {
  const [before, after] = [input.before ?? nowhere, input.after ?? nowhere];
  const [own, other] = [before.section, after.section];
  const flags = flagsOf(input);
  const isBoth = own.body !== null && other.body !== null;
  const unchanged = isBoth && sameBody(own.body, other.body);
  const compared = unchanged ? { blocks: [], limited: false } : lineUpBodies(own.body, other.body, input.budget);
  return {
    sectionId,
    kind: isLead(other.body === null ? input.before : input.after) ? 'lead' : 'section',
    flags,
    changes: flags.map((flag) => ({ flag, changeId: unnumbered })),
    heading: {
      before: own.heading,
      after: other.heading,
      words: diffText(own.heading ?? '', other.heading ?? ''),
    },
    level: { before: own.level, after: other.level },
    position: { before: before.position, after: after.position },
    ...compared,
    counts: noChanges,
  };
}

/** Section ids in the order after; removed ones follow the section that they followed. */
function sectionOrder(before: Article | null, after: Article): string[] {
  const order = after.sections.map(({ id }) => id);
  const known = new Set(order);
  let last: string | null = null;
  for (const { id } of before?.sections ?? []) {
    if (!known.has(id)) order.splice(last === null ? 0 : order.indexOf(last) + 1, 0, id);
    last = id;
  }
  return order;
}

/** Ids of sections that stand at another place among those that are on both sides: as few as explain the new order. */
function movedSections(before: Article | null, after: Article): Set<string> {
  const places = placesOf(before);
  const common = after.sections.filter(({ id }) => places.has(id));
  const kept = new Set(longestRising(common.map(({ id }) => places.get(id)?.position ?? 0)));
  return new Set(common.filter((_, index) => !kept.has(index)).map(({ id }) => id));
}

/**
 * Compares two states of an article; `before` is null for a new one. Sections are matched by id, blocks within them by
 * id, equal words and likeness, then sentences, then words (ux.md 10.1). Everything that differs is in a change.
 */
export function diffRevisions(before: Article | null, after: Article, citations: Citations = new Map()): RevisionDiff {
  const [numbers, budget] = [new Numbers(), new Budget()];
  const title = textChange(before?.title ?? '', after.title, numbers);
  const facts = diffFacts(before?.facts ?? [], after.facts, { numbers, citations, budget });
  const related = diffRelated(before?.related ?? [], after.related, { numbers, budget });
  const attribution = textChange(before?.attribution ?? '', after.attribution, numbers);
  const [own, other, moved] = [placesOf(before), placesOf(after), movedSections(before, after)];
  const lined = sectionOrder(before, after).map((id) =>
    compareSection(id, { before: own.get(id), after: other.get(id), moved: moved.has(id), budget }),
  );
  const sections = settleSections(lined, citations)
    .map(withChanged)
    .map((section) => numberSection(section, numbers));
  const head = facts.length + related.length + [title, attribution].filter(({ changeId }) => changeId !== null).length;
  const counts = sumCounts([countSections(sections), { head, total: head }]);
  const drift = driftOf({ sections, facts }, citations);
  const diff = { title, facts, related, attribution, sections, counts, drift, lookHere: [] };
  return { ...diff, lookHere: lookHere(diff, citations) };
}
