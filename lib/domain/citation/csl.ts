import { z } from 'zod';
import type { CslItem, CslName } from '@/lib/domain/citation/citation';
import {
  readDoi,
  readIsbn,
  readIssn,
  readPmcid,
  readPmid,
  readUrl,
  type Identifier,
} from '@/lib/domain/citation/identifiers';
import { linkStates } from '@/lib/domain/citation/links';

/** The kinds of source that the forms offer, in their order (sources-and-import.md A2), with their names. */
export const sourceTypes = {
  webpage: 'Web page',
  post: 'Post',
  'article-newspaper': 'Newspaper article',
  'article-magazine': 'Magazine article',
  'article-journal': 'Journal article',
  book: 'Book',
  chapter: 'Chapter',
  'entry-encyclopedia': 'Encyclopedia entry',
  'paper-conference': 'Conference paper',
  report: 'Report',
  thesis: 'Thesis',
  treaty: 'Treaty',
  legislation: 'Law',
  speech: 'Speech',
  interview: 'Interview',
  broadcast: 'Broadcast',
  dataset: 'Data set',
  map: 'Map',
  motion_picture: 'Film',
  document: 'Document',
  personal_communication: 'Letter or message',
} as const;
export type SourceType = keyof typeof sourceTypes;

/** Types of the CSL schema 1.0.2 that the forms do not offer; imports may bring them, and they are kept. */
const otherTypes = [
  'article',
  'bill',
  'classic',
  'collection',
  'entry',
  'entry-dictionary',
  'event',
  'figure',
  'graphic',
  'hearing',
  'legal_case',
  'manuscript',
  'musical_score',
  'pamphlet',
  'patent',
  'performance',
  'periodical',
  'post-weblog',
  'regulation',
  'review',
  'review-book',
  'software',
  'song',
  'standard',
] as const;

const allTypes: ReadonlySet<string> = new Set([...Object.keys(sourceTypes), ...otherTypes]);
/** Whether CSL has this kind of source. */
export const knownType = (type: string): boolean => allTypes.has(type);
const offered = (type: string): type is SourceType => Object.hasOwn(sourceTypes, type);

/** The name of a kind of source for people: "Newspaper article"; the word itself for kinds that are only imported. */
export const typeName = (type: string): string =>
  offered(type) ? sourceTypes[type] : type.replaceAll(/[_-]/gu, ' ').replace(/^\p{L}/u, (sign) => sign.toUpperCase());

const control = /[\u0000-\u001f\u007f-\u009f]/u; // oxlint-disable-line no-control-regex
const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'Leave this out, or enter something')
    .max(max, `Use at most ${max} characters`)
    .refine((text) => text.isWellFormed() && !control.test(text), 'This has characters that cannot be shown');
const line = words(500).exactOptional();

const name = z
  .strictObject({
    family: words(200).exactOptional(),
    given: words(200).exactOptional(),
    suffix: words(40).exactOptional(),
    'non-dropping-particle': words(40).exactOptional(),
    literal: words(300).exactOptional(),
  })
  .refine((value) => (value.literal === undefined) !== (value.family === undefined), {
    error: 'Enter a family name, or the whole name of a body',
  });
const names = z.array(name).max(100, 'Use at most 100 names').exactOptional();

const year = z.int().min(-9999).max(9999);
const date = z
  .strictObject({
    'date-parts': z
      .array(
        z.union([
          z.tuple([year]),
          z.tuple([year, z.int().min(1).max(12)]),
          z.tuple([year, z.int().min(1).max(12), z.int().min(1).max(31)]),
        ]),
      )
      .min(1)
      .max(2)
      .exactOptional(),
    circa: z.boolean().exactOptional(),
    season: z.int().min(1).max(4).exactOptional(),
    literal: words(100).exactOptional(),
  })
  .refine((value) => (value['date-parts'] === undefined) !== (value.literal === undefined), {
    error: 'Enter the year, like 1946',
  })
  .exactOptional();

/** A field that is stored in the normal form of its identifier. */
const identifier = (read: (text: string) => Identifier) =>
  z
    .string()
    .max(2200)
    .transform((text, context) => {
      const found = read(text);
      if (found.ok) return found.value;
      context.addIssue({ code: 'custom', message: found.message });
      return z.NEVER;
    })
    .exactOptional();
const pmid = (text: string) => readPmid(/^\d+$/u.test(text.trim()) ? `pmid:${text.trim()}` : text);

/** How a work can be read. */
export const accessKinds = ['free', 'registration', 'limited', 'subscription'] as const;

/**
 * What CSL has no field for. Ours: the archived copy and the state of the address, who made the original, under which terms, how it can
 * be read, and the notice of a retraction; whatever else an import brought is kept.
 */
const custom = z.looseObject({
  producer: words(300).exactOptional(),
  licence: words(200).exactOptional(),
  access: z.enum(accessKinds, 'Choose how the work can be read').exactOptional(),
  retracted: z
    .strictObject({ date: words(100).exactOptional(), url: identifier(readUrl) })
    .refine((notice) => notice.date !== undefined, 'Enter the day of the retraction')
    .exactOptional(),
  archiveUrl: identifier(readUrl),
  archiveDate: words(100).exactOptional(),
  urlStatus: z.enum(linkStates, 'Choose what became of the address').exactOptional(),
});

/**
 * Strict schema of a source's record (CSL-JSON without `id`). Refuses unknown fields, stores identifiers in normal form,
 * and asks for a title, or for a description (`note`) with a maker. Issues are sentences for people.
 */
export const cslSchema = z
  .strictObject({
    type: z.string().refine((type) => allTypes.has(type), 'Choose a kind of source'),
    title: line,
    author: names,
    editor: names,
    translator: names,
    interviewer: names,
    issued: date,
    accessed: date,
    'container-title': line,
    publisher: line,
    'publisher-place': line,
    volume: line,
    issue: line,
    page: line,
    edition: line,
    number: line,
    genre: line,
    version: line,
    'event-title': line,
    'event-place': line,
    language: z
      .string()
      .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u, 'Enter a language code, like en or ar')
      .exactOptional(),
    DOI: identifier(readDoi),
    ISBN: identifier(readIsbn),
    ISSN: identifier(readIssn),
    PMID: identifier(pmid),
    PMCID: identifier(readPmcid),
    URL: identifier(readUrl),
    note: words(2000).exactOptional(),
    custom: custom.exactOptional(),
  })
  .refine((csl) => csl.title !== undefined || (csl.note !== undefined && hasMaker(csl)), {
    path: ['title'],
    error: 'Enter a title, or a description and who made it',
  }) satisfies z.ZodType<CslItem>;

type Makers = { readonly author?: unknown; readonly editor?: unknown };
const filled = (list: unknown) => Array.isArray(list) && list.length > 0;
const hasMaker = (csl: Makers) => filled(csl.author) || filled(csl.editor);

const needed: Partial<Record<SourceType, readonly (keyof CslItem)[]>> = {
  webpage: ['URL'],
  post: ['URL'],
  'article-newspaper': ['container-title', 'issued'],
  'article-magazine': ['container-title', 'issued'],
  'article-journal': ['container-title'],
  book: ['publisher'],
  chapter: ['container-title'],
  'entry-encyclopedia': ['container-title'],
  'paper-conference': ['container-title'],
  report: ['publisher'],
  thesis: ['publisher'],
  treaty: ['issued'],
  legislation: ['issued'],
};

/** Fields that a described source of this kind must have and this record lacks (bold in A2). A stub may lack them. */
export function missingFields(csl: CslItem): readonly (keyof CslItem)[] {
  const fields = offered(csl.type) ? (needed[csl.type] ?? []) : [];
  const missing = fields.filter((field) => csl[field] === undefined);
  return csl.title === undefined ? (['title', ...missing] as const) : missing;
}

/** A name in natural order: `Anna M. Berg`, `Jan-Piet van der Berg`, `Sadik al-Azm, Jr.`. */
export function naturalName(person: CslName): string {
  if (person.literal !== undefined) return person.literal;
  const parts = [person.given, person['non-dropping-particle'], person.family].filter((part) => part !== undefined);
  const joined = parts.join(' ').replaceAll(/([-’']) /gu, '$1');
  return person.suffix === undefined ? joined : `${joined}, ${person.suffix}`;
}
