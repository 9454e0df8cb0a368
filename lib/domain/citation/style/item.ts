import type { CslItem } from '@/lib/domain/citation/citation';
import type { Words } from '@/lib/domain/citation/reference';
import { enclosed, joined, type Part } from '@/lib/domain/citation/style/parts';
import { curly } from '@/lib/domain/citation/style/quotes';
import { tidied } from '@/lib/domain/citation/style/tidy';
import { titleCase } from '@/lib/domain/citation/style/title-case';

const verbatim: ReadonlySet<string> = new Set(['type', 'language', 'DOI', 'ISBN', 'ISSN', 'PMID', 'URL']);

/** Texts with typographic quotation marks and no comma at the end, where more may follow. */
const typeset = (text: string) => curly(text).replace(/[ ,]+$/u, '');
const typesetMembers = (value: object): [string, unknown][] =>
  Object.entries(value).map(([key, member]): [string, unknown] => [
    key,
    typeof member === 'string' && !verbatim.has(key) ? typeset(member) : member,
  ]);

/** The record as styles read it: nothing that is empty, one line each, and typographic quotation marks. */
export function cleaned(csl: CslItem): CslItem {
  const members = typesetMembers(tidied(csl)).map(([key, value]): [string, unknown] => [
    key,
    Array.isArray(value) ? value.map((person: object) => Object.fromEntries(typesetMembers(person))) : value,
  ]);
  return tidied({ ...(Object.fromEntries(members) as Partial<CslItem>), type: csl.type });
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

/** Whether the source was printed in a volume with others. */
export const inVolume = ({ editor, issue, page, volume }: CslItem): boolean =>
  (editor ?? issue ?? page ?? volume) !== undefined;

/** Whether the source has an address. */
export const isOnline = ({ DOI, URL }: CslItem): boolean => (DOI ?? URL) !== undefined;

/** Whether the number is the source's own, whatever it stands in. */
export const hasOwnNumber = ({ type }: CslItem): boolean =>
  type === 'broadcast' || type === 'graphic' || type === 'map' || type === 'motion_picture';

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
  const translation = typeof translated === 'string' ? typeset(translated.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()) : '';
  const title: Part = look.set === 'italic' ? [{ ...node, italic: true }] : [node];
  return joined([look.set === 'quotes' ? enclosed(title, '“', '”') : title, enclosed(translation, '[', ']')], ' ');
}

/** The whole address: the DOI's own, else the URL; nothing for none. */
export function address({ DOI, URL }: CslItem): Words {
  const href = DOI === undefined ? URL : `https://doi.org/${DOI}`;
  if (href === undefined) return [];
  return [/^https?:\/\//iu.test(href) ? { text: href, href } : { text: href }];
}
