import type { CslItem, CslName } from '@/lib/domain/citation/citation';
import { plain, type Words } from '@/lib/domain/citation/reference';
import {
  hasOwnNumber,
  headline,
  inVolume,
  isSerial,
  isSite,
  titleWords,
  type TitleLook,
} from '@/lib/domain/citation/style/item';
import { capitalised, editionLabel, isNumeric, issueLabel, numbered } from '@/lib/domain/citation/style/labels';
import { nameList, type ListLook } from '@/lib/domain/citation/style/names';
import { begun, joined, type Part } from '@/lib/domain/citation/style/parts';

/** People who begin a reference: `Berg, Anna M., and Samuel Okafor`. */
export const inFront: ListLook = {
  word: 'and',
  inverted: 'first',
  initials: false,
  particleLast: true,
  comma: 'always',
  cutFrom: 11,
  cutTo: 7,
  ellipsis: false,
};
const inside: ListLook = { ...inFront, inverted: 'none', comma: 'fromThree' };

/** The field that a reference begins with. */
export type Source = 'author' | 'editor' | 'translator' | 'publisher' | 'container' | 'title';

/** Kinds that are cited by their day, without volume and pages. */
export const papers: ReadonlySet<string> = new Set(['article-magazine', 'article-newspaper']);

const wholes: ReadonlySet<string> = new Set(['book', 'classic', 'graphic', 'hearing', 'map']);
const loose: ReadonlySet<string> = new Set([
  'article',
  'dataset',
  'document',
  'interview',
  'manuscript',
  'paper-conference',
  'personal_communication',
  'post',
  'speech',
  'thesis',
  'webpage',
]);

function titleLook(item: CslItem): TitleLook {
  const { type, 'container-title': container } = item;
  if (type === 'collection' || type === 'patent') return { set: 'roman', cased: type === 'collection' };
  if (wholes.has(type)) return { set: 'italic', cased: true };
  const quoted = container !== undefined || loose.has(type);
  return { set: quoted ? 'quotes' : 'italic', cased: type !== 'post' && !(type === 'entry-dictionary' && quoted) };
}

/** The title, or the description that a source without title has. */
export function title(item: CslItem): Words {
  if (item.title !== undefined) return titleWords(item, titleLook(item));
  const text = item.number === undefined ? (item.genre ?? item.note) : item.note;
  return text === undefined || item.type === 'thesis' ? [] : [plain(capitalised(text))];
}

const sessions: ReadonlySet<string> = new Set(['event', 'performance', 'speech']);
const describedLater: ReadonlySet<string> = new Set(['document', 'report', 'software', 'standard']);
/** What kind of work it is, where the number, the title or the publisher does not say it. */
export const kind = ({ title: name, genre, number, type }: CslItem): string =>
  name === undefined || number !== undefined || type === 'thesis' ? '' : capitalised(genre ?? '');

/** Whether the kind of work stands behind the container. */
export const describesHost = (item: CslItem): boolean =>
  item['container-title'] !== undefined &&
  (describedLater.has(item.type) || (sessions.has(item.type) && !inVolume(item)));

/** `Edited by Anna M. Berg`; nothing for nobody. */
export const helper = (verb: string, people: readonly CslName[] | undefined): Part =>
  people && joined([verb, nameList(people, inside)], ' ');

/** `Working Paper No. 17`, `Episode 17`. */
export function numberWords(item: CslItem): Words {
  const { number, genre, type } = item;
  if (number === undefined || type === 'thesis') return [];
  if (type === 'broadcast' && isNumeric(number)) return [plain(`${capitalised(genre ?? 'episode')} ${number}`)];
  return joined([headline(genre, item), numbered(number, 'No')], ' ');
}

/** What follows the title of a source that stands in nothing else: edition, who helped, volume. */
function ownDetails(item: CslItem, from: Source): Part[] {
  const serial = isSerial(item);
  const volume = joined([numbered(item.volume, 'vol'), issueLabel(item.issue)], ', ');
  return [
    papers.has(item.type) ? '' : capitalised(editionLabel(item.edition)),
    from === 'editor' || serial ? '' : helper('Edited by', item.editor),
    from === 'translator' ? '' : helper('Translated by', item.translator),
    serial || isSite(item) ? '' : begun(volume),
  ];
}

/** What follows the title: number, edition, who helped, volume. */
export function identifier(item: CslItem, from: Source): Words {
  const alone = item['container-title'] === undefined || isSite(item);
  const number = alone || hasOwnNumber(item) ? numberWords(item) : [];
  if (alone) return joined([number, ...ownDetails(item, from)], '. ');
  return joined(
    [number, isSerial(item) && from !== 'translator' ? helper('Translated by', item.translator) : ''],
    '. ',
  );
}
