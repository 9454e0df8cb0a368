import type { Article, Fact, Section } from '@/lib/domain/article';
import { bestPairs, equalPairs, gapsOf, longestRising, type Pair, range } from '@/lib/domain/diff/align';
import {
  type FactChange,
  noChanges,
  type RelatedChange,
  type RevisionDiff,
  type SectionDiff,
  type SectionFlag,
  type TextChange,
} from '@/lib/domain/diff/change';
import type { Citations } from '@/lib/domain/diff/citations';
import { exactKey } from '@/lib/domain/diff/lines';
import { lookHere } from '@/lib/domain/diff/meaning';
import { Numbers, numberSection, sumCounts } from '@/lib/domain/diff/number';
import { compareBodies } from '@/lib/domain/diff/section';
import { unnumbered } from '@/lib/domain/diff/sentences';
import { diffText } from '@/lib/domain/diff/words';
import type { Body } from '@/lib/domain/prose/body';

const textChange = (before: string, after: string, numbers: Numbers): TextChange => ({
  changeId: before === after ? null : numbers.next(),
  before,
  after,
  words: diffText(before, after),
});

const factKey = ({ key, value, confirmed, citations }: Fact) => JSON.stringify([key, value, confirmed, citations]);

/** Partners of facts: equal rows, then in the gaps rows of the same key, then of the same value. */
function pairFacts(before: readonly Fact[], after: readonly Fact[]): Pair[] {
  const exact = equalPairs(before.map(factKey), after.map(factKey)) ?? [];
  return gapsOf(exact, before.length, after.length).flatMap(({ before: b, after: a, pair }): Pair[] => {
    const found = bestPairs(b[1] - b[0], a[1] - a[0], (x, y) => {
      const [own, other] = [before[b[0] + x], after[a[0] + y]];
      if (!own || !other) return 0;
      return (own.key === other.key ? 3 : 0) + (own.value === other.value ? 2 : 0);
    }).map(([x, y]): Pair => [b[0] + x, a[0] + y]);
    return pair === null ? found : [...found, pair];
  });
}

function diffFacts(before: readonly Fact[], after: readonly Fact[], numbers: Numbers): FactChange[] {
  const pairs = pairFacts(before, after);
  const pairedAfter = new Set(pairs.map(([, a]) => a));
  const pairedBefore = new Set(pairs.map(([b]) => b));
  const gone = range(0, before.length).filter((index) => !pairedBefore.has(index));
  const origin = new Map<number, number>();
  for (const index of range(0, after.length).filter((place) => !pairedAfter.has(place))) {
    const fact = after[index];
    const from = gone.find((place) => {
      const old = before[place];
      return old && fact && factKey(old) === factKey(fact);
    });
    if (from === undefined) continue;
    gone.splice(gone.indexOf(from), 1);
    origin.set(index, from);
  }
  const change = (kind: FactChange['kind'], own: Fact | null, other: Fact | null): FactChange => ({
    kind,
    changeId: numbers.next(),
    before: own,
    after: other,
    key: diffText(own?.key ?? '', other?.key ?? ''),
    value: diffText(own?.value ?? '', other?.value ?? ''),
  });
  return gapsOf(pairs, before.length, after.length).flatMap(({ before: b, after: a, pair }) => {
    const away = range(...b).flatMap((index) =>
      gone.includes(index) ? [change('removed', before[index] ?? null, null)] : [],
    );
    const come = range(...a).map((index) => {
      const from = origin.get(index);
      const other = after[index] ?? null;
      return from === undefined ? change('added', null, other) : change('moved', before[from] ?? null, other);
    });
    const [own, other] = pair === null ? [] : [before[pair[0]], after[pair[1]]];
    const edited = own && other && factKey(own) !== factKey(other) ? [change('edited', own, other)] : [];
    return [...away, ...come, ...edited];
  });
}

function diffRelated(before: readonly string[], after: readonly string[], numbers: Numbers): RelatedChange[] {
  const pairs = equalPairs(before, after) ?? [];
  const kept = new Set(pairs.map(([b]) => b));
  const gone = before.filter((_, index) => !kept.has(index));
  const keptAfter = new Set(pairs.map(([, a]) => a));
  const come = after.filter((_, index) => !keptAfter.has(index));
  const changes: RelatedChange[] = [];
  for (const title of come) {
    const at = gone.indexOf(title);
    if (at >= 0) gone.splice(at, 1);
    changes.push({ kind: at >= 0 ? 'moved' : 'added', changeId: numbers.next(), title });
  }
  for (const title of gone) changes.push({ kind: 'removed', changeId: numbers.next(), title });
  return changes;
}

type Place = { readonly section: Section; readonly position: number };

const placesOf = (article: Article | null) =>
  new Map(article?.sections.map((section, position): [string, Place] => [section.id, { section, position }]));

const sameBody = (a: Body, b: Body) =>
  a.content.length === b.content.length &&
  a.content.every((block, index) => {
    const other = b.content[index];
    return other !== undefined && exactKey(block) === exactKey(other);
  });

type SectionInput = { before: Place | undefined; after: Place | undefined; moved: boolean; citations: Citations };

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

const nowhere = { section: { heading: null, level: null, body: null }, position: null } as const;

function compareSection(sectionId: string, input: SectionInput): SectionDiff {
  const [before, after] = [input.before ?? nowhere, input.after ?? nowhere];
  const [own, other] = [before.section, after.section];
  const flags = flagsOf(input);
  const isBoth = own.body !== null && other.body !== null;
  const unchanged = isBoth && sameBody(own.body, other.body);
  const compared = unchanged ? { blocks: [], limited: false } : compareBodies(own.body, other.body, input.citations);
  return {
    sectionId,
    flags: isBoth && isEdited(compared.blocks) ? [...flags, 'changed'] : flags,
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
  const numbers = new Numbers();
  const title = textChange(before?.title ?? '', after.title, numbers);
  const facts = diffFacts(before?.facts ?? [], after.facts, numbers);
  const related = diffRelated(before?.related ?? [], after.related, numbers);
  const attribution = textChange(before?.attribution ?? '', after.attribution, numbers);
  const [own, other, moved] = [placesOf(before), placesOf(after), movedSections(before, after)];
  const sections = sectionOrder(before, after)
    .map((id) => compareSection(id, { before: own.get(id), after: other.get(id), moved: moved.has(id), citations }))
    .map((section) => numberSection(section, numbers));
  const head = facts.length + related.length + [title, attribution].filter(({ changeId }) => changeId !== null).length;
  const counts = sumCounts([...sections.map((section) => section.counts), { head, total: head }]);
  const diff = { title, facts, related, attribution, sections, counts, lookHere: [] };
  return { ...diff, lookHere: lookHere(diff, citations) };
}
