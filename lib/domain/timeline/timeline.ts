import type { Section } from '@/lib/domain/article';
import { statementsOf } from '@/lib/domain/prose/statements';
import { findDates } from '@/lib/domain/timeline/find-dates';
import { compareWhen, type When, type WhenNoYear } from '@/lib/domain/timeline/when';

/** A dated statement. `statement` counts the statements of its section from 0, `inBlock` those of its block. */
type DatedStatement<W> = {
  readonly sectionId: string;
  readonly blockId: string;
  readonly statement: number;
  readonly inBlock: number;
  /** The words of the statement. */
  readonly text: string;
  readonly when: W;
  /** The words that say when, and where they stand in `text`. */
  readonly words: string;
  readonly at: number;
  /** Ids of the citations that the statement carries. */
  readonly citations: readonly string[];
};

/** One dot of a timeline. */
export type TimelineEntry = DatedStatement<When>;
/** A date without a year, for the list of what an editor has to complete. */
type YearlessEntry = DatedStatement<WhenNoYear>;

/** The dates of an article in the order of its text. Those without a year stand apart and are not on the timeline. */
export type Timeline = { readonly entries: readonly TimelineEntry[]; readonly withoutYear: readonly YearlessEntry[] };

const hasYear = (entry: DatedStatement<When | WhenNoYear>): entry is TimelineEntry => entry.when.kind !== 'no_year';
const lacksYear = (entry: DatedStatement<When | WhenNoYear>): entry is YearlessEntry => entry.when.kind === 'no_year';

function datesOf({ id, body }: Pick<Section, 'id' | 'body'>, language: string): DatedStatement<When | WhenNoYear>[] {
  const counts = new Map<string, number>();
  return statementsOf(body, language).flatMap(({ blockId, text, citations }, statement) => {
    const inBlock = counts.get(blockId) ?? 0;
    counts.set(blockId, inBlock + 1);
    return findDates(text).map(({ at, words, when }) => ({
      sectionId: id,
      blockId,
      statement,
      inBlock,
      text,
      when,
      words,
      at,
      citations,
    }));
  });
}

/**
 * The timeline of an article: one entry per statement and date, so a sentence that tells of two days ("signed in 1997, opened in
 * 2008") stands at both. Headings are no statements and give none.
 */
export function timelineOf(sections: readonly Pick<Section, 'id' | 'body'>[], language = 'en'): Timeline {
  const all = sections.flatMap((section) => datesOf(section, language));
  return { entries: all.filter(hasYear), withoutYear: all.filter(lacksYear) };
}

/** Entries from the earliest to the latest; those that begin together keep the order of the text, the less exact first. */
export const chronological = <E extends { readonly when: When }>(entries: readonly E[]): E[] =>
  entries.toSorted((a, b) => compareWhen(a.when, b.when));

/** The id of a statement in a page: the same for the same words at the same place, unique in an article. */
export const statementAnchor = ({ blockId, inBlock }: { readonly blockId: string; readonly inBlock: number }): string =>
  `s-${blockId}-${inBlock}`;

const cutBefore = (text: string, length: number) => {
  const blank = text.lastIndexOf(' ', length);
  return text.slice(0, blank > 0 ? blank : length).replace(/[\s,;:–—(“"]+$/u, '');
};

/**
 * A statement in at most about `length` characters that shows its date: its beginning when the date stands there, else the words
 * around the date. Cut at blanks, with "…" where words are left out.
 */
export function shortened({ text, at, words }: Pick<TimelineEntry, 'text' | 'at' | 'words'>, length: number): string {
  if (text.length <= length) return text;
  if (at + words.length <= length * 0.8) return `${cutBefore(text, length)}…`;
  const from = text.indexOf(' ', Math.max(0, Math.min(at - length / 2, text.length - length))) + 1;
  const rest = text.slice(Math.min(from, at));
  return `…${rest.length <= length ? rest : `${cutBefore(rest, length)}…`}`;
}
