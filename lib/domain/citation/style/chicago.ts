import type { CslItem, CslName } from '@/lib/domain/citation/citation';
import { plain, referenceOf, type Reference, type Words } from '@/lib/domain/citation/reference';
import { fullDate, monthDay, monthYear, yearText } from '@/lib/domain/citation/style/dates';
import {
  address,
  cleaned,
  hasMoreAuthors,
  headline,
  isEntry,
  isSerial,
  isSite,
  titleWords,
  type TitleLook,
} from '@/lib/domain/citation/style/item';
import { capitalised, editionLabel, isNumeric, issueLabel, numbered } from '@/lib/domain/citation/style/labels';
import { isLegal, legalWords } from '@/lib/domain/citation/style/legal';
import { nameList, type ListLook } from '@/lib/domain/citation/style/names';
import { pageRanges } from '@/lib/domain/citation/style/pages';
import { closed, enclosed, isolated, italic, joined, type Part } from '@/lib/domain/citation/style/parts';

const eras = { before: ' BC', after: ' AD' };
const inFront: ListLook = {
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

type Source = 'author' | 'editor' | 'translator' | 'publisher' | 'container' | 'title';
/** What begins the reference, and which field it was taken from, so that it is not printed twice. */
type Lead = { readonly words: Words; readonly from: Source };

/** The words with a capital, as a sentence begins. */
const begun = ([first, ...rest]: Words): Words =>
  first === undefined ? [] : [{ ...first, text: capitalised(first.text) }, ...rest];

const papers: ReadonlySet<string> = new Set(['article-magazine', 'article-newspaper']);
const owned: ReadonlySet<string> = new Set(['webpage', 'software']);

/** The container of a serial, with the place that tells it from others of its name. */
const serialName = (item: CslItem): Words =>
  joined([italic(headline(item['container-title'], item)), enclosed(item['publisher-place'], '(', ')')], ' ');

/** The name of the whole, where it stands for a missing author. */
function containerLead(item: CslItem): Words {
  const container = headline(item['container-title'], item);
  if (container === undefined) return [];
  if (papers.has(item.type)) return serialName(item);
  if (isEntry(item) || item.type === 'broadcast') return italic(container);
  return item.type === 'webpage' ? isolated(container) : [];
}

function makers(item: CslItem): Lead | undefined {
  const { author, editor, translator } = item;
  if (author) return { words: nameList(author, inFront, hasMoreAuthors(item)), from: 'author' };
  if (isEntry(item) && item['container-title'] !== undefined) return { words: containerLead(item), from: 'container' };
  if (editor) {
    const role = editor.length === 1 ? 'ed.' : 'eds.';
    return { words: joined([nameList(editor, inFront), role], ', '), from: 'editor' };
  }
  return translator && { words: joined([nameList(translator, inFront), 'trans.'], ', '), from: 'translator' };
}

function lead(item: CslItem): Lead {
  const people = makers(item);
  if (people) return people;
  if (owned.has(item.type) && item.publisher !== undefined)
    return { words: isolated(item.publisher), from: 'publisher' };
  const words = containerLead(item);
  return words.length > 0 ? { words, from: 'container' } : { words: title(item), from: 'title' };
}

const circled = (words: string, { issued }: CslItem) => (issued?.circa && words !== '' ? `[${words}?]` : words);
const yearWords = (item: CslItem) => circled(yearText(item.issued, eras), item);

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
function title(item: CslItem): Words {
  if (item.title !== undefined) return titleWords(item, titleLook(item));
  const text = item.number === undefined ? (item.genre ?? item.note) : item.note;
  return text === undefined || item.type === 'thesis' ? [] : [plain(capitalised(text))];
}

const sessions: ReadonlySet<string> = new Set(['event', 'performance', 'speech']);
const describedLater: ReadonlySet<string> = new Set(['document', 'report', 'software', 'standard']);
const inVolume = ({ editor, issue, page, volume }: CslItem) => (editor ?? issue ?? page ?? volume) !== undefined;

/** What kind of work it is, where the number, the title or the publisher does not say it. */
const kind = ({ title: name, genre, number, type }: CslItem): string =>
  name === undefined || number !== undefined || type === 'thesis' ? '' : capitalised(genre ?? '');

const describesHost = (item: CslItem) =>
  item['container-title'] !== undefined &&
  (describedLater.has(item.type) || (sessions.has(item.type) && !inVolume(item)));

const helper = (verb: string, people: readonly CslName[] | undefined): Part =>
  people && joined([verb, nameList(people, inside)], ' ');

/** `Working Paper No. 17`, `Episode 17`. */
function numberWords(item: CslItem): Words {
  const { number, genre, type } = item;
  if (number === undefined || type === 'thesis') return [];
  if (type === 'broadcast' && isNumeric(number)) return [plain(`${capitalised(genre ?? 'episode')} ${number}`)];
  return joined([headline(genre, item), numbered(number, 'No')], ' ');
}

const numberedParts: ReadonlySet<string> = new Set(['broadcast', 'graphic', 'map', 'motion_picture']);

/** What follows the title: number, edition, who helped, volume. */
function identifier(item: CslItem, from: Source): Words {
  const alone = item['container-title'] === undefined || isSite(item);
  const serial = isSerial(item);
  const editors = from === 'editor' || serial || !alone ? undefined : helper('Edited by', item.editor);
  const helped = alone || serial ? helper('Translated by', item.translator) : undefined;
  const whole = alone && !serial && !isSite(item);
  const volume = whole ? joined([capitalised(numbered(item.volume, 'Vol')), issueLabel(item.issue)], ', ') : [];
  return joined(
    [
      alone || numberedParts.has(item.type) ? numberWords(item) : undefined,
      alone && !papers.has(item.type) ? capitalised(editionLabel(item.edition)) : undefined,
      editors,
      from === 'translator' ? undefined : helped,
      begun(volume),
    ],
    '. ',
  );
}

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
    numberedParts.has(item.type) ? undefined : numberWords(item),
    editionLabel(item.edition),
    from === 'editor' ? undefined : helper('edited by', item.editor),
    from === 'translator' ? undefined : helper('translated by', item.translator),
    issueLabel(item.issue),
    placeInWhole(item),
  ];
  const host = container.length === 0 ? [] : joined([preposition(item), container], ' ');
  return container.length === 0 && item.number === undefined && item.page === undefined
    ? begun(joined(details, ', '))
    : joined([host, ...details], ', ');
}

/** An episode with its number stands behind its programme: `*Panorama*. Episode 17, “The War.”` */
const isEpisode = ({ type, number, title: name, 'container-title': container }: CslItem) =>
  type === 'broadcast' && number !== undefined && name !== undefined && container !== undefined;

function episode(item: CslItem, from: Source): Words {
  const container = from === 'container' ? [] : italic(headline(item['container-title'], item));
  const helpers = [
    helper('edited by', from === 'editor' ? undefined : item.editor),
    helper('translated by', item.translator),
  ];
  return joined([container, joined([numberWords(item), title(item), kind(item), ...helpers], ', ')], '. ');
}

const dayTypes: ReadonlySet<string> = new Set([
  'article',
  'broadcast',
  'collection',
  'dataset',
  'document',
  'event',
  'graphic',
  'manuscript',
  'map',
  'patent',
  'performance',
  'personal_communication',
  'post',
  'software',
  'song',
  'speech',
  'standard',
  'webpage',
]);
const isOnline = ({ DOI, URL }: CslItem) => (DOI ?? URL) !== undefined;

function publisherWords(item: CslItem, from: Source): Words {
  const { publisher, 'publisher-place': place, genre, type } = item;
  if (type === 'thesis') return joined([capitalised(genre ?? ''), isolated(publisher ?? place)], ', ');
  const preprint = type === 'article' && genre === undefined ? 'Preprint' : '';
  return joined([preprint, joined([place, from === 'publisher' ? [] : isolated(publisher)], ': ')], ', ');
}

/** Who published it where, and on which day of the year that stands in front. */
function publication(item: CslItem, from: Source): Words {
  if (isSerial(item)) return [];
  const dated = dayTypes.has(item.type) || (isEntry(item) && isOnline(item));
  const day = dated ? monthDay(item.issued) : '';
  const publisher = publisherWords(item, from);
  const site = isSite(item) && from !== 'container' ? isolated(headline(item['container-title'], item)) : [];
  if (item.type === 'broadcast' && !isOnline(item) && day !== '') {
    return joined([`Aired ${day}`, publisher.length === 0 ? [] : joined(['on', publisher], ' ')], ', ');
  }
  return joined([site, publisher, day], ', ');
}

function host(item: CslItem, from: Source): Words {
  if (isSite(item)) return [];
  return isSerial(item) ? serialHost(item, from) : wholeHost(item, from);
}

/** Title, kind and number, and what the source stands in. */
function work(item: CslItem, from: Source): Words {
  if (isEpisode(item)) return episode(item, from);
  const about = describesHost(item) ? '' : kind(item);
  const named = from === 'title' ? [] : title(item);
  const whole = host(item, from);
  const introduces = item.type === 'chapter' && about !== '' && whole.length > 0;
  return introduces
    ? joined([named, joined([about, whole], ' ')], '. ')
    : joined([named, about, identifier(item, from), whole], '. ');
}

function accessed(item: CslItem): string {
  const read = item.issued || item.DOI !== undefined || item.URL === undefined ? '' : fullDate(item.accessed);
  return read === '' ? '' : `Accessed ${read}`;
}

function sentences(item: CslItem): Words {
  const { words, from } = lead(item);
  const thesisNumber = item.type === 'thesis' ? enclosed(item.number, '(', ')') : [];
  return joined([words, yearWords(item) || 'n.d.', work(item, from), publication(item, from), thesisNumber], '. ');
}

/**
 * A source as the author-date style of the Chicago manual, 17th edition, prints it (sources-and-import.md A13), as the
 * public CSL style does for en-US. Titles of unsigned entries are capitalised like the others; sources that nobody can
 * look up, which that style leaves out, are printed.
 */
export function chicagoReference(csl: CslItem): Reference {
  const item = cleaned(csl);
  const words = isLegal(item)
    ? legalWords(item, { full: circled(fullDate(item.issued), item), year: yearWords(item) })
    : sentences(item);
  return referenceOf(closed(joined([words, accessed(item), address(item)], '. '), '.'));
}
