import type { CslItem, CslName } from '@/lib/domain/citation/citation';
import { plain, referenceOf, type Reference, type Words } from '@/lib/domain/citation/reference';
import { dayFirst, yearText } from '@/lib/domain/citation/style/dates';
import {
  address,
  cleaned,
  hasMoreAuthors,
  headline,
  isSerial,
  titleWords,
  type TitleLook,
} from '@/lib/domain/citation/style/item';
import { capitalised, editionLabel, isNumeric, issueLabel, numbered } from '@/lib/domain/citation/style/labels';
import { nameList, type ListLook } from '@/lib/domain/citation/style/names';
import { labelledPages } from '@/lib/domain/citation/style/pages';
import { begun, closed, enclosed, isolated, italic, joined, type Part } from '@/lib/domain/citation/style/parts';

const inFront: ListLook = {
  word: 'and',
  inverted: 'first',
  initials: false,
  particleLast: false,
  comma: 'always',
  cutFrom: 3,
  cutTo: 1,
  ellipsis: false,
};
const inside: ListLook = { ...inFront, inverted: 'none', comma: 'fromThree' };

/** What begins the reference, and which people it names, so that they are not printed twice. */
type Lead = { readonly words: Words; readonly from?: 'editor' | 'translator' };

function lead(item: CslItem): Lead {
  const { author, editor, translator } = item;
  if (author) return { words: nameList(author, inFront, hasMoreAuthors(item)) };
  const role = (people: readonly CslName[], one: string) =>
    joined([nameList(people, inFront), people.length === 1 ? one : `${one}s`], ', ');
  if (editor) return { words: role(editor, 'editor'), from: 'editor' };
  return translator ? { words: role(translator, 'translator'), from: 'translator' } : { words: [] };
}

const laws: ReadonlySet<string> = new Set(['bill', 'legislation', 'regulation', 'treaty']);
const wholes: ReadonlySet<string> = new Set(['book', 'classic', 'graphic', 'hearing', 'map', 'periodical']);
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
]);

function titleLook({ type, 'container-title': whole }: CslItem): TitleLook {
  if (laws.has(type)) return { set: 'roman', cased: true };
  if (type === 'legal_case' || wholes.has(type)) return { set: 'italic', cased: type !== 'legal_case' };
  return { set: whole !== undefined || loose.has(type) ? 'quotes' : 'italic', cased: type !== 'post' };
}

/** The title, or the description that a source without title has; then what kind of work it is. */
function title(item: CslItem): Words {
  const { genre, number, note, type } = item;
  const named = titleWords(item, titleLook(item));
  const kind = number !== undefined || type === 'thesis' ? '' : capitalised(genre ?? '');
  const described = named.length === 0 && kind === '' && note !== undefined ? [plain(capitalised(note))] : named;
  return joined([described, kind], '. ');
}

const helper = (verb: string, people: readonly CslName[] | undefined): Part =>
  people && joined([verb, nameList(people, inside)], ' ');

/** `Working paper no. 17`, `episode 17`. */
function numberWords({ number, genre, type }: CslItem): Words {
  if (number === undefined) return [];
  if (type === 'broadcast' && isNumeric(number)) return [plain(`${genre ?? 'episode'} ${number}`)];
  return joined([type === 'thesis' ? '' : genre, numbered(number, 'no')], ' ');
}

const yearTypes: ReadonlySet<string> = new Set(['book', 'chapter', 'motion_picture', 'paper-conference', 'thesis']);

function dateWords({ issued, type }: CslItem): string {
  const journal = type === 'article-journal';
  const text = yearTypes.has(type) ? yearText(issued) : dayFirst(issued, !journal);
  if (!issued?.circa || text === '') return text;
  return journal || yearTypes.has(type) ? `[${text}?]` : `Circa ${text}`;
}

function container(item: CslItem): Words {
  const place = isSerial(item) ? enclosed(item['publisher-place'], '[', ']') : [];
  return joined([italic(headline(item['container-title'], item)), place], ' ');
}

function publisher(item: CslItem): Words {
  if (item.type === 'thesis' || isSerial(item)) return [];
  return isolated(item.publisher ?? item['publisher-place']);
}

/** What the source stands in, who helped, which part of it, who published it, when, and where it is found. */
function host(item: CslItem, from: Lead['from']): Words {
  const whole = container(item);
  const verb = (word: string) => (whole.length > 0 ? word : capitalised(word));
  const volume = numbered(item.volume, 'vol');
  const parts = joined(
    [
      from === 'editor' ? '' : helper(verb('edited by'), item.editor),
      from === 'translator' ? '' : helper(verb('translated by'), item.translator),
      capitalised(editionLabel(item.edition)),
      volume,
      issueLabel(item.issue),
      numberWords(item),
      publisher(item),
      dateWords(item),
      labelledPages(item.page, 'two'),
    ],
    ', ',
  );
  return joined([whole, whole.length > 0 ? parts : begun(parts), address(item)], ', ');
}

function ending(item: CslItem): Words {
  const read = item.issued || (item.DOI ?? item.URL) === undefined ? '' : dayFirst(item.accessed);
  const school = item.type === 'thesis' ? [isolated(item.publisher), item.genre] : [];
  return joined([read === '' ? '' : `Accessed ${read}`, ...school], ', ');
}

/**
 * A source as MLA 9 prints it among the works cited (sources-and-import.md A13), as the public CSL style does for
 * en-US. The day of a speech and the volume of a book, which that style drops, are printed.
 */
export function mlaReference(csl: CslItem): Reference {
  const item = cleaned(csl);
  const { words, from } = lead(item);
  return referenceOf(closed(joined([words, title(item), host(item, from), ending(item)], '. '), '.'));
}
