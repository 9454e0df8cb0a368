import type { CslDate, CslItem, CslName } from '@/lib/domain/citation/citation';
import { formatDate } from '@/lib/domain/citation/dates';
import { tidied } from '@/lib/domain/citation/style/tidy';
import { carriedOver } from '@/lib/domain/citation/read/parts/carried';
import { readRis } from '@/lib/domain/citation/read/ris';
import type { ExportEntry } from '@/lib/transfer/formats/csl-json-out';

/** What `TY` says of a kind of source; kinds without a word of their own are GEN. */
const types: Readonly<Record<string, string>> = {
  bill: 'BILL',
  figure: 'FIGURE',
  graphic: 'ART',
  hearing: 'HEAR',
  legal_case: 'CASE',
  manuscript: 'UNPB',
  patent: 'PAT',
  regulation: 'LEGAL',
  software: 'COMP',
  treaty: 'LEGAL',
  'article-journal': 'JOUR',
  'article-magazine': 'MGZN',
  'article-newspaper': 'NEWS',
  book: 'BOOK',
  chapter: 'CHAP',
  dataset: 'DATA',
  'entry-dictionary': 'DICT',
  'entry-encyclopedia': 'ENCYC',
  legislation: 'STAT',
  map: 'MAP',
  motion_picture: 'MPCT',
  'paper-conference': 'CPAPER',
  personal_communication: 'PCOMM',
  post: 'ELEC',
  'post-weblog': 'BLOG',
  report: 'RPRT',
  thesis: 'THES',
  webpage: 'ELEC',
};

/** `van der Berg, Jan-Piet`, `King, Martin Luther, Jr.`; a body as it is. */
function nameLine(person: CslName): string {
  if (person.literal !== undefined) return person.literal;
  const particle = person['non-dropping-particle'] ?? '';
  const family = `${particle}${particle === '' || /[-’']$/u.test(particle) ? '' : ' '}${person.family ?? ''}`;
  return [family, person.given ?? '', person.suffix ?? '']
    .filter((part, at) => part !== '' || (at === 1 && person.suffix !== undefined))
    .join(', ');
}

const two = (part: number | undefined) => (part === undefined ? '' : String(part).padStart(2, '0'));
const four = (year: number) => String(year).padStart(4, '0');
const plainYear = (date: CslDate | undefined) => date?.['date-parts']?.[0]?.[0];

/** `2010/02/25/`; what the four places cannot say stands in the last one: `2015///Spring 2015`, `///430 BCE`. */
function dateLine(date: CslDate): string {
  const [from, to] = date['date-parts'] ?? [];
  const [year, month, day] = from ?? [];
  if (year === undefined || year < 0) return `///${formatDate(date)}`;
  const simple = to === undefined && !date.circa && date.season === undefined;
  return `${four(year)}/${two(month)}/${two(day)}/${simple ? '' : formatDate(date)}`;
}

/** First and last page of one range; other pages are all at `SP`. */
function pageLines(page: string | undefined): Line[] {
  const [, first, last] = /^([\p{L}\p{N}]+) ?[-–—]{1,2} ?([\p{L}\p{N}]+)$/u.exec(page ?? '') ?? [];
  return [
    ['SP', first ?? page],
    ['EP', last],
  ];
}

type Line = readonly [tag: string, value: string | undefined];
const people = (tag: string, names: readonly CslName[] = []): Line[] => names.map((name) => [tag, nameLine(name)]);

function linesOf({ key, csl }: ExportEntry): Line[] {
  const item: CslItem = tidied(csl);
  const year = plainYear(item.issued);
  return [
    ['TY', types[item.type] ?? 'GEN'],
    ['ID', key.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()],
    ...people('AU', item.author),
    ['AU', item.custom?.['moreAuthors'] === true ? 'et al.' : undefined],
    ...people('ED', item.editor),
    ...people('A4', item.translator),
    ['TI', item.title],
    ['T2', item['container-title']],
    ['PY', year === undefined || year < 0 ? undefined : four(year)],
    ['DA', item.issued && dateLine(item.issued)],
    ['Y2', item.accessed && dateLine(item.accessed)],
    ['VL', item.volume],
    ['IS', item.issue],
    ...pageLines(item.page),
    ['ET', item.edition],
    ['M1', item.number],
    ['M3', item.genre],
    ['PB', item.publisher],
    ['CY', item['publisher-place']],
    ['LA', item.language],
    ['SN', item.ISBN],
    ['SN', item.ISSN],
    ['DO', item.DOI],
    ['AN', item.PMID],
    ['DB', item.PMID && 'PubMed'],
    ['UR', item.URL],
    ['N1', item.note],
  ];
}

const joined = (lines: readonly Line[]): string =>
  lines
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([tag, value = '']) => `${tag}  - ${value}\r\n`)
    .join('');

/** The lines of one source; what RIS has no tag for stands in `C8`, so that reading the file gives the same record. */
function recordOf(entry: ExportEntry): string {
  const lines = joined(linesOf(entry));
  const carried = carriedOver(tidied(entry.csl), readRis(lines)[0]?.csl ?? null);
  return `${lines}${carried === null ? '' : `C8  - ${carried}\r\n`}ER  - \r\n`;
}

/**
 * Sources as a RIS file (sources-and-import.md B5): lines end with CRLF, `TY` comes first and `ER` last, each person has
 * a line. Values are one line each, so that none can begin a tag. `readRis` reads the same records out of it.
 */
export function writeRis(entries: readonly ExportEntry[]): string {
  return entries.map(recordOf).join('\r\n');
}
