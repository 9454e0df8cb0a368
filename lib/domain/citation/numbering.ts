import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { formatLocators } from '@/lib/domain/citation/house';

/** One place in the text where a source is used: its anchor and its letter in the source list. */
export type Use = { readonly anchor: string; readonly letter: string; readonly citationId: string };
/** A place inside a source that is used apart from others: `3.1 p. 112`. */
export type SubEntry = { readonly label: string; readonly locators: string; readonly uses: readonly Use[] };
/** A source in the list. `locators` where all uses name one and the same place; else `parts` tells them apart. */
export type SourceEntry = {
  readonly number: number;
  readonly sourceId: string;
  readonly anchor: string;
  /** Anchors of records that became part of this source: links to them still lead here. */
  readonly formerAnchors: readonly string[];
  /** Why it is cited although it is deprecated, as those who cited it wrote. */
  readonly reasons: readonly string[];
  /** The first citation of this source; its record is the one shown. */
  readonly citation: FrozenCitation;
  readonly locators: string;
  readonly parts: readonly SubEntry[];
  /** Uses that name no place of their own (all uses, when there are no `parts`). */
  readonly uses: readonly Use[];
};
/** What stands in the text: a link with `label` from `anchor` to `#target`. */
export type CiteMark = {
  readonly citationId: string;
  readonly label: string;
  readonly anchor: string;
  readonly target: string;
  readonly citation: FrozenCitation;
};
export type Numbering = {
  readonly entries: readonly SourceEntry[];
  /** One per id of `orderedIds` that names a citation, in that order. */
  readonly marks: readonly CiteMark[];
};

/** A short name of a source for addresses: the random end of its UUID in base 36. Stable for ever. */
export const shortSourceId = (sourceId: string): string =>
  Number.parseInt(sourceId.replaceAll('-', '').slice(-12), 16).toString(36);

/** Anchor of a source in the list. Numbers may change between versions, this never does. */
export const sourceAnchor = (sourceId: string): string => `ref-${shortSourceId(sourceId)}`;

/** a, b … z, aa, ab … for the first, second … use. */
export function letterOf(index: number): string {
  const letter = String.fromCodePoint(97 + (index % 26));
  return index < 26 ? letter : letterOf(Math.trunc(index / 26) - 1) + letter;
}

type Found = { citation: FrozenCitation; sourceId: string; place: string; anchor: string; target: string };

/** The places by which uses of one source are told apart, in order of first use; none when all uses name the same. */
function partsOf(found: readonly Found[]): readonly string[] {
  const places = [...new Set(found.map(({ place }) => place))];
  return places.length > 1 ? places.filter((place) => place !== '') : [];
}

/** For sources that were merged into another one: the one that is kept. */
export type KeptSources = ReadonlyMap<string, string>;

/**
 * Numbers the citations of a version by first use, one entry per source (sources-and-import.md A11). `orderedIds` are
 * the citation ids in the order of the page, with repeats; ids that name no citation get no mark. Sources in `kept` count as
 * the one that took their place; what was frozen of them stays as it is.
 */
export function numberCitations(
  orderedIds: readonly string[],
  citations: readonly FrozenCitation[],
  kept: KeptSources = new Map(),
): Numbering {
  const known = new Map(citations.map((citation) => [citation.id, citation]));
  const bySource = new Map<string, Found[]>();
  const all: Found[] = [];
  for (const id of orderedIds) {
    const citation = known.get(id);
    if (!citation) continue;
    const sourceId = kept.get(citation.sourceId) ?? citation.sourceId;
    const uses = bySource.get(sourceId) ?? [];
    const anchor = `use-${shortSourceId(sourceId)}-${uses.length + 1}`;
    const place = formatLocators(citation.locators);
    const use = { citation, sourceId, place, anchor, target: sourceAnchor(sourceId) };
    uses.push(use);
    all.push(use);
    bySource.set(sourceId, uses);
  }
  const entries = [...bySource.values()].map((found, at) => entryOf(found, at + 1));
  const labels = new Map(
    entries.flatMap(({ number, uses, parts }) => [
      ...uses.map((use) => [use.anchor, String(number)] as const),
      ...parts.flatMap((part) => part.uses.map((use) => [use.anchor, part.label] as const)),
    ]),
  );
  const marks = all.map(({ citation, anchor, target }) => ({
    citationId: citation.id,
    label: labels.get(anchor) ?? '',
    anchor,
    target,
    citation,
  }));
  return { entries, marks };
}

function entryOf(found: readonly Found[], number: number): SourceEntry {
  const places = partsOf(found);
  const uses = found.map(({ anchor, citation, place }, at) => ({
    use: { anchor, letter: letterOf(at), citationId: citation.id },
    place,
  }));
  const [first] = found;
  if (!first) throw new Error('An entry needs a use');
  const at = (place: string) => uses.filter((one) => one.place === place).map(({ use }) => use);
  return {
    number,
    sourceId: first.sourceId,
    anchor: first.target,
    formerAnchors: formerAnchors(found),
    reasons: [...new Set(found.flatMap(({ citation }) => citation.reliabilityReason ?? []))],
    citation: first.citation,
    locators: places.length === 0 ? first.place : '',
    parts: places.map((place, index) => ({ label: `${number}.${index + 1}`, locators: place, uses: at(place) })),
    uses: places.length === 0 ? uses.map(({ use }) => use) : at(''),
  };
}

function formerAnchors(found: readonly Found[]): string[] {
  const former = found.filter(({ citation, sourceId }) => citation.sourceId !== sourceId);
  return [...new Set(former.map(({ citation }) => sourceAnchor(citation.sourceId)))];
}
