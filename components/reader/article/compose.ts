import { citedInOrder } from '@/lib/domain/article';
import { anchorsOfSections, articlePath, type ArticleView, type OriginsView } from '@/components/reader/view';
import { type Coverage, coverageOfAll, type Judgement, sourcingOf } from '@/lib/domain/citation/coverage';
import { numberCitations, shortSourceId, type CiteMark, type SourceEntry } from '@/lib/domain/citation/numbering';
import { groupBy } from '@/lib/domain/group';
import { escapeHtml } from '@/lib/domain/prose/address';
import type { Body } from '@/lib/domain/prose/body';
import { bodyToHtml, type StatementPlace } from '@/lib/domain/prose/html';
import { type Statement, statementsOf } from '@/lib/domain/prose/statements';
import { relevel, slugOf } from '@/lib/domain/slug';
import { placedTimeline, type PlacedEntry } from '@/lib/domain/timeline/placed';
import { statementAnchor } from '@/lib/domain/timeline/timeline';

/** Id of the card that a mark opens. */
export const cardId = (citationId: string) => `card-${shortSourceId(citationId)}`;

/** What a mark is called: "Source 3", or with a word of warning where the source says otherwise. */
export const markName = ({ label, citation }: CiteMark) =>
  citation.supports === 'disputes' ? `Source ${label}, which disagrees` : `Source ${label}`;

/** Sign and number of a mark. */
export const markText = ({ label, citation }: CiteMark) => (citation.supports === 'disputes' ? `≠ ${label}` : label);

const markHtml = (mark: CiteMark) =>
  `<sup class="cite"><a id="${mark.anchor}" href="#${mark.target}" interestfor="${cardId(mark.citationId)}" aria-label="${escapeHtml(markName(mark))}">${escapeHtml(markText(mark))}</a></sup>`;

/** A section below the lead as the page shows it. */
export type ComposedSection = {
  readonly id: string;
  readonly heading: string;
  readonly anchor: string;
  /** Anchors that it had in versions before, or took over with a text, and that nothing else in the page has. */
  readonly before: readonly string[];
  readonly level: number;
  readonly html: string;
};

/** An article's prose as HTML in the pieces that the page places, the numbers of its sources, its dates and counts. */
export type ComposedArticle = {
  readonly first: string;
  /** The rest of the lead. */
  readonly rest: string;
  /** Anchors of sections that were joined to the lead, and that nothing else in the page has. */
  readonly before: readonly string[];
  readonly sections: readonly ComposedSection[];
  /** Marks of each shown fact, by its place in `facts`. */
  readonly factMarks: readonly (readonly CiteMark[])[];
  readonly entries: readonly SourceEntry[];
  readonly marks: readonly CiteMark[];
  readonly timeline: readonly PlacedEntry[];
  readonly counts: Coverage;
};

const bodyOf = (content: Body['content']): Body => ({ type: 'doc', content });

/** Hands out the marks of the page in order, one use after the other. */
function dealer(marks: readonly CiteMark[]): (id: string) => CiteMark | undefined {
  const waiting = groupBy(marks, ({ citationId }) => citationId);
  return (id) => waiting.get(id)?.shift();
}

/** Puts an article together in the order of the page: first paragraph, facts, rest of the lead, sections. */
export function composeArticle(view: ArticleView): ComposedArticle {
  const lead = view.sections[0]?.heading === '' ? view.sections[0] : undefined;
  const blocks = lead?.body.content ?? [];
  const parts = { first: bodyOf(blocks.slice(0, 1)), rest: bodyOf(blocks.slice(1)) };
  const facts = view.facts.filter(({ confirmed }) => confirmed);
  const { entries, marks } = numberCitations(
    citedInOrder(view),
    view.citations,
    new Map(Object.entries(view.keptSources)),
  );
  const next = dealer(marks);
  const anchors = anchorsOfSections(view.sections);
  const placed = view.sections.map((section, at) => ({ ...section, anchor: anchors[at] ?? 'main' }));
  const timeline = placedTimeline(placed);
  const statements = view.sections.flatMap(({ body }) => statementsOf(body));
  const around = surroundings({
    timeline,
    statements,
    judged: view.sourcing ? view.judged : null,
    origins: view.origins,
  });
  const old = oldAnchors(placed, view.anchorsBefore);
  const html = (body: Body, subheadingLevel: number, waiting: Set<string>) =>
    bodyToHtml(body, {
      ...{ subheadingLevel, around },
      subheadingId: (words) => (waiting.delete(slugOf(words)) ? slugOf(words) : null),
      citation: (id) => {
        const mark = next(id);
        return mark ? markHtml(mark) : '';
      },
      articleHref: (slug) => {
        const live = view.liveSlugs[slug];
        return live === undefined ? null : articlePath(live);
      },
    });
  const ofLead = old.get(lead?.id ?? '') ?? new Set<string>();
  const first = html(parts.first, 2, ofLead);
  const factMarks = facts.map(({ citations }) => citations.map(next).filter((mark) => mark !== undefined));
  const rest = html(parts.rest, 2, ofLead);
  const below = placed.filter((section) => section.heading !== '' || section.id !== lead?.id);
  const sections = composeSections(below, old, html);
  const counts = coverageOfAll(view.sections, view.judged);
  return { first, rest, before: [...ofLead], entries, marks, factMarks, sections, timeline, counts };
}

type Placed = ArticleView['sections'][number] & { readonly anchor: string };

/**
 * The anchors that lead to each section besides its own: those of its earlier headings, and those of sections whose text it
 * took. None is given twice; the section that had it first comes first.
 */
function oldAnchors(placed: readonly Placed[], before: ArticleView['anchorsBefore']): Map<string, Set<string>> {
  const old = new Map(placed.map(({ id }) => [id, new Set<string>()]));
  const taken = new Set(placed.map(({ anchor }) => anchor));
  for (const { sectionId, anchor } of before) {
    const own = old.get(sectionId);
    if (!own || taken.has(anchor)) continue;
    own.add(anchor);
    taken.add(anchor);
  }
  return old;
}

/** An old anchor stands at the subheading of its words, so that it leads to the very place of a section that was joined; else at the top. */
function composeSections(
  below: readonly Placed[],
  old: ReadonlyMap<string, Set<string>>,
  html: (body: Body, level: number, anchors: Set<string>) => string,
): ComposedSection[] {
  const levels = relevel(below.map(({ level }) => level));
  const smallest = Math.min(...levels);
  return below.map(({ id, heading, anchor, body }, at) => {
    const level = Math.min((levels[at] ?? 2) - smallest + 2, 6);
    const anchors = old.get(id) ?? new Set<string>();
    const text = html(body, level + 1, anchors);
    return { id, heading, anchor, before: [...anchors], level, html: text };
  });
}

type Around = {
  readonly timeline: readonly PlacedEntry[];
  readonly statements: readonly Statement[];
  /** In the sourcing view: what was said about statements. */
  readonly judged: Judgement | null;
  /** In the same view: where they came from. */
  readonly origins: OriginsView | null;
};
type Wrap = readonly [string, string];

/**
 * What stands around statements: an id where the timeline leads to one; in the sourcing view a mark where a source is wanting, and the
 * versions that the words came with.
 */
function surroundings({ timeline, statements, judged, origins }: Around): (place: StatementPlace) => Wrap | null {
  const ids = new Set(timeline.map(({ anchor }) => anchor));
  const wanting = judged ? wantingOf(statements, judged) : new Map<string, 'inside' | 'last'>();
  const from = new Map(origins?.statements.map(({ anchor, versions }) => [anchor, versions]));
  return (place) => {
    const anchor = statementAnchor(place);
    const id = ids.has(anchor) ? ` id="${escapeHtml(anchor)}"` : '';
    const lack = wanting.get(anchor);
    const origin = (from.get(anchor) ?? []).map(originHtml).join('');
    if (lack === undefined) return id + origin === '' ? null : [`<span${id}>`, `</span>${origin}`];
    const note = lack === 'last' ? ' <span class="need">source needed</span>' : '';
    return [`<span${id} class="unsrc">`, `</span>${origin}${note}`];
  };
}

/** Where the words of a statement came from: leads to who wrote and approved that version. */
const originHtml = (version: number) =>
  ` <sup class="cite"><a href="#${originAnchor(version)}" aria-label="From version ${version}">v${version}</a></sup>`;

/** The list of the versions that words came with, and the place of one in it. */
export const originsAnchor = 'origins-of-statements';
export const originAnchor = (version: number) => `from-version-${version}`;

/** The statements without a source, by their anchors; `last` of a run in one block. */
function wantingOf(statements: readonly Statement[], judged: Judgement): Map<string, 'inside' | 'last'> {
  const wanting = new Map<string, 'inside' | 'last'>();
  for (const [blockId, block] of groupBy(statements, (statement) => statement.blockId)) {
    const states = block.map((statement) => sourcingOf(statement, judged));
    states.forEach((state, inBlock) => {
      if (state !== 'unsourced') return;
      const isLast = states[inBlock + 1] !== 'unsourced';
      wanting.set(statementAnchor({ blockId, inBlock }), isLast ? 'last' : 'inside');
    });
  }
  return wanting;
}
