import type { CslItem, CslName } from '@/lib/domain/citation/citation';
import { referenceOf, type Reference, type Words } from '@/lib/domain/citation/reference';
import { fullDate, monthDay, yearText } from '@/lib/domain/citation/style/dates';
import {
  address,
  cleaned,
  hasMoreAuthors,
  headline,
  isEntry,
  isSerial,
  isSite,
  titleWords,
} from '@/lib/domain/citation/style/item';
import { capitalised, editionLabel, isNumeric, numbered } from '@/lib/domain/citation/style/labels';
import { isLegal, legalWords } from '@/lib/domain/citation/style/legal';
import { nameList, type ListLook } from '@/lib/domain/citation/style/names';
import { labelledPages, namesSeveral, pageRanges } from '@/lib/domain/citation/style/pages';
import { closed, enclosed, isolated, italic, joined, type Part } from '@/lib/domain/citation/style/parts';

const eras = { before: ' B.C.E.', after: ' C.E.' };
const inFront: ListLook = {
  word: '&',
  inverted: 'all',
  initials: true,
  particleLast: false,
  comma: 'always',
  cutFrom: 21,
  cutTo: 19,
  ellipsis: true,
};
const inside: ListLook = { ...inFront, inverted: 'none', comma: 'fromThree' };

/** What begins the reference, and which field it was taken from, so that it is not printed twice. */
type Lead = { readonly words: Words; readonly from: 'author' | 'editor' | 'publisher' | 'title' };

const whole: ReadonlySet<string> = new Set(['book', 'classic']);
const owned: ReadonlySet<string> = new Set(['webpage', 'software']);

function lead(item: CslItem): Lead {
  const { author, editor, publisher, 'container-title': container } = item;
  if (author) return { words: nameList(author, inFront, hasMoreAuthors(item)), from: 'author' };
  if (isEntry(item) && publisher !== undefined) return { words: isolated(publisher), from: 'publisher' };
  const partOfWhole = container !== undefined && (isEntry(item) || whole.has(item.type));
  if (editor && !partOfWhole) {
    const role = editor.length === 1 ? '(Ed.)' : '(Eds.)';
    return { words: joined([nameList(editor, inFront), role], ' '), from: 'editor' };
  }
  if (owned.has(item.type) && publisher !== undefined) return { words: isolated(publisher), from: 'publisher' };
  const words = item.title === undefined ? description(item) : joined([title(item), identifier(item)], ' ');
  return { words, from: 'title' };
}

/** Kinds whose date is printed with month and day. */
const dayTypes: ReadonlySet<string> = new Set([
  'article-magazine',
  'article-newspaper',
  'broadcast',
  'collection',
  'document',
  'event',
  'motion_picture',
  'pamphlet',
  'performance',
  'personal_communication',
  'post',
  'post-weblog',
  'song',
  'speech',
  'webpage',
]);
const talks: ReadonlySet<string> = new Set(['interview', 'paper-conference']);
const inVolume = ({ editor, issue, page, volume }: CslItem) => (editor ?? issue ?? page ?? volume) !== undefined;

const about = (words: string, { issued }: CslItem) => (issued?.circa && words !== '' ? `ca. ${words}` : words);
const yearWords = (item: CslItem) => about(yearText(item.issued, eras), item);

function dateWords(item: CslItem): string {
  const { issued, type } = item;
  if (!issued) return '(n.d.)';
  const year = yearWords(item);
  const days = dayTypes.has(type) || (talks.has(type) && !inVolume(item)) ? monthDay(issued) : '';
  return days === '' ? `(${year})` : `(${year}, ${days})`;
}

function title(item: CslItem): Words {
  const part = item['container-title'] !== undefined && !isSite(item);
  return titleWords(item, { set: part ? 'roman' : 'italic', cased: false });
}

const helper = (people: readonly CslName[] | undefined, one: string, many: string): Part =>
  people && joined([nameList(people, inside), people.length === 1 ? one : many], ', ');

/** `Working Paper No. 17`; a thesis names its kind elsewhere. */
function numberWords(item: CslItem): Words {
  const { number, genre } = item;
  if (number === undefined) return [];
  const kind = item.type === 'thesis' && genre !== undefined ? 'Publication' : headline(genre, item);
  return joined([kind, numbered(number, 'No')], ' ');
}

const withoutEdition: ReadonlySet<string> = new Set(['broadcast', 'event', 'performance', 'speech', 'patent']);

/** `2nd ed., Vol. 4, pp. 101–128`, for what is no part of a series. */
function edition(item: CslItem): Words {
  if (isSerial(item) || isSite(item) || withoutEdition.has(item.type)) return [];
  const volume = isNumeric(item.volume) ? numbered(item.volume, 'Vol') : capitalised(item.volume ?? '');
  const issue = item.issue && `${namesSeveral(item.issue) ? 'Issues' : 'Issue'} ${pageRanges(item.issue, 'full')}`;
  return joined([editionLabel(item.edition), volume, issue, labelledPages(item.page, 'full')], ', ');
}

/** Kinds that are numbered themselves, whatever they stand in. */
const numberedParts: ReadonlySet<string> = new Set(['broadcast', 'graphic', 'map', 'motion_picture']);

/** What follows the title in round brackets: who helped, number, edition. */
function identifier(item: CslItem, from?: Lead['from']): Words {
  const alone = item['container-title'] === undefined || isSite(item);
  const edited = alone && !isSerial(item) && from !== 'editor';
  const parts: Part[] = [
    edited ? helper(item.editor, 'Ed.', 'Eds.') : undefined,
    helper(item.translator, 'Trans.', 'Trans.'),
    alone || numberedParts.has(item.type) ? numberWords(item) : undefined,
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
const describesHost = (item: CslItem) =>
  item.title !== undefined &&
  item['container-title'] !== undefined &&
  (describedLater.has(item.type) || (sessions.has(item.type) && !inVolume(item)));

/** What kind of work it is, in square brackets. */
function description(item: CslItem): Words {
  const words = item.type === 'thesis' ? thesisKind(item) : kind(item);
  return enclosed(words, '[', ']');
}

const published = ({ DOI, URL }: CslItem) => (DOI ?? URL) !== undefined;
const thesisKind = (item: CslItem): Words =>
  joined([capitalised(item.genre ?? item.note ?? ''), published(item) ? isolated(item.publisher) : ''], ', ');

function serialHost(item: CslItem): Words {
  const volume = item.volume && pageRanges(item.volume, 'full');
  const run = [...italic(volume), ...enclosed(pageRanges(item.issue ?? '', 'full'), '(', ')')];
  const place = item.number === undefined ? pageRanges(item.page ?? '', 'full') : `Article ${item.number}`;
  return joined([italic(headline(item['container-title'], item)), run, place], ', ');
}

function wholeHost(item: CslItem, from: Lead['from']): Words {
  const container = item['container-title'];
  if (container === undefined) return [];
  const role = item.editor?.length === 1 ? '(Ed.)' : '(Eds.)';
  const by = from === 'editor' ? [] : nameList(item.editor, inside);
  const editors = by.length === 0 ? [] : joined([by, role], ' ');
  const number = numberedParts.has(item.type) ? undefined : numberWords(item);
  const identifiers = enclosed(joined([number, edition(item)], '; '), '(', ')');
  const kindOfHost = describesHost(item) ? description(item) : [];
  const preposition = item.type === 'song' ? 'On' : 'In';
  return joined([preposition, joined([editors, italic(container)], ', '), identifiers, kindOfHost], ' ');
}

/** Where the source stands and who published it. */
function host(item: CslItem, from: Lead['from']): Words {
  const { publisher } = item;
  const silent =
    from === 'publisher' ||
    (isSerial(item) && item.type !== 'interview') ||
    (item.type === 'thesis' && published(item));
  const site = isSite(item);
  const container = site ? [] : isSerial(item) ? serialHost(item) : wholeHost(item, from);
  const siteName = site ? isolated(headline(item['container-title'], item)) : [];
  return joined([container, silent ? [] : isolated(publisher), siteName], '. ');
}

/** The address, and when it was read if the source has no date. */
function finder(item: CslItem): Words {
  const link = address(item);
  const read = item.issued || item.DOI !== undefined ? '' : fullDate(item.accessed);
  return link.length === 0 || read === '' ? link : joined([`Retrieved ${read}`, joined(['from', link], ' ')], ', ');
}

function sentences(item: CslItem): Words {
  const first = lead(item);
  const named = item.title !== undefined;
  const ofKind = describesHost(item) ? [] : description(item);
  const work = joined(
    first.from === 'title'
      ? [named ? ofKind : identifier(item, first.from)]
      : [...(named ? [title(item), identifier(item, first.from), ofKind] : [ofKind, identifier(item, first.from)])],
    ' ',
  );
  return joined([first.words, dateWords(item), work, host(item, first.from)], '. ');
}

/**
 * A source as APA 7 prints it in a list of references (sources-and-import.md A13), as the public CSL style does for
 * en-US. Letters and interviews that nobody can look up, which that style leaves out, are printed like the others.
 */
export function apaReference(csl: CslItem): Reference {
  const item = cleaned(csl);
  const words = isLegal(item)
    ? legalWords(item, { full: about(fullDate(item.issued), item), year: yearWords(item) })
    : sentences(item);
  return referenceOf(joined([closed(words, '.'), finder(item)], ' '));
}
