import type { CslItem, CslName } from '@/lib/domain/citation/citation';
import { naturalName } from '@/lib/domain/citation/csl';
import { formatDate, readDate } from '@/lib/domain/citation/dates';
import { archiveOf, linkStateOf, type LinkState } from '@/lib/domain/citation/links';

/** A source as its form holds it: one text per field. */
export type SourceDraft = {
  readonly type: string;
  readonly stub: boolean;
  readonly title: string;
  readonly makers: string;
  readonly issued: string;
  readonly accessed: string;
  readonly archiveUrl: string;
  readonly archiveDate: string;
  readonly urlStatus: LinkState;
  readonly producer: string;
  readonly licence: string;
  readonly access: string;
  readonly retractedOn: string;
  readonly retractedUrl: string;
  readonly fields: Readonly<Record<TextField, string>>;
  /** What the form does not show; it is kept as it is. */
  readonly rest: CslItem;
};

export const textFields = {
  'container-title': 'Published in (journal, newspaper, site, book)',
  publisher: 'Publisher',
  'publisher-place': 'Place of publication',
  volume: 'Volume',
  issue: 'Issue',
  page: 'Pages',
  edition: 'Edition',
  number: 'Number',
  genre: 'Kind of report or thesis',
  version: 'Version',
  'event-title': 'Event',
  'event-place': 'Place of the event',
  language: 'Language code, like en or ar',
  URL: 'Web address',
  DOI: 'DOI',
  ISBN: 'ISBN',
  ISSN: 'ISSN',
  PMID: 'PubMed id',
  PMCID: 'PubMed Central id',
  note: 'Description',
} as const;
export type TextField = keyof typeof textFields;
const fieldNames = Object.keys(textFields) as TextField[];

/** Reads a record into the form; an empty form without one. */
export function draftOf(csl: CslItem | undefined, stub: boolean): SourceDraft {
  const rest = csl ?? { type: 'webpage' };
  const archive = archiveOf(rest);
  const fields = Object.fromEntries(fieldNames.map((name) => [name, rest[name] ?? ''])) as Record<TextField, string>;
  return {
    type: rest.type,
    stub,
    title: rest.title ?? '',
    makers: (rest.author ?? []).map(lineOf).join('\n'),
    issued: formatDate(rest.issued),
    accessed: formatDate(rest.accessed),
    archiveUrl: archive?.url ?? '',
    archiveDate: archive?.date ?? '',
    urlStatus: linkStateOf(rest),
    ...customDraft(rest),
    fields,
    rest,
  };
}

function customDraft({ custom = {} }: CslItem) {
  const own = (name: string, from: Readonly<Record<string, unknown>> = custom) => {
    const value = from[name];
    return typeof value === 'string' ? value : '';
  };
  const { retracted } = custom;
  const notice = typeof retracted === 'object' && retracted !== null ? { ...retracted } : {};
  return {
    ...{ producer: own('producer'), licence: own('licence'), access: own('access') },
    ...{ retractedOn: own('date', notice), retractedUrl: own('url', notice) },
  };
}

/** The record that a form describes. Empty fields are left out; makers are one a line: "Family, Given", or the name of a body. */
export function cslOf(draft: SourceDraft): { csl: CslItem; stub: boolean } {
  const texts = fieldNames.flatMap((name) => {
    const text = draft.fields[name].trim();
    return text ? [[name, text] as const] : [];
  });
  const author = draft.makers
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map(nameOf);
  const { issued, accessed } = draft;
  const csl = {
    ...keptOf(draft),
    type: draft.type,
    ...(draft.title.trim() ? { title: draft.title.trim() } : {}),
    ...(author.length > 0 ? { author } : {}),
    ...dateField('issued', issued, draft.rest),
    ...dateField('accessed', accessed, draft.rest),
    ...Object.fromEntries(texts),
  };
  return { csl, stub: draft.stub };
}

function keptOf(draft: SourceDraft): Partial<CslItem> {
  const { editor, translator, interviewer } = draft.rest;
  const custom = customOf(draft);
  return {
    ...(editor ? { editor } : {}),
    ...(translator ? { translator } : {}),
    ...(interviewer ? { interviewer } : {}),
    ...(Object.keys(custom).length > 0 ? { custom } : {}),
  };
}

/** What the form asks for beside CSL's own fields, by its name under `custom`. */
const customFields = ['archiveUrl', 'archiveDate', 'producer', 'licence', 'access'] as const;
const shownCustom: ReadonlySet<string> = new Set([...customFields, 'urlStatus', 'retracted']);

function customOf(draft: SourceDraft): Record<string, unknown> {
  const others = Object.entries(draft.rest.custom ?? {}).filter(([name]) => !shownCustom.has(name));
  const own = customFields.flatMap((name) => {
    const text = draft[name].trim();
    return text === '' ? [] : [[name, text] as const];
  });
  const [date, url] = [draft.retractedOn.trim(), draft.retractedUrl.trim()];
  return {
    ...Object.fromEntries([...others, ...own]),
    ...(draft.urlStatus !== 'unchecked' && { urlStatus: draft.urlStatus }),
    ...((date !== '' || url !== '') && { retracted: { ...(date && { date }), ...(url && { url }) } }),
  };
}

function dateField(name: 'issued' | 'accessed', text: string, rest: CslItem): Partial<CslItem> {
  if (text.trim() === '') return {};
  const before = rest[name];
  if (before && formatDate(before) === text) return { [name]: before };
  return { [name]: readDate(text) ?? { literal: text.trim() } };
}

const lineOf = (person: CslName): string => {
  const isPlain = person.family !== undefined && !person['non-dropping-particle'] && !person.suffix;
  return isPlain && person.given ? `${person.family}, ${person.given}` : (person.family ?? naturalName(person));
};

function nameOf(line: string): CslName {
  const [family = '', ...given] = line.split(',').map((part) => part.trim());
  return given.length > 0 ? { family, given: given.join(', ') } : { literal: line };
}
