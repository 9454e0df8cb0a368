import type { CslItem } from '@/lib/domain/citation/citation';
import { referenceOf, type Reference, type Words } from '@/lib/domain/citation/reference';
import {
  describesHost,
  description,
  edition,
  identifier,
  inFront,
  inside,
  numberWords,
  title,
} from '@/lib/domain/citation/style/apa-title';
import { fullDate, monthDay, yearText } from '@/lib/domain/citation/style/dates';
import {
  address,
  cleaned,
  hasMoreAuthors,
  hasOwnNumber,
  headline,
  inVolume,
  isEntry,
  isOnline,
  isSerial,
  isSite,
} from '@/lib/domain/citation/style/item';
import { isLegal, legalWords } from '@/lib/domain/citation/style/legal';
import { nameList } from '@/lib/domain/citation/style/names';
import { pageRanges } from '@/lib/domain/citation/style/pages';
import { closed, enclosed, isolated, italic, joined } from '@/lib/domain/citation/style/parts';

const eras = { before: ' B.C.E.', after: ' C.E.' };
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
  const words = item.title === undefined ? description(item) : joined([title(item), identifier(item, false)], ' ');
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
const about = (words: string, { issued }: CslItem) => (issued?.circa && words !== '' ? `ca. ${words}` : words);
const yearWords = (item: CslItem) => about(yearText(item.issued, eras), item);

function dateWords(item: CslItem): string {
  const { issued, type } = item;
  if (!issued) return '(n.d.)';
  const year = yearWords(item);
  const days = dayTypes.has(type) || (talks.has(type) && !inVolume(item)) ? monthDay(issued) : '';
  return days === '' ? `(${year})` : `(${year}, ${days})`;
}

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
  const number = hasOwnNumber(item) ? undefined : numberWords(item);
  const identifiers = enclosed(joined([number, edition(item)], '; '), '(', ')');
  const kindOfHost = describesHost(item) ? description(item) : [];
  const preposition = item.type === 'song' ? 'On' : 'In';
  return joined([preposition, joined([editors, italic(container)], ', '), identifiers, kindOfHost], ' ');
}

/** Where the source stands and who published it. */
function host(item: CslItem, from: Lead['from']): Words {
  const { publisher } = item;
  const silent =
    from === 'publisher' || (isSerial(item) && item.type !== 'interview') || (item.type === 'thesis' && isOnline(item));
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

/** Title, number and kind, without what the reference begins with. */
function work(item: CslItem, from: Lead['from']): Words {
  const ofKind = describesHost(item) ? [] : description(item);
  if (from === 'title') return item.title === undefined ? identifier(item, false) : ofKind;
  const details = identifier(item, from === 'editor');
  return joined(item.title === undefined ? [ofKind, details] : [title(item), details, ofKind], ' ');
}

function sentences(item: CslItem): Words {
  const { words, from } = lead(item);
  return joined([words, dateWords(item), work(item, from), host(item, from)], '. ');
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
