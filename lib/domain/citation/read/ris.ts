import type { CslDate, CslName } from '@/lib/domain/citation/citation';
import { readIsbn, readIssn } from '@/lib/domain/citation/identifiers';
import { carriedBack } from '@/lib/domain/citation/read/parts/carried';
import {
  candidateOf,
  type Candidate,
  mostEntries,
  type Rough,
  unreadable,
} from '@/lib/domain/citation/read/parts/candidate';
import { isFuller, readRisDate } from '@/lib/domain/citation/read/parts/dates';
import { isOthers, readCommaName } from '@/lib/domain/citation/read/parts/names';

type Values = ReadonlyMap<string, readonly string[]>;

const types: Readonly<Record<string, string>> = {
  ...{ JOUR: 'article-journal', JFULL: 'article-journal', EJOUR: 'article-journal' },
  ...{ MGZN: 'article-magazine', NEWS: 'article-newspaper', ABST: 'article-journal', INPR: 'article-journal' },
  ...{ BOOK: 'book', EDBOOK: 'book', EBOOK: 'book', CHAP: 'chapter', ECHAP: 'chapter' },
  ...{ RPRT: 'report', THES: 'thesis', CONF: 'paper-conference', CPAPER: 'paper-conference' },
  ...{ ELEC: 'webpage', WEB: 'webpage', BLOG: 'post-weblog', ENCYC: 'entry-encyclopedia', DICT: 'entry-dictionary' },
  ...{ MAP: 'map', DATA: 'dataset', LEGAL: 'legislation', STAT: 'legislation', VIDEO: 'motion_picture' },
  ...{ MPCT: 'motion_picture', PCOMM: 'personal_communication', BILL: 'bill', CASE: 'legal_case', HEAR: 'hearing' },
  ...{ PAT: 'patent', UNPB: 'manuscript', COMP: 'software', FIGURE: 'figure', ART: 'graphic' },
};

type Entry = { readonly line: number; readonly values: Map<string, string[]>; closed: boolean };

/** The records of a file: tags with their values in order. Lines that begin with no tag go on with the value before. */
class Records {
  readonly entries: Entry[] = [];
  private open: Entry | null = null;
  private last: string[] | null = null;

  add(line: number, text: string): void {
    const [, tag, value = ''] = /^\s{0,8}([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$/u.exec(text) ?? [];
    if (tag === undefined) this.goOn(text.trim());
    else if (tag === 'ER') this.close();
    else this.put(line, tag, value.trim());
  }

  private goOn(text: string): void {
    if (this.last && text !== '') this.last[this.last.length - 1] = `${this.last.at(-1) ?? ''} ${text}`;
  }
  private close(): void {
    if (this.open) this.open.closed = true;
    this.open = null;
    this.last = null;
  }
  private put(line: number, tag: string, value: string): void {
    if (tag === 'TY' || !this.open) {
      this.open = { line, values: new Map(), closed: false };
      this.entries.push(this.open);
    }
    this.last = this.open.values.get(tag) ?? [];
    this.last.push(value);
    this.open.values.set(tag, this.last);
  }
}

function entriesOf(text: string): readonly Entry[] {
  const records = new Records();
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/u);
  for (const [at, line] of lines.entries()) records.add(at + 1, line);
  return records.entries;
}

const first = (values: Values, tags: string): string | undefined =>
  tags
    .split(' ')
    .flatMap((tag) => values.get(tag) ?? [])
    .find((value) => value !== '');
const all = (values: Values, tags: string): string[] => tags.split(' ').flatMap((tag) => values.get(tag) ?? []);

function peopleOf(values: Values, tags: string): CslName[] {
  return all(values, tags)
    .filter((text) => !isOthers(text))
    .flatMap((text) => readCommaName(text) ?? []);
}

/** Of several dates the fullest. */
function dateOf(values: Values, tags: string): CslDate | null {
  let best: CslDate | null = null;
  for (const text of all(values, tags)) {
    const date = readRisDate(text);
    if (date && (best === null || isFuller(date, best))) best = date;
  }
  return best;
}

function pagesOf(values: Values): string | undefined {
  const [from, to] = [first(values, 'SP'), first(values, 'EP')];
  if (from === undefined || to === undefined || from === to) return from ?? to;
  return /[-–—,]/u.test(from) ? from : `${from}-${to}`;
}

/** `SN` holds an ISBN if one fits, else an ISSN. */
function numbersOf(values: Values): Rough {
  const given = all(values, 'SN').flatMap((text) => [text, ...text.split(/[;,]| \(/u)]);
  const isbn = given.map(readIsbn).find((one) => one.ok)?.value;
  const issn = given.map(readIssn).find((one) => one.ok)?.value;
  const lost = isbn === undefined && issn === undefined ? first(values, 'SN') : undefined;
  return { ISBN: isbn, ISSN: issn, ...(lost === undefined ? {} : { SN: lost }) };
}

const isPubMed = (values: Values) => /pubmed|medline|nlm/iu.test(all(values, 'DB DP').join(' '));
function titlesOf(values: Values, type: string): Rough {
  const isBook = type === 'book';
  return {
    title: first(values, isBook ? 'TI T1 CT BT' : 'TI T1 CT'),
    'container-title': first(values, isBook ? 'T2 JF JO J2 JA' : 'T2 JF JO BT J2 JA'),
  };
}

/** Tags that are read into a member of their own; the others are kept as they are. */
const used: ReadonlySet<string> = new Set(
  (
    'TY ID AU A1 A2 ED A3 A4 TI T1 CT BT T2 JF JO J2 JA PY Y1 DA Y2 VL IS ET PB CY PP LA SP EP SN DO UR LK L1 L2 M1 M3 ' +
    'AN DB DP N1 C8 AB N2 KW ER'
  ).split(' '),
);

function asideOf(values: Values, isArticle: boolean): Rough {
  const rest = [...values].filter(([tag]) => !used.has(tag)).map(([tag, kept]) => [tag, kept.join('; ')]);
  const abstract = first(values, 'AB N2');
  const keyword = all(values, 'KW').join('; ');
  return {
    ...(Object.fromEntries(rest) as Rough),
    ...(abstract === undefined ? {} : { abstract }),
    ...(keyword === '' ? {} : { keyword }),
    ...(isArticle && values.has('A2') ? { 'read-editor': all(values, 'A2').join('; ') } : {}),
    ...(values.has('A3') ? { 'collection-editor': all(values, 'A3').join('; ') } : {}),
  };
}

function roughOf(values: Values): Rough {
  const type = types[first(values, 'TY') ?? ''] ?? 'document';
  const isArticle = type === 'article-journal';
  const more = all(values, 'AU A1').some(isOthers);
  const accession = first(values, 'AN');
  const url = all(values, 'UR LK L2')
    .flatMap((text) => text.split(/\s*;\s*/u))
    .find((text) => /^https?:/iu.test(text));
  const custom = { ...asideOf(values, isArticle), ...(more ? { moreAuthors: true } : {}) };
  return {
    type,
    ...titlesOf(values, type),
    author: peopleOf(values, 'AU A1'),
    editor: peopleOf(values, isArticle ? 'ED' : 'ED A2'),
    translator: peopleOf(values, 'A4'),
    issued: dateOf(values, 'DA PY Y1'),
    accessed: dateOf(values, 'Y2'),
    publisher: first(values, 'PB'),
    'publisher-place': first(values, 'CY PP'),
    volume: first(values, 'VL'),
    issue: first(values, 'IS'),
    page: pagesOf(values),
    edition: first(values, 'ET'),
    number: first(values, 'M1'),
    genre: first(values, 'M3'),
    language: first(values, 'LA'),
    ...numbersOf(values),
    DOI: first(values, 'DO'),
    ...(isPubMed(values) && /^[1-9]\d{0,7}$/u.test(accession ?? '') ? { PMID: accession } : {}),
    URL: url,
    note: all(values, 'N1').join(' '),
    ...(Object.keys(custom).length > 0 ? { custom } : {}),
  };
}

function read({ line, values, closed }: Entry): Candidate {
  const name = first(values, 'ID') ?? '';
  const kind = first(values, 'TY');
  if (kind === undefined) return unreadable(line, name, 'It does not begin with a TY line.');
  const warnings = [
    ...(closed ? [] : ['It has no ER line; it was taken to end where the next begins.']),
    ...(types[kind] === undefined && kind !== 'GEN'
      ? [`The kind “${kind.slice(0, 20)}” is not known; it was read as a document.`]
      : []),
  ];
  return carriedBack(candidateOf(line, name, roughOf(values), warnings), first(values, 'C8'));
}

/**
 * Sources of a RIS file (sources-and-import.md B5). Tolerates one blank before the hyphen, wrapped values, any line ends, a
 * mark of byte order, and a missing `ER`. Never throws; time grows with the length of the text.
 */
export function readRis(text: string): Candidate[] {
  return entriesOf(text)
    .slice(0, mostEntries + 1)
    .map(read);
}
