import type { CslDate, CslItem, Locator } from '@/lib/domain/citation/citation';
import { readDate } from '@/lib/domain/citation/dates';
import { readDoi, readIsbn, readIssn, readPmid, readUrl, type Identifier } from '@/lib/domain/citation/identifiers';
import { linkStates } from '@/lib/domain/citation/links';
import { languageCode } from '@/lib/domain/citation/read/cite-template-language';
import { namesOf, type Take } from '@/lib/domain/citation/read/cite-template-names';
import type { Template } from '@/lib/domain/citation/read/cite-template-parts';
import { typeOf } from '@/lib/domain/citation/read/cite-template-type';
import { plainWords } from '@/lib/domain/citation/read/cite-template-words';
import { readPlace } from '@/lib/domain/citation/read/place';

type Fields = Record<string, unknown>;
/** A record on its way: not yet checked. */
export type Draft = {
  readonly csl: Fields & { readonly type: string };
  readonly warnings: readonly string[];
  readonly locators: readonly Locator[];
  readonly quote: string;
};

/** The parameters of a template; remembers which were asked for, so that the others can be kept. */
class Reader {
  readonly warnings: string[] = [];
  private readonly values = new Map<string, string>();
  private readonly asked = new Set<string>();
  private lost: string[] = [];

  constructor({ parameters }: Template) {
    for (const { name, value } of parameters) {
      if (value === '') continue;
      if (this.values.has(name)) this.lost.push(`${name}: ${plainWords(value)}`);
      else this.values.set(name, value);
    }
  }

  /** The words of the first of these parameters that is filled in; empty when none is. All of them count as read. */
  readonly take: Take = (...names) => {
    const found = names.find((name) => this.values.has(name));
    if (found !== undefined) this.asked.add(found);
    return found === undefined ? '' : plainWords(this.values.get(found) ?? '');
  };

  /** An address as written, since it may hold signs of markup. */
  address(...names: readonly string[]): string {
    const found = names.find((name) => this.values.has(name));
    if (found !== undefined) this.asked.add(found);
    return (this.values.get(found ?? '') ?? '').replaceAll(/<!--[^]*?-->/gu, '').trim();
  }

  /** What nobody asked for, by its own name. */
  rest(): Fields {
    const left = [...this.values].filter(([name]) => !this.asked.has(name) && /^[a-z0-9][a-z0-9-]{0,60}$/u.test(name));
    const odd = [...this.values].filter(([name]) => !this.asked.has(name) && !/^[a-z0-9][a-z0-9-]{0,60}$/u.test(name));
    const words = [...this.lost, ...odd.map(([name, value]) => `${name}: ${plainWords(value)}`)];
    const unnamed = left.filter(([name]) => /^\d+$/u.test(name)).map(([, value]) => plainWords(value));
    if (unnamed.length > 0)
      this.warnings.push(`“${unnamed.join(' ')}” has no name in the citation. It was kept aside.`);
    if (this.lost.length > 0)
      this.warnings.push(`The citation names ${this.lost.join(', ')} twice. The first was taken.`);
    return {
      ...Object.fromEntries(left.map(([name, value]) => [name, plainWords(value).slice(0, 2000)])),
      ...(words.length > 0 ? { words } : {}),
    };
  }
}

const filled = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined && value !== null),
  );

/** Titles are one line of at most 500 characters; what is longer is cut here and whole in `custom`. */
const cut = (text: string) => (text.length <= 500 ? text : `${text.slice(0, 499).trimEnd()}…`);

const hosts: Readonly<Record<string, readonly string[]>> = {
  'entry-encyclopedia': ['encyclopedia', 'encyclopaedia', 'dictionary', 'work'],
  'paper-conference': ['book-title', 'conference', 'work', 'series'],
};
const anyHost = ['journal', 'newspaper', 'magazine', 'work', 'website', 'periodical', 'series', 'agency'];

/** The title of a part, and that of the whole that it stands in. */
function titlesOf(type: string, { take }: Reader): Fields {
  const script = take('script-title').replace(/^[a-z]{2,3}: ?/u, '');
  const own = take('title').replace(/^none$/u, '') || script || take('trans-title');
  const part = take('chapter', 'contribution', 'entry', 'article');
  if (type === 'chapter' && part !== '') return { title: part, 'container-title': own };
  const container = take(...(hosts[type] ?? anyHost));
  if (part === '' || container !== '') return { title: own || part, 'container-title': container };
  return { title: part, 'container-title': own };
}

function datesOf(reader: Reader): Fields {
  const { take, warnings } = reader;
  const read = (text: string): CslDate | null => {
    const date = readDate(text);
    if (date?.literal !== undefined) warnings.push(`The date “${date.literal}” could not be read for certain.`);
    return date?.literal === undefined ? date : { literal: date.literal.slice(0, 100) };
  };
  const year = take('year');
  const month = take('month');
  const issued = take('date') || (month !== '' && year !== '' ? `${month} ${year}` : year) || take('publication-date');
  return { issued: read(issued), accessed: read(take('access-date', 'accessdate')) };
}

function identifiersOf(reader: Reader): { fields: Fields; custom: Fields } {
  const custom: Fields = {};
  const read = (name: string, value: string, form: (text: string) => Identifier) => {
    if (value === '') return undefined;
    const found = form(value);
    if (found.ok) return found.value;
    reader.warnings.push(`${value.slice(0, 80)} is no ${name} that fits. ${found.message}`);
    custom[name.toLowerCase()] = value;
    return undefined;
  };
  const { take } = reader;
  const [pmc, pmid] = [take('pmc'), take('pmid')];
  const url = reader.address('url', 'chapter-url', 'contribution-url', 'article-url', 'map-url', 'entry-url');
  const archive = read('archived address', reader.address('archive-url', 'archiveurl'), readUrl);
  return {
    fields: {
      DOI: read('DOI', reader.address('doi'), readDoi),
      ISBN: read('ISBN', take('isbn', 'isbn13'), readIsbn),
      ISSN: read('ISSN', take('issn', 'eissn'), readIssn),
      PMID: read('PubMed number', /^\d+$/u.test(pmid) ? `pmid:${pmid}` : pmid, readPmid),
      URL: read('address', url, readUrl),
    },
    custom: {
      ...custom,
      ...filled({ archiveUrl: archive, archiveDate: take('archive-date', 'archivedate').slice(0, 100) }),
      ...(archive === undefined ? {} : { urlStatus: linkState(reader) }),
      ...(pmc === '' ? {} : { pmcid: `PMC${pmc.replace(/^pmc/iu, '')}` }),
    },
  };
}

/** What became of the address. Wikipedia takes an address with an archived copy for dead unless it says otherwise. */
function linkState({ take }: Reader): string {
  const dead = take('dead-url', 'deadurl').toLowerCase();
  const status = take('url-status').toLowerCase();
  if (dead === 'no') return 'live';
  return (
    linkStates.find((state) => status === state || status.startsWith(`${state} `)) ??
    (status === '' ? 'dead' : 'unchecked')
  );
}

/** Kinds whose pages are the place of a use: the citing text means that page of the whole. */
const whole = new Set([
  'book',
  'report',
  'thesis',
  'webpage',
  'document',
  'map',
  'motion_picture',
  'broadcast',
  'speech',
]);

function pagesOf(
  type: string,
  { take, warnings }: Reader,
): { page?: string; locators: readonly Locator[]; at?: string } {
  const page = take('pages', 'page', 'pp', 'p');
  const written = page === '' ? take('at', 'time', 'minutes') : page;
  if (written === '') return { locators: [] };
  if (!whole.has(type) && page !== '') return { page: page.replaceAll(/\s*[–—−]\s*/gu, '-'), locators: [] };
  const locators = readPlace(written, page === '' ? null : 'page');
  if (locators.length > 0) return { locators };
  warnings.push(`The place “${written}” could not be read. It was kept aside.`);
  return { locators: [], at: written };
}

function peopleOf({ take }: Reader): { fields: Fields; custom: Fields } {
  const [author, editor, translator] = [namesOf('author', take), namesOf('editor', take), namesOf('translator', take)];
  const list = (names: typeof author) => (names.names.length === 0 ? undefined : names.names);
  const fields = filled({ author: list(author), editor: list(editor), translator: list(translator) });
  return { fields, custom: author.more ? { moreAuthors: true } : {} };
}

const ofEdition = (text: string) => text.replace(/ (?:ed\.?|edition)$/iu, '');

/** The fields of a citation template as a draft of a CSL item (sources-and-import.md B3). */
export function citeFields(template: Template): Draft {
  const reader = new Reader(template);
  const { take } = reader;
  const type = typeOf(template.name, take);
  const people = peopleOf(reader);
  const ids = identifiersOf(reader);
  const { locators, ...pages } = pagesOf(type, reader);
  const language = take('language', 'lang');
  const code = language === '' ? null : languageCode(language);
  if (language !== '' && code === null) reader.warnings.push(`The language “${language}” is not known.`);
  const titles = titlesOf(type, reader);
  const fields: Fields = {
    ...titles,
    ...people.fields,
    ...datesOf(reader),
    publisher: take('publisher', 'institution', 'network', 'station'),
    'publisher-place': take('location', 'place', 'publication-place'),
    ...{ volume: take('volume'), issue: take('issue', 'number'), page: pages.page },
    ...{ edition: ofEdition(take('edition')), genre: take('type', 'degree'), language: code, ...ids.fields },
  };
  const quote = take('quote', 'quotation');
  const { at } = pages;
  const long = Object.entries(fields).filter(([, value]) => typeof value === 'string' && value.length > 500);
  const custom = {
    ...reader.rest(),
    ...people.custom,
    ...ids.custom,
    ...filled({ at, language: code === null ? language : '' }),
    ...Object.fromEntries(long),
  };
  const short = long.filter(([field]) => field !== 'URL').map(([field, value]) => [field, cut(String(value))] as const);
  const csl = filled({ ...fields, ...Object.fromEntries(short) });
  const draft: CslItem = { type };
  return {
    csl: { ...csl, ...draft, ...(Object.keys(custom).length > 0 ? { custom } : {}) },
    warnings: reader.warnings,
    locators,
    quote: quote.slice(0, 1000),
  };
}
