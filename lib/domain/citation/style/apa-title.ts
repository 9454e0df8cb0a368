import type { CslItem, CslName } from '@/lib/domain/citation/citation';
import type { Words } from '@/lib/domain/citation/reference';
import {
  hasOwnNumber,
  headline,
  inVolume,
  isOnline,
  isSerial,
  isSite,
  titleWords,
} from '@/lib/domain/citation/style/item';
import { capitalised, editionLabel, isNumeric, numbered } from '@/lib/domain/citation/style/labels';
import { nameList, type ListLook } from '@/lib/domain/citation/style/names';
import { labelledPages, namesSeveral, pageRanges } from '@/lib/domain/citation/style/pages';
import { enclosed, isolated, joined, type Part } from '@/lib/domain/citation/style/parts';

/** People who begin a reference: `Berg, A. M., & Okafor, S.` */
export const inFront: ListLook = {
  word: '&',
  inverted: 'all',
  initials: true,
  particleLast: false,
  comma: 'always',
  cutFrom: 21,
  cutTo: 19,
  ellipsis: true,
};
/** People inside of it: `A. M. Berg & S. Okafor`. */
export const inside: ListLook = { ...inFront, inverted: 'none', comma: 'fromThree' };

/** The title: in italics, unless the source stands in something else. */
export function title(item: CslItem): Words {
  const part = item['container-title'] !== undefined && !isSite(item);
  return titleWords(item, { set: part ? 'roman' : 'italic', cased: false });
}

const helper = (people: readonly CslName[] | undefined, one: string, many: string): Part =>
  people && joined([nameList(people, inside), people.length === 1 ? one : many], ', ');

/** `Working Paper No. 17`; a thesis names its kind elsewhere. */
export function numberWords(item: CslItem): Words {
  const { number, genre } = item;
  if (number === undefined) return [];
  const ofKind = item.type === 'thesis' && genre !== undefined ? 'Publication' : headline(genre, item);
  return joined([ofKind, numbered(number, 'No')], ' ');
}

const withoutEdition: ReadonlySet<string> = new Set(['broadcast', 'event', 'performance', 'speech', 'patent']);

/** `2nd ed., Vol. 4, pp. 101–128`, for what is no part of a series. */
export function edition(item: CslItem): Words {
  if (isSerial(item) || isSite(item) || withoutEdition.has(item.type)) return [];
  const volume = isNumeric(item.volume) ? numbered(item.volume, 'Vol') : capitalised(item.volume ?? '');
  const issue = item.issue && `${namesSeveral(item.issue) ? 'Issues' : 'Issue'} ${pageRanges(item.issue, 'full')}`;
  return joined([editionLabel(item.edition), volume, issue, labelledPages(item.page, 'full')], ', ');
}

/** What follows the title in round brackets: who helped, number, edition. */
export function identifier(item: CslItem, editorsShown: boolean): Words {
  const alone = item['container-title'] === undefined || isSite(item);
  const edited = alone && !isSerial(item) && !editorsShown;
  const parts: Part[] = [
    edited ? helper(item.editor, 'Ed.', 'Eds.') : undefined,
    helper(item.translator, 'Trans.', 'Trans.'),
    alone || hasOwnNumber(item) ? numberWords(item) : undefined,
    alone ? edition(item) : undefined,
  ];
  return enclosed(joined(parts, '; '), '(', ')');
}

/** What a source is called where the record does not say what kind of work it is. */
const kinds: Readonly<Record<string, string>> = {
  broadcast: 'Broadcast',
  collection: 'Archival collection',
  dataset: 'Dataset',
  figure: 'Figure',
  graphic: 'Graphic',
  map: 'Map',
  motion_picture: 'Video recording',
  post: 'Online post',
  software: 'Computer software',
  song: 'Audio recording',
};
const findable = ({ 'container-title': container, DOI, URL, number, publisher }: CslItem) =>
  (container ?? DOI ?? URL ?? number ?? publisher) !== undefined;

function kind(item: CslItem): string {
  const { genre, number, title: name, note, type } = item;
  if (genre !== undefined) return number === undefined ? capitalised(genre) : '';
  if (name === undefined && note !== undefined) return note;
  if (type === 'interview') return findable(item) ? 'Interview' : 'Personal communication';
  if (type === 'personal_communication') return findable(item) ? 'Letter' : 'Personal communication';
  return kinds[type] ?? '';
}

const describedLater: ReadonlySet<string> = new Set(['document', 'report', 'software', 'standard']);
const sessions: ReadonlySet<string> = new Set(['event', 'paper-conference', 'performance', 'speech']);

/** Whether the square brackets stand behind the container. */
export const describesHost = (item: CslItem): boolean =>
  item.title !== undefined &&
  item['container-title'] !== undefined &&
  (describedLater.has(item.type) || (sessions.has(item.type) && !inVolume(item)));

/** What kind of work it is, in square brackets. */
export function description(item: CslItem): Words {
  const words = item.type === 'thesis' ? thesisKind(item) : kind(item);
  return enclosed(words, '[', ']');
}

const thesisKind = (item: CslItem): Words =>
  joined([capitalised(item.genre ?? item.note ?? ''), isOnline(item) ? isolated(item.publisher) : ''], ', ');
