import type { CslItem, CslName, Locator, LocatorLabel } from '@/lib/domain/citation/citation';
import { naturalName } from '@/lib/domain/citation/csl';
import { formatDate } from '@/lib/domain/citation/dates';
import { hyphenateIsbn } from '@/lib/domain/citation/identifiers';
import { sourceLinks } from '@/lib/domain/citation/links';
import {
  apart,
  plain,
  referenceOf,
  type Reference,
  type ReferenceNode,
  type Words as Sentence,
} from '@/lib/domain/citation/reference';
import { nth } from '@/lib/domain/citation/style/labels';

export type { ReferenceNode } from '@/lib/domain/citation/reference';
/** `locator`: a place, already formatted, that ends the reference. */
export type HouseOptions = { readonly locator?: string };

/** Kinds that are a part of something: their titles stand in quotation marks. */
const partTypes = new Set([
  'webpage',
  'post',
  'post-weblog',
  'article',
  'article-newspaper',
  'article-magazine',
  'article-journal',
  'chapter',
  'entry',
  'entry-dictionary',
  'entry-encyclopedia',
  'paper-conference',
  'speech',
  'interview',
  'review',
  'review-book',
  'personal_communication',
]);
const inBook = new Set(['chapter', 'entry', 'entry-dictionary', 'entry-encyclopedia', 'paper-conference']);
const inPaper = new Set(['article-newspaper', 'article-magazine']);

/** Up to four names; more become three "and others". */
function nameNodes(names: readonly CslName[], more: boolean): Sentence {
  const cut = names.length > 4 || more;
  const shown = names.slice(0, names.length > 4 ? 3 : 4).map((name) => apart(naturalName(name)));
  return shown
    .flatMap((node, at) => {
      if (at === 0) return [node];
      return [plain(at === shown.length - 1 && !cut ? ' and ' : ', '), node];
    })
    .concat(cut ? [plain(' and others')] : []);
}

const editors = (names: readonly CslName[]): Sentence => [
  ...nameNodes(names, false),
  plain(names.length === 1 ? ' (ed.)' : ' (eds.)'),
];

function makers(csl: CslItem): Sentence {
  if (csl.author && csl.author.length > 0) return nameNodes(csl.author, csl.custom?.['moreAuthors'] === true);
  if (csl.editor && csl.editor.length > 0 && !inBook.has(csl.type)) return editors(csl.editor);
  return [];
}

function title(csl: CslItem): Sentence {
  const href = sourceLinks(csl).title;
  const link = { isolate: true, ...(href && { href }), ...(csl.language && { lang: csl.language }) } as const;
  if (csl.title === undefined) return csl.note === undefined ? [] : [{ text: csl.note, ...link }];
  if (!partTypes.has(csl.type)) return [{ text: csl.title, italic: true, ...link }];
  return [plain('“'), { text: csl.title, ...link }, plain('”')];
}

const ordinal = (edition: string) => {
  if (/^\d+$/u.test(edition)) return `${nth(edition)} ed.`;
  return /ed(?:ition|\.)/iu.test(edition) ? edition : `${edition} ed.`;
};

const dash = (range: string) => range.replaceAll(/(?<=[\p{L}\p{N}]) ?(?:-|–|--) ?(?=[\p{L}\p{N}])/gu, '–');
const several = (value: string) => /[–,;&]| and /u.test(dash(value));
const pages = (page: string) => `${several(page) ? 'pp.' : 'p.'} ${dash(page)}`;

/** Joins what is there with ", ". */
const series = (parts: readonly (Sentence | string | undefined)[]): Sentence =>
  parts
    .map((part) => (typeof part === 'string' ? (part === '' ? [] : [plain(part)]) : (part ?? [])))
    .filter((part) => part.length > 0)
    .flatMap((part, at) => (at === 0 ? part : [plain(', '), ...part]));

const soleMaker = (csl: CslItem) => {
  const [only, second] = csl.author ?? [];
  return only && !second ? naturalName(only) : undefined;
};

/** `Place: Publisher`, left out where it repeats the only author or the container. */
function imprint(csl: CslItem): Sentence {
  const { publisher, 'publisher-place': place } = csl;
  if (publisher === undefined || publisher === soleMaker(csl) || publisher === csl['container-title']) return [];
  return [...(place === undefined ? [] : [plain(`${place}: `)]), apart(publisher)];
}

const when = (csl: CslItem) => formatDate(csl.issued) || 'no date';
const page = (csl: CslItem) => (csl.page === undefined ? undefined : pages(csl.page));
const volumeIssue = ({ volume, issue }: CslItem) =>
  volume === undefined
    ? issue === undefined
      ? ''
      : `no. ${issue}`
    : `${volume}${issue === undefined ? '' : `(${issue})`}`;

const work = (text: string | undefined): Sentence =>
  text === undefined ? [] : [{ text, italic: true, isolate: true }];

function bookHost(csl: CslItem): Sentence[] {
  const book = work(csl['container-title']);
  const by = csl.editor && csl.editor.length > 0 ? [...editors(csl.editor), plain(', ')] : [];
  return [book.length === 0 ? [] : [plain('In '), ...by, ...book], series([imprint(csl), when(csl), page(csl)])];
}

/** What a part stands in, and when it appeared. */
function partHost(csl: CslItem): Sentence[] {
  if (inBook.has(csl.type)) return bookHost(csl);
  const container = csl['container-title'];
  if (csl.type === 'article-journal') {
    const run = volumeIssue(csl);
    return [series([[...work(container), ...(run === '' ? [] : [plain(` ${run}`)])], when(csl), page(csl)])];
  }
  if (inPaper.has(csl.type)) {
    const issue = csl.type === 'article-magazine' ? volumeIssue(csl) : '';
    return [series([work(container), issue, when(csl), page(csl)])];
  }
  const site = container === undefined || container === soleMaker(csl) ? [] : [apart(container)];
  return [series([csl.genre, site, imprint(csl), when(csl), page(csl)])];
}

const helped = (words: string, people: readonly CslName[] | undefined): Sentence =>
  people === undefined || people.length === 0 ? [] : [plain(`${words} `), ...nameNodes(people, false)];

/** `Working paper no. 17`, `No. 17`, `Working paper`. */
function numbered({ genre, number }: CslItem): Sentence {
  if (number === undefined) return genre === undefined ? [] : [plain(genre)];
  return [plain(genre === undefined ? `No. ${number}` : `${genre} no. ${number}`)];
}

/** Who helped, which edition, what number, which series, and when a whole work appeared. */
function wholeHost(csl: CslItem): Sentence[] {
  const container = csl['container-title'];
  const run = volumeIssue(csl);
  return [
    csl.author && csl.author.length > 0 ? helped('Edited by', csl.editor) : [],
    helped('Translated by', csl.translator),
    csl.edition === undefined ? [] : [plain(ordinal(csl.edition))],
    numbered(csl),
    container === undefined ? [] : [apart(container), ...(run === '' ? [] : [plain(` ${run}`)])],
    series([imprint(csl), when(csl), page(csl)]),
  ];
}

/** DOI, else ISBN, else address; and when the address was read. */
function finder(csl: CslItem): Sentence[] {
  if (csl.DOI !== undefined) {
    const href = `https://doi.org/${csl.DOI}`;
    return [[{ text: `doi:${csl.DOI}`, ...(sourceLinks(csl).title === href && { href }) }]];
  }
  const read = formatDate(csl.accessed);
  const accessed = csl.URL === undefined || read === '' ? [] : [plain(`Accessed ${read}`)];
  if (csl.ISBN !== undefined) return [[plain(`ISBN ${hyphenateIsbn(csl.ISBN)}`)], accessed];
  return [csl.URL === undefined ? [] : [{ text: csl.URL, printOnly: true }], accessed];
}

/** Ends each sentence with a full stop unless its words end with one. An address that only print shows takes its stop and blank along. */
function assemble(sentences: readonly Sentence[]): ReferenceNode[] {
  return sentences
    .filter((sentence) => sentence.length > 0)
    .flatMap((sentence, at) => {
      const words = sentence.map(({ text }) => text).join('');
      const last = sentence.at(-1);
      const stop = /[.?!]”?$/u.test(words) && !last?.printOnly ? '' : '.';
      const lead = at === 0 ? '' : ' ';
      if (last?.printOnly) return [{ ...last, text: `${lead}${last.text}${stop}` }];
      return [...(lead === '' ? [] : [plain(lead)]), ...sentence, ...(stop === '' ? [] : [plain(stop)])];
    });
}

/**
 * A source as Stet's lists print it (house style, sources-and-import.md A12): runs for the screen and the plain text
 * with addresses spelled out.
 */
export function houseReference(csl: CslItem, options: HouseOptions = {}): Reference {
  const host = partTypes.has(csl.type) ? partHost(csl) : wholeHost(csl);
  const place = options.locator ? [plain(options.locator)] : [];
  return referenceOf(assemble([makers(csl), title(csl), ...host, ...finder(csl), place]));
}

const labels: Record<LocatorLabel, readonly [one: string, many: string]> = {
  page: ['p.', 'pp.'],
  chapter: ['ch.', 'chs.'],
  section: ['sec.', 'secs.'],
  paragraph: ['para.', 'paras.'],
  article: ['art.', 'arts.'],
  volume: ['vol.', 'vols.'],
  issue: ['no.', 'nos.'],
  part: ['pt.', 'pts.'],
  column: ['col.', 'cols.'],
  line: ['l.', 'll.'],
  verse: ['v.', 'vv.'],
  folio: ['fol.', 'fols.'],
  figure: ['fig.', 'figs.'],
  table: ['table', 'tables'],
  note: ['n.', 'nn.'],
  timestamp: ['', ''],
};

/** Places in a source as printed: `p. 12`, `pp. 12–14`, `ch. 3, art. 5`, `00:12:30`; empty for none. */
export function formatLocators(locators: readonly Locator[]): string {
  return locators
    .map(({ label, value }) => {
      const [one, many] = labels[label];
      return `${several(value) ? many : one} ${dash(value)}`.trim();
    })
    .join(', ');
}
