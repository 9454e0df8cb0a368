import type { CslItem, CslName } from '@/lib/domain/citation/citation';
import { formatDate, readDate } from '@/lib/domain/citation/dates';
import { archiveOf, linkStateOf, type LinkState } from '@/lib/domain/citation/links';
import { readCommaName } from '@/lib/domain/citation/read/parts/names';

/** A source as its form holds it: one text per field. */
export type SourceDraft = {
  readonly type: string;
  readonly stub: boolean;
  readonly title: string;
  /** One person or body a line. */
  readonly people: Readonly<Record<PeopleField, string>>;
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
  /** The record that the form began with; what the form does not show is kept as it is. */
  readonly rest: CslItem;
};

export const peopleFields = {
  author: 'Who made it',
  editor: 'Editors',
  translator: 'Translators',
  interviewer: 'Who asked',
} as const;
export type PeopleField = keyof typeof peopleFields;
const roles = Object.keys(peopleFields) as PeopleField[];

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
  const people = Object.fromEntries(roles.map((role) => [role, linesOf(rest[role])])) as Record<PeopleField, string>;
  return {
    type: rest.type,
    stub,
    title: rest.title ?? '',
    people,
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

/** The record that a form describes. Empty fields are left out; people are one a line: "Family, Given", or the name of a body. */
export function cslOf(draft: SourceDraft): { csl: CslItem; stub: boolean } {
  const texts = fieldNames.flatMap((name) => {
    const text = draft.fields[name].trim();
    return text ? [[name, text] as const] : [];
  });
  const people = roles.flatMap((role) => {
    const named = namesOf(draft.people[role], draft.rest[role]);
    return named.length > 0 ? [[role, named] as const] : [];
  });
  const custom = customOf(draft);
  const csl = {
    type: draft.type,
    ...(draft.title.trim() ? { title: draft.title.trim() } : {}),
    ...Object.fromEntries(people),
    ...dateField('issued', draft.issued, draft.rest),
    ...dateField('accessed', draft.accessed, draft.rest),
    ...Object.fromEntries(texts),
    ...(Object.keys(custom).length > 0 ? { custom } : {}),
  };
  return { csl, stub: draft.stub };
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

/** `van der Berg, Jan-Piet`, `King, Martin Luther, Jr.`; a body as it is. */
function lineOf(person: CslName): string {
  if (person.literal !== undefined) return person.literal;
  const particle = person['non-dropping-particle'] ?? '';
  const glue = particle === '' || /[-’']$/u.test(particle) ? '' : ' ';
  const family = `${particle}${glue}${person.family ?? ''}`;
  return [family, person.given, person.suffix].filter((part) => part !== undefined && part !== '').join(', ');
}
const linesOf = (people: readonly CslName[] = []): string => people.map(lineOf).join('\n');

/** The people of some lines. A line that nobody changed stays the person that it was, whatever its commas would say. */
function namesOf(text: string, before: readonly CslName[] = []): CslName[] {
  const known = new Map(before.map((person) => [lineOf(person), person]));
  const lines = text.split('\n').map((line) => line.trim());
  return lines.flatMap((line) => (line === '' ? [] : (known.get(line) ?? readCommaName(line) ?? [])));
}
