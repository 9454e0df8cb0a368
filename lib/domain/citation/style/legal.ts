import type { CslItem } from '@/lib/domain/citation/citation';
import type { Words } from '@/lib/domain/citation/reference';
import { headline, titleWords } from '@/lib/domain/citation/style/item';
import { capitalised, numbered } from '@/lib/domain/citation/style/labels';
import { shortName } from '@/lib/domain/citation/style/names';
import { enclosed, joined, type Part } from '@/lib/domain/citation/style/parts';

const legalTypes: ReadonlySet<string> = new Set(['treaty', 'legislation', 'regulation', 'bill', 'legal_case']);

/** Whether APA and Chicago cite the source as lawyers do: the title first, and no author. */
export const isLegal = ({ type }: CslItem): boolean => legalTypes.has(type);

/** The date of the source as the style prints it, with and without month and day. */
export type LegalDate = { readonly full: string; readonly year: string };

/** Volume, series and first page: `1234 UNTS 101`. */
const reporter = ({ volume, 'container-title': container, page }: CslItem, last: string): Words =>
  joined([volume, container, page?.split(/ ?[-–—,]/u)[0] ?? last], ' ');

const parties = ({ author = [] }: CslItem) => author.map((name) => shortName(name)).join('-');

const titleOf = (item: CslItem): Part => {
  const words = titleWords(item, { set: 'roman', cased: true });
  return words.length > 0 ? words : headline(item.note, item);
};

/**
 * A treaty or law as APA and Chicago print it: `Treaty of Friendship, Iran-Syria, March 1, 1980, 1234 UNTS 101`,
 * `Nationality Law, Legislative decree No. 276 (1969)`. The "Pub. L." of the styles, which is American, is left out.
 */
export function legalWords(item: CslItem, date: LegalDate): Words {
  const number = numbered(item.number, 'No');
  if (item.type === 'treaty') {
    return joined([titleOf(item), parties(item), date.full, reporter(item, number)], ', ');
  }
  const identifier = joined([item.number && capitalised(item.genre ?? ''), number], ' ');
  const source = joined([titleOf(item), identifier, reporter(item, '')], ', ');
  return joined([source, enclosed(date.year, '(', ')')], ' ');
}
