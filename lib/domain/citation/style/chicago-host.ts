import type { CslItem } from '@/lib/domain/citation/citation';
import type { Words } from '@/lib/domain/citation/reference';
import {
  describesHost,
  helper,
  kind,
  numberWords,
  papers,
  title,
  type Source,
} from '@/lib/domain/citation/style/chicago-title';
import { fullDate, monthYear } from '@/lib/domain/citation/style/dates';
import { hasOwnNumber, headline, isSerial, isSite } from '@/lib/domain/citation/style/item';
import { capitalised, editionLabel, isNumeric, issueLabel, numbered } from '@/lib/domain/citation/style/labels';
import { pageRanges } from '@/lib/domain/citation/style/pages';
import { begun, enclosed, isolated, italic, joined, type Part } from '@/lib/domain/citation/style/parts';

/** `[2006?]` for a date that is not certain. */
export const circled = (words: string, { issued }: CslItem) => (issued?.circa && words !== '' ? `[${words}?]` : words);

/** The container of a serial, with the place that tells it from others of its name. */
export const serialName = (item: CslItem): Words =>
  joined([italic(headline(item['container-title'], item)), enclosed(item['publisher-place'], '(', ')')], ' ');

/** `4 (2)`, `4 (May 2011)`, `no. 2 (May 2011)`; nothing without both volume and issue. */
function run(item: CslItem): Words {
  const [volume, issue] = [item.volume, item.issue].map((part) => part && pageRanges(part, 'full'));
  const date = enclosed(circled(monthYear(item.issued), item), '(', ')');
  if (volume !== undefined) return joined([volume, issue === undefined ? date : `(${issue})`], ' ');
  return issue === undefined ? [] : joined([issueLabel(issue), date], ' ');
}

const isFresh = ({ type, DOI, issued, volume, issue, page, number, 'container-title': name }: CslItem) =>
  type === 'article-journal' &&
  name !== undefined &&
  DOI !== undefined &&
  issued &&
  (volume ?? issue ?? page ?? number) === undefined;

/** `Late Edition`, `2nd ed.` */
function paperEdition({ edition }: CslItem): string {
  const label = capitalised(editionLabel(edition));
  return label === '' || /\bed/iu.test(label) ? label : `${label} Edition`;
}

function serialHost(item: CslItem, from: Source): Words {
  const name = from === 'container' ? [] : serialName(item);
  const paper = papers.has(item.type);
  const place = item.number ?? (paper ? '' : pageRanges(item.page ?? '', 'chicago'));
  const date = circled(fullDate(item.issued), item);
  if (paper) {
    return joined([name, joined([joined([date, paperEdition(item)], '. '), place], ', ')], ', ');
  }
  const numbers = run(item);
  if (numbers.length > 0) {
    return joined([name, joined([numbers, place], ': ')], item.volume === undefined ? ', ' : ' ');
  }
  const publisher = item.type === 'interview' || item.type === 'post-weblog' ? isolated(item.publisher) : [];
  return joined([name, isFresh(item) ? 'ahead of print' : '', publisher, date, place], ', ');
}

/** `4:101–28`, `vol. 4`, `101–28`. */
function placeInWhole({ volume, page }: CslItem): string {
  const pages = pageRanges(page ?? '', 'chicago');
  if (volume === undefined) return pages;
  if (isNumeric(volume) && pages !== '') return `${volume}:${pages}`;
  return [numbered(volume, 'vol'), pages].filter((part) => part !== '').join(', ');
}

function preposition(item: CslItem): string {
  if (item.type === 'broadcast' || item.type === 'motion_picture') return '';
  return item.type === 'chapter' && kind(item) !== '' ? 'to' : 'In';
}

function wholeHost(item: CslItem, from: Source): Words {
  if (item['container-title'] === undefined) return [];
  const container = from === 'container' ? [] : italic(headline(item['container-title'], item));
  const details: Part[] = [
    describesHost(item) ? kind(item) : '',
    hasOwnNumber(item) ? undefined : numberWords(item),
    editionLabel(item.edition),
    from === 'editor' ? undefined : helper('edited by', item.editor),
    from === 'translator' ? undefined : helper('translated by', item.translator),
    issueLabel(item.issue),
    placeInWhole(item),
  ];
  const whole = container.length === 0 ? [] : joined([preposition(item), container], ' ');
  return container.length === 0 && item.number === undefined && item.page === undefined
    ? begun(joined(details, ', '))
    : joined([whole, ...details], ', ');
}

/** An episode with its number stands behind its programme: `*Panorama*. Episode 17, “The War.”` */
export const isEpisode = ({ type, number, title: name, 'container-title': container }: CslItem) =>
  type === 'broadcast' && number !== undefined && name !== undefined && container !== undefined;

/** Programme, number, title and who helped. */
export function episode(item: CslItem, from: Source): Words {
  const container = from === 'container' ? [] : italic(headline(item['container-title'], item));
  const helpers = [
    helper('edited by', from === 'editor' ? undefined : item.editor),
    helper('translated by', item.translator),
  ];
  return joined([container, joined([numberWords(item), title(item), kind(item), ...helpers], ', ')], '. ');
}

/** What the source stands in, without the name that the reference begins with; pages of a site stand in nothing. */
export function host(item: CslItem, from: Source): Words {
  if (isSite(item)) return [];
  return isSerial(item) ? serialHost(item, from) : wholeHost(item, from);
}
