import type { CslItem } from '@/lib/domain/citation/citation';
import { formatDate, readDate } from '@/lib/domain/citation/dates';

/**
 * What became of a source's address (sources-and-import.md A7): gone, not to be linked to, taken over by somebody else, or saying
 * something else now. Kept with the archived copy under `custom` of its record, and so frozen with every version that cites it.
 */
export const linkStates = ['unchecked', 'live', 'dead', 'unfit', 'usurped', 'deviated'] as const;
export type LinkState = (typeof linkStates)[number];

/** What the states are called. */
export const linkStateWords: Readonly<Record<LinkState, string>> = {
  unchecked: 'not checked',
  live: 'works',
  dead: 'gone',
  unfit: 'not fit to be linked to',
  usurped: 'taken over by somebody else',
  deviated: 'says something else now',
};

type Archive = { readonly url: string; readonly date: string };

/** The archived copy of a source, with its date as stored; null when there is none. */
export function archiveOf({ custom }: Pick<CslItem, 'custom'>): Archive | null {
  const url = custom?.['archiveUrl'];
  const date = custom?.['archiveDate'];
  return typeof url === 'string' && url !== '' ? { url, date: typeof date === 'string' ? date : '' } : null;
}

/** What is known of a source's address. */
export function linkStateOf({ custom }: Pick<CslItem, 'custom'>): LinkState {
  const state = custom?.['urlStatus'];
  return linkStates.find((known) => known === state) ?? 'unchecked';
}

/** A record with another state of its address: what is known now, where the record says what was known then. */
export function withLinkState(csl: CslItem, state: string): CslItem {
  const { custom = {}, ...fields } = csl;
  const { urlStatus: _before, ...others } = custom;
  const known = state === 'unchecked' ? others : { ...others, urlStatus: state };
  return Object.keys(known).length === 0 ? fields : { ...fields, custom: known };
}

/** Where the title of a source leads, a second link, and a word on what became of the original. */
export type SourceLinks = {
  readonly title: string | null;
  readonly second: { readonly words: string; readonly href: string } | null;
  readonly note: string | null;
};

/**
 * The links of a source by what became of its address: the title of a dead one leads to the archived copy, an unfit one is
 * not linked to at all, not even beside its archived copy.
 */
export function sourceLinks(csl: CslItem): SourceLinks {
  const original = csl.DOI === undefined ? (csl.URL ?? null) : `https://doi.org/${csl.DOI}`;
  const archive = archiveOf(csl);
  const state = linkStateOf(csl);
  if (state === 'unchecked' || state === 'live')
    return { title: original, second: archive && copyLink(archive), note: null };
  if (archive === null) return { title: null, second: null, note: 'no longer available' };
  const isFit = state === 'dead' || state === 'deviated';
  return {
    title: archive.url,
    second: isFit && original !== null ? { words: 'Original', href: original } : null,
    note: null,
  };
}

function copyLink({ url, date }: Archive): SourceLinks['second'] {
  const read = readDate(date);
  return { words: read ? `Archived copy, ${formatDate(read)}` : 'Archived copy', href: url };
}
