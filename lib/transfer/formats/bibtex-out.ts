import type { CslDate, CslItem, CslName } from '@/lib/domain/citation/citation';
import { readBibtex } from '@/lib/domain/citation/read/bibtex';
import { carriedOver } from '@/lib/domain/citation/read/parts/carried';
import { tidied } from '@/lib/domain/citation/style/tidy';
import type { ExportEntry } from '@/lib/transfer/formats/csl-json-out';

type EntryType = readonly [type: string, subtype?: string];

/** BibTeX's word for a kind of source, and the biblatex subtype that tells it from others; else CSL's own word. */
const types: Readonly<Record<string, EntryType>> = {
  article: ['misc', 'article'],
  'article-journal': ['article'],
  'article-magazine': ['article', 'magazine'],
  'article-newspaper': ['article', 'newspaper'],
  chapter: ['incollection'],
  'entry-dictionary': ['inreference', 'entry-dictionary'],
  'entry-encyclopedia': ['inreference'],
  'paper-conference': ['inproceedings'],
  personal_communication: ['letter'],
  post: ['online', 'post'],
  'post-weblog': ['online', 'post-weblog'],
  report: ['techreport'],
  thesis: ['phdthesis'],
  webpage: ['online'],
};

const typeOf = ({ type, genre }: CslItem): EntryType =>
  type === 'thesis' && /\bmaster|\bM\.?\s?(?:A|Sc|Phil)\b/iu.test(genre ?? '')
    ? ['mastersthesis']
    : (types[type] ?? [type]);

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '#': '\\#',
  $: '\\$',
  '%': '\\%',
  '&': '\\&',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};
const lonelyBraces: Readonly<Record<string, string>> = { '{': '\\textbraceleft{}', '}': '\\textbraceright{}' };

/** Whether each brace has its partner: BibTeX counts them, even behind a backslash. */
function balanced(text: string): boolean {
  let depth = 0;
  for (const sign of text) {
    depth += sign === '{' ? 1 : sign === '}' ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** The text with LaTeX's own signs made harmless. */
function escaped(text: string): string {
  const braces = balanced(text) ? {} : lonelyBraces;
  return text.replaceAll(/[\\{}#$%&_^~]/gu, (sign) => ({ ...escapes, ...braces })[sign] ?? sign);
}

/** Addresses are not escaped; signs that would end the field or begin a formula are written as percent codes. */
const address = (url: string) =>
  url.replaceAll(/[\\{}$\s]/gu, (sign) => `%${sign.codePointAt(0)?.toString(16).toUpperCase() ?? ''}`);

const grouped = (text: string) => `{${escaped(text)}}`;
/** A part of a name, in braces where BibTeX would take it apart. */
const namePart = (text: string) => (/,|\band\b/iu.test(text) ? grouped(text) : escaped(text));

/** `Family, Jr., Given` for people, a body in braces. */
function nameText(person: CslName): string {
  if (person.literal !== undefined) return grouped(person.literal);
  const particle = person['non-dropping-particle'] ?? '';
  const glue = particle === '' || /[-’']$/u.test(particle) ? '' : ' ';
  const family = namePart(`${particle}${glue}${person.family ?? ''}`);
  const parts = [family, namePart(person.suffix ?? ''), namePart(person.given ?? '')];
  const said = parts.filter((part) => part !== '');
  return said.length === 1 && / /u.test(family) ? grouped(person.family ?? '') : said.join(', ');
}

function names(people: readonly CslName[] | undefined, more = false): string | undefined {
  if (!people) return undefined;
  return [...people.map(nameText), ...(more ? ['others'] : [])].join(' and ');
}

const digits = (part: number, length: number) => String(Math.abs(part)).padStart(length, '0');

/** A day as biblatex reads it (EDTF, where the year before 1 is 0): `2010-02-25`, `-0429`, `2015-21` for a spring. */
function isoDay(parts: readonly number[], { circa, season }: CslDate): string {
  const [year = 0, ...rest] = parts;
  const shown = year < 0 ? `${year === -1 ? '' : '-'}${digits(year + 1, 4)}` : digits(year, 4);
  const quarter = season !== undefined && rest.length === 0 ? [20 + season] : rest;
  return `${[shown, ...quarter.map((part) => digits(part, 2))].join('-')}${circa ? '~' : ''}`;
}

const isoDate = (date: CslDate | undefined): string | undefined =>
  date?.['date-parts']?.map((parts) => isoDay(parts, date)).join('/');

/** The year for programs that know no `date`; the words of a date that could not be read. */
function yearText(date: CslDate | undefined): string | undefined {
  const year = date?.['date-parts']?.[0]?.[0];
  if (year === undefined) return date?.literal && escaped(date.literal);
  return year < 0 ? `${-year} BCE` : String(year);
}

const ranges = (text: string) => escaped(text.replaceAll(/(?<=[\p{L}\p{N}]) ?[-–—]{1,2} ?(?=[\p{L}\p{N}])/gu, '--'));
/** Names of bodies and places are lists to BibTeX: one that has an "and" in it is held together. */
const listed = (text: string) => (/\band\b/iu.test(text) ? grouped(text) : escaped(text));

/** The field that holds what the source stands in. */
function containerField(entryType: string): string {
  if (entryType === 'article') return 'journal';
  return entryType === 'online' ? 'organization' : 'booktitle';
}
const publisherFields: Readonly<Record<string, string>> = {
  techreport: 'institution',
  phdthesis: 'school',
  mastersthesis: 'school',
};

const mended = (text: string | undefined, mend: (text: string) => string) => text && mend(text);

type Field = readonly [name: string, value: string | undefined];

function containerValue(text: string | undefined, field: string): string | undefined {
  if (field === 'journal') return mended(text, escaped);
  return mended(text, field === 'organization' ? listed : grouped);
}

/** Volume, issue and number: BibTeX calls the issue of a journal its number. */
function numberFields(item: CslItem, entryType: string): Field[] {
  const inJournal = entryType === 'article';
  return [
    ['volume', mended(item.volume, ranges)],
    [inJournal ? 'number' : 'issue', mended(item.issue, ranges)],
    [inJournal ? 'eid' : 'number', mended(item.number, escaped)],
    ['pages', mended(item.page, ranges)],
  ];
}

function fieldsOf(item: CslItem, [entryType, subtype]: EntryType): Field[] {
  const container = containerField(entryType);
  return [
    ['author', names(item.author, item.custom?.['moreAuthors'] === true)],
    ['editor', names(item.editor)],
    ['translator', names(item.translator)],
    ['title', mended(item.title, grouped)],
    ['entrysubtype', subtype],
    [container, containerValue(item['container-title'], container)],
    [publisherFields[entryType] ?? 'publisher', mended(item.publisher, listed)],
    ['address', mended(item['publisher-place'], listed)],
    ['date', isoDate(item.issued)],
    ['year', yearText(item.issued)],
    ...numberFields(item, entryType),
    ['edition', mended(item.edition, escaped)],
    ['version', mended(item.version, escaped)],
    ['eventtitle', mended(item['event-title'], escaped)],
    ['venue', mended(item['event-place'], escaped)],
    ['type', mended(item.genre, escaped)],
    ['language', mended(item.language, escaped)],
    ['doi', mended(item.DOI, address)],
    ['isbn', mended(item.ISBN, escaped)],
    ['issn', mended(item.ISSN, escaped)],
    ['eprint', mended(item.PMID, escaped)],
    ['eprinttype', item.PMID && 'pubmed'],
    ['url', mended(item.URL, address)],
    ['urldate', isoDate(item.accessed)],
    ['note', mended(item.note, escaped)],
  ];
}

/** Keys keep what BibTeX allows in them. */
const keyText = (key: string) => key.replaceAll(/[^\p{L}\p{N}:._/+-]/gu, '');

const written = (type: string, key: string, fields: readonly string[]) =>
  `@${keyText(type)}{${[keyText(key), ...fields].join(',\n')}\n}\n`;

/** One entry; what BibTeX has no field for stands in `xcsl`, so that reading the file gives the same record. */
function entryText({ key, csl }: ExportEntry): string {
  const item = tidied(csl);
  const type = typeOf(item);
  const fields = fieldsOf(item, type).flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []));
  const carried = carriedOver(item, readBibtex(written(type[0], key, fields))[0]?.csl ?? null);
  return written(type[0], key, carried === null ? fields : [...fields, `  xcsl = {${carried}}`]);
}

/**
 * Sources as a BibTeX file in UTF-8 (sources-and-import.md B4): titles in double braces, bodies in braces, `--` in ranges,
 * `date`, `urldate` and `year`. Newspapers, magazines and posts are told from journals and pages by `entrysubtype`.
 * `readBibtex` reads the same records out of it.
 */
export function writeBibtex(entries: readonly ExportEntry[]): string {
  return entries.map(entryText).join('\n');
}
