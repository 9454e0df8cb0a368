import type { CslItem } from '@/lib/domain/citation/citation';
import { referenceOf, type Reference, type Words } from '@/lib/domain/citation/reference';
import { circled, episode, host, isEpisode, serialName } from '@/lib/domain/citation/style/chicago-host';
import {
  describesHost,
  identifier,
  inFront,
  kind,
  papers,
  title,
  type Source,
} from '@/lib/domain/citation/style/chicago-title';
import { fullDate, monthDay, yearText } from '@/lib/domain/citation/style/dates';
import {
  address,
  cleaned,
  hasMoreAuthors,
  headline,
  isEntry,
  isOnline,
  isSerial,
  isSite,
} from '@/lib/domain/citation/style/item';
import { capitalised } from '@/lib/domain/citation/style/labels';
import { isLegal, legalWords } from '@/lib/domain/citation/style/legal';
import { nameList } from '@/lib/domain/citation/style/names';
import { closed, enclosed, isolated, italic, joined } from '@/lib/domain/citation/style/parts';

const eras = { before: ' BC', after: ' AD' };
/** What begins the reference, and which field it was taken from, so that it is not printed twice. */
type Lead = { readonly words: Words; readonly from: Source };

const owned: ReadonlySet<string> = new Set(['webpage', 'software']);

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

const yearWords = (item: CslItem) => circled(yearText(item.issued, eras), item);

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
