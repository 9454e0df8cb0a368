import type { Article, Fact } from '@/lib/domain/article';
import type { FrozenCitation, Supports } from '@/lib/domain/citation/citation';
import { formatLocators } from '@/lib/domain/citation/house';
import type { Body } from '@/lib/domain/prose/body';
import { citationIds } from '@/lib/domain/prose/text';
import { relevel } from '@/lib/domain/slug';
import type { State } from '@/lib/domain/workflow/transitions';

/** What versions and revisions have in common. Addresses are absolute. */
type TextOut = Article & {
  readonly slug: string;
  readonly number: number;
  readonly contributors: readonly string[];
  readonly citations: readonly FrozenCitation[];
  /** The permanent address of a version; that of a revision on the desk. */
  readonly address: string;
  /** Name of the licence; empty while there is none. */
  readonly licence: string;
  /** Address of the live article that a slug leads to; null while there is none. */
  readonly articleHref: (slug: string) => string | null;
};

/** A version as the writers of files take it. */
export type VersionOut = TextOut & {
  readonly what: 'version';
  /** ISO 8601 in UTC. */
  readonly publishedAt: string;
  readonly reviewers: readonly string[];
  /** Why it was published without review; null for a reviewed one. */
  readonly unreviewed: string | null;
};

/** A revision as the writers of files take it: what it would publish now. */
export type RevisionOut = TextOut & {
  readonly what: 'revision';
  /** ISO 8601 in UTC. */
  readonly savedAt: string;
  readonly state: State;
  /** Number of the version that it was made from; null for the first text of an article. */
  readonly base: number | null;
  /** Number of the version that it became; null while it is none. */
  readonly publishedAs: number | null;
};

/** What the writers of files take. */
export type ArticleOut = VersionOut | RevisionOut;

/** One numbered note: a place in a source, with all that its uses quote and remark. */
export type Note = {
  readonly number: number;
  /** The first use; its record is the one shown. */
  readonly citation: FrozenCitation;
  /** Where in the source, as printed; empty for the whole of it. */
  readonly place: string;
  /** The source says otherwise than the text. */
  readonly disputes: boolean;
  /** How the source bears on the text, as a sentence; empty where it says so. */
  readonly bearing: string;
  readonly quotes: readonly string[];
  readonly remarks: readonly string[];
  /** The use behind each mark that leads here, in the order of the marks. */
  readonly uses: readonly FrozenCitation[];
};

/** The notes of a text, and the one that a citation leads to. */
type Notes = { readonly all: readonly Note[]; readonly of: (citationId: string) => Note | null };

/** A section below the lead: level 2 to 6 as shown, none skipped; its heading may be empty. */
type SectionOut = { readonly level: number; readonly heading: string; readonly body: Body };

/** A text in the order of its files: lead, confirmed facts, sections, and its notes numbered in that order. */
export type ComposedOut = {
  readonly lead: Body | null;
  readonly facts: readonly Fact[];
  readonly sections: readonly SectionOut[];
  readonly notes: Notes;
};

/** Puts a text in the order of its files. */
export function composeOut(version: ArticleOut): ComposedOut {
  const [first] = version.sections;
  const lead = first?.heading === '' ? first.body : null;
  const below = lead ? version.sections.slice(1) : version.sections;
  const facts = version.facts.filter(({ confirmed }) => confirmed);
  const levels = relevel(below.map(({ level }) => level));
  const smallest = Math.min(...levels);
  const sections = below.map(({ heading, body }, at) => ({
    level: Math.min((levels[at] ?? 2) - smallest + 2, 6),
    heading,
    body,
  }));
  const used = [
    ...(lead ? citationIds(lead) : []),
    ...facts.flatMap(({ citations }) => citations),
    ...below.flatMap(({ body }) => citationIds(body)),
  ];
  return { lead, facts, sections, notes: numberNotes(used, version.citations) };
}

/** A note for each place in each source, numbered by first use; a place that says otherwise, or only part of it, is a note of its own. */
function numberNotes(used: readonly string[], citations: readonly FrozenCitation[]): Notes {
  const known = new Map(citations.map((citation) => [citation.id, citation]));
  const uses = used.flatMap((id) => known.get(id) ?? []);
  const notes = new Map<string, Note>();
  for (const citation of uses) {
    const key = keyOf(citation);
    const own = noteOf(citation, notes.size + 1);
    const note = notes.get(key);
    notes.set(key, note ? { ...note, ...joinedSayings(note, own) } : own);
  }
  return {
    all: [...notes.values()],
    of: (id) => {
      const citation = known.get(id);
      return (citation && notes.get(keyOf(citation))) ?? null;
    },
  };
}

const bearings: Readonly<Record<Supports, string>> = {
  supports: '',
  background: '',
  partly: 'This source says part of it.',
  disputes: 'This source disagrees.',
};

const keyOf = ({ sourceId, locators, supports }: FrozenCitation) =>
  JSON.stringify([sourceId, formatLocators(locators), bearings[supports]]);

const joinedSayings = (one: Note, other: Note) => ({
  quotes: [...new Set([...one.quotes, ...other.quotes])],
  remarks: [...new Set([...one.remarks, ...other.remarks])],
  uses: [...one.uses, ...other.uses],
});

/** A single use as a note. */
export function noteOf(citation: FrozenCitation, number: number): Note {
  const said = (text: string) => (text === '' ? [] : [text]);
  return {
    ...{ number, citation, place: formatLocators(citation.locators), disputes: citation.supports === 'disputes' },
    ...{ bearing: bearings[citation.supports], uses: [citation] },
    ...{ quotes: said(citation.quote), remarks: said(citation.note) },
  };
}
