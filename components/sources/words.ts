import type { Supports } from '@/lib/domain/citation/citation';
import type { LinkFinding } from '@/lib/domain/citation/library/link-checks';
import type { Verdict } from '@/lib/domain/citation/library/reliability';
import type { VerificationVerdict } from '@/lib/domain/citation/library/verification';
import type { LinkState } from '@/lib/domain/citation/links';

type Tone = '' | 'ok' | 'warn' | 'danger' | 'info';

/** A word, a shape that does not need colour, and a tone. */
export type Said = { readonly sign: string; readonly tone: Tone };

/** How a state of an address looks beside its words. */
export const linkSigns: Readonly<Record<LinkState, Said>> = {
  unchecked: { sign: '○', tone: '' },
  live: { sign: '✓', tone: 'ok' },
  dead: { sign: '!', tone: 'warn' },
  unfit: { sign: '!', tone: 'danger' },
  usurped: { sign: '!', tone: 'danger' },
  deviated: { sign: '!', tone: 'warn' },
};

export const verdictSigns: Readonly<Record<Verdict, Said>> = {
  generally_reliable: { sign: '✓', tone: 'ok' },
  additional_considerations: { sign: '○', tone: 'info' },
  generally_unreliable: { sign: '!', tone: 'warn' },
  deprecated: { sign: '!', tone: 'danger' },
  blacklisted: { sign: '✗', tone: 'danger' },
  none: { sign: '○', tone: '' },
};

/** What one look at an address found. */
export const findingWords: Readonly<Record<LinkFinding, string>> = {
  answered: 'It answered',
  gone: 'There is no such page any more',
  no_answer: 'It did not answer',
  unclear: 'It would not say',
};

/** What somebody found who looked a citation up. */
export const checkWords: Readonly<
  Record<VerificationVerdict, Said & { readonly word: string; readonly says: string }>
> = {
  verified: { word: 'verified', says: 'The source says this', sign: '✓', tone: 'ok' },
  partly: { word: 'partly verified', says: 'The source says part of this', sign: '◐', tone: 'info' },
  failed: { word: 'not confirmed', says: 'The source does not say this', sign: '✗', tone: 'danger' },
  unreachable: { word: 'could not be looked up', says: 'I could not get at the source', sign: '○', tone: 'warn' },
};

/** How a source bears on its statement. */
export const bearingWords: Readonly<Record<Supports, string>> = {
  supports: 'It says this',
  partly: 'It partly says this',
  background: 'It gives the background',
  disputes: 'It says otherwise',
};

const fields: Readonly<Record<string, string>> = {
  type: 'Kind of source',
  title: 'Title',
  author: 'Who made it',
  editor: 'Editors',
  translator: 'Translators',
  interviewer: 'Interviewer',
  issued: 'Date',
  accessed: 'Looked at on',
  'container-title': 'Published in',
  'publisher-place': 'Place of publication',
  URL: 'Web address',
  PMID: 'PubMed id',
  PMCID: 'PubMed Central id',
  note: 'Description',
  language: 'Language',
  genre: 'Kind of report or thesis',
  'custom.archiveUrl': 'Archived copy',
  'custom.archiveDate': 'Archived on',
  'custom.urlStatus': 'State of the address',
  'custom.producer': 'Who made the original',
  'custom.licence': 'Licence',
  'custom.access': 'How it can be read',
  'custom.retracted': 'Retraction',
};

/** What a field of a record is called: "Published in"; its own name, made readable, for rare ones. */
export const fieldName = (field: string): string =>
  fields[field] ??
  field
    .replace(/^custom\./u, '')
    .replaceAll('-', ' ')
    .replace(/^\p{L}/u, (sign) => sign.toUpperCase());
