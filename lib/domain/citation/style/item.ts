import type { CslDate, CslItem, CslName } from '@/lib/domain/citation/citation';
import type { Words } from '@/lib/domain/citation/reference';
import { enclosed, joined, type Part } from '@/lib/domain/citation/style/parts';
import { curly } from '@/lib/domain/citation/style/quotes';
import { titleCase } from '@/lib/domain/citation/style/title-case';

const verbatim: ReadonlySet<string> = new Set(['type', 'language', 'DOI', 'ISBN', 'ISSN', 'PMID', 'URL']);
const dates: ReadonlySet<string> = new Set(['issued', 'accessed']);

/** One line without blanks and commas at its ends. */
const tidy = (text: string) =>
  text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/[ ,]+$/u, '');

const tidyMembers = (value: object, mend: (text: string) => string): [string, unknown][] =>
  Object.entries(value)
    .map(([key, member]): [string, unknown] => [key, typeof member === 'string' ? mend(tidy(member)) : member])
    .filter(([, member]) => member !== '' && member !== undefined);

const tidyPeople = (people: readonly CslName[]): CslName[] =>
  people
    .map((person): CslName => Object.fromEntries(tidyMembers(person, curly)))
    .filter(({ family, given, literal }) => (literal ?? family ?? given) !== undefined);

const hasDate = (date: CslDate) => (date['date-parts']?.[0]?.length ?? 0) > 0 || (date.literal ?? '').trim() !== '';

/**
 * The record as styles read it: one line each, typographic quotation marks, and no member that is empty, so that
 * `undefined` is the only absence.
 */
export function cleaned(csl: CslItem): CslItem {
  const members = tidyMembers(csl, (text) => text).flatMap(([key, value]): [string, unknown][] => {
    if (typeof value === 'string') return [[key, verbatim.has(key) ? value : curly(value)]];
    if (Array.isArray(value)) {
      const people = tidyPeople(value);
      return people.length === 0 ? [] : [[key, people]];
    }
    return dates.has(key) && !hasDate(value as CslDate) ? [] : [[key, value]];
  });
  return { ...(Object.fromEntries(members) as Partial<CslItem>), type: csl.type };
}

const serials: ReadonlySet<string> = new Set([
  'article-journal',
  'article-magazine',
  'article-newspaper',
  'periodical',
  'post-weblog',
  'review',
  'review-book',
]);

/** Whether the source stands in something that appears again and again; talks do unless somebody edited a volume. */
export const isSerial = ({ type, editor }: CslItem): boolean =>
  serials.has(type) || ((type === 'interview' || type === 'paper-conference') && editor === undefined);

/** Whether the source is a page of a site, whose name is printed like a publisher's. */
export const isSite = ({ type }: CslItem): boolean => type === 'webpage' || type === 'post';

/** Whether the source is an entry of a reference work. */
export const isEntry = ({ type }: CslItem): boolean => type.startsWith('entry');

/** Whether names are missing from the record, as "et al." said when it was entered. */
export const hasMoreAuthors = (item: CslItem): boolean => item.custom?.['moreAuthors'] === true;

const english = ({ language }: CslItem) => language === undefined || /^eng?(?:-|$)/iu.test(language);

/** Words in headline style, if the source is in English; nothing for nothing. */
export const headline = (text: string | undefined, item: CslItem): string | undefined =>
  text === undefined || !english(item) ? text : titleCase(text);

/** How a style sets a title. `cased` asks for headline style. */
export type TitleLook = { readonly set: 'quotes' | 'italic' | 'roman'; readonly cased: boolean };

/** The title, with its translation in square brackets where the record has one (`custom["trans-title"]`). */
export function titleWords(item: CslItem, look: TitleLook): Words {
  if (item.title === undefined) return [];
  const cased = (look.cased ? headline(item.title, item) : item.title) ?? '';
  const text = look.set === 'quotes' ? curly(cased, true) : cased;
  const node = { text, isolate: true, ...(item.language !== undefined && { lang: item.language }) } as const;
  const translated = item.custom?.['trans-title'];
  const translation = typeof translated === 'string' ? curly(tidy(translated)) : '';
  const title: Part = look.set === 'italic' ? [{ ...node, italic: true }] : [node];
  return joined([look.set === 'quotes' ? enclosed(title, '“', '”') : title, enclosed(translation, '[', ']')], ' ');
}

/** What stands for a missing title: the kind of work, or the description. */
export const standIn = ({ genre, note }: CslItem): string | undefined => genre ?? note;

/** The whole address: the DOI's own, else the URL; nothing for none. */
export function address({ DOI, URL }: CslItem): Words {
  const href = DOI === undefined ? URL : `https://doi.org/${DOI}`;
  if (href === undefined) return [];
  return [/^https?:\/\//iu.test(href) ? { text: href, href } : { text: href }];
}
