import type { ArticleView } from '@/components/reader/view';
import { articlePath } from '@/components/reader/view';
import { numberCitations, shortSourceId, type CiteMark, type SourceEntry } from '@/lib/domain/citation/numbering';
import { groupBy } from '@/lib/domain/group';
import { escapeHtml } from '@/lib/domain/prose/address';
import type { Body } from '@/lib/domain/prose/body';
import { bodyToHtml } from '@/lib/domain/prose/html';
import { citationIds } from '@/lib/domain/prose/text';
import { relevel } from '@/lib/domain/slug';

/** Id of the card that a mark opens. */
export const cardId = (citationId: string) => `card-${shortSourceId(citationId)}`;

/** What a mark is called: "Source 3", or with a word of warning where the source says otherwise. */
export const markName = ({ label, citation }: CiteMark) =>
  citation.supports === 'disputes' ? `Source ${label}, which disagrees` : `Source ${label}`;

/** Sign and number of a mark. */
export const markText = ({ label, citation }: CiteMark) => (citation.supports === 'disputes' ? `≠ ${label}` : label);

const markHtml = (mark: CiteMark) =>
  `<sup class="cite"><a id="${mark.anchor}" href="#${mark.target}" interestfor="${cardId(mark.citationId)}" aria-label="${escapeHtml(markName(mark))}">${escapeHtml(markText(mark))}</a></sup>`;

/** An article's prose as HTML in the pieces that the page places, and the numbers of its sources. */
export type ComposedArticle = {
  readonly first: string;
  /** The rest of the lead. */
  readonly rest: string;
  /** One per section after the lead, with the level at which its heading is shown. */
  readonly sections: readonly { readonly id: string; readonly level: number; readonly html: string }[];
  /** Marks of each shown fact, by its place in `facts`. */
  readonly factMarks: readonly (readonly CiteMark[])[];
  readonly entries: readonly SourceEntry[];
  readonly marks: readonly CiteMark[];
};

const bodyOf = (content: Body['content']): Body => ({ type: 'doc', content });

/** Hands out the marks of the page in order, one use after the other. */
function dealer(marks: readonly CiteMark[]): (id: string) => CiteMark | undefined {
  const waiting = groupBy(marks, ({ citationId }) => citationId);
  return (id) => waiting.get(id)?.shift();
}

/** Puts an article together in the order of the page: first paragraph, facts, rest of the lead, sections. */
export function composeArticle(view: ArticleView): ComposedArticle {
  const [lead, ...others] = view.sections[0]?.heading === '' ? view.sections : [undefined, ...view.sections];
  const blocks = lead?.body.content ?? [];
  const parts = { first: bodyOf(blocks.slice(0, 1)), rest: bodyOf(blocks.slice(1)) };
  const facts = view.facts.filter(({ confirmed }) => confirmed);
  const ordered = [
    ...citationIds(parts.first),
    ...facts.flatMap(({ citations }) => citations),
    ...citationIds(parts.rest),
    ...others.flatMap((section) => (section ? citationIds(section.body) : [])),
  ];
  const { entries, marks } = numberCitations(ordered, view.citations);
  const next = dealer(marks);
  const html = (body: Body, subheadingLevel: number) =>
    bodyToHtml(body, {
      subheadingLevel,
      citation: (id) => {
        const mark = next(id);
        return mark ? markHtml(mark) : '';
      },
      articleHref: (slug) => {
        const live = view.liveSlugs[slug];
        return live === undefined ? null : articlePath(live);
      },
    });
  const first = html(parts.first, 2);
  const factMarks = facts.map(({ citations }) => citations.map(next).filter((mark) => mark !== undefined));
  const rest = html(parts.rest, 2);
  const sections = others.filter((section) => section !== undefined);
  const levels = relevel(sections.map(({ level }) => level));
  const smallest = Math.min(...levels);
  return {
    first,
    rest,
    entries,
    marks,
    factMarks,
    sections: sections.map(({ id, body }, at) => {
      const level = Math.min((levels[at] ?? 2) - smallest + 2, 6);
      return { id, level, html: html(body, level + 1) };
    }),
  };
}

/** HTML of `bodyToHtml`: the one place where markup comes as text (every word in it is escaped there). */
export function Prose({ html, className }: { readonly html: string; readonly className?: string }) {
  if (html === '') return null;
  return <div className={className} dangerouslySetInnerHTML={{ __html: html }} />;
}
