import type { CslDate } from '@/lib/domain/citation/citation';
import { readDate } from '@/lib/domain/citation/dates';
import type { BibEntry } from '@/lib/domain/citation/read/bibtex/syntax';
import { latexWords } from '@/lib/domain/citation/read/bibtex/latex';
import { bibNames, listOf } from '@/lib/domain/citation/read/bibtex/names';
import type { Rough } from '@/lib/domain/citation/read/parts/candidate';
import { isFuller, readEdtf } from '@/lib/domain/citation/read/parts/dates';

/** The fields of one entry, read as words; remembers which were asked for, so that the others can be kept. */
export class BibFields {
  private readonly asked = new Set<string>();
  readonly commands = new Set<string>();
  constructor(private readonly fields: BibEntry['fields']) {}

  /** The LaTeX of the first of these fields that is filled. */
  raw(...names: readonly string[]): string | undefined {
    for (const name of names) this.asked.add(name);
    return names.map((name) => this.fields.get(name)).find((value) => value !== undefined && value.trim() !== '');
  }
  words(...names: readonly string[]): string | undefined {
    const value = this.raw(...names);
    if (value === undefined) return undefined;
    const { words, hadCommands } = latexWords(value);
    if (hadCommands) this.commands.add(names[0] ?? '');
    return words;
  }
  /** Members of a list field, such as publishers, with commas between. */
  list(...names: readonly string[]): string | undefined {
    const value = this.raw(...names);
    return value === undefined
      ? undefined
      : listOf(value)
          .map((one) => latexWords(one).words)
          .join(', ');
  }
  /** What nobody asked for, in words. */
  get rest(): readonly (readonly [name: string, words: string])[] {
    return [...this.fields]
      .filter(([name, value]) => !this.asked.has(name) && !housekeeping.test(name) && value.trim() !== '')
      .map(([name, value]) => [name, latexWords(value).words]);
  }
}

/** Fields in which programs keep paths of their own and dates of their own. */
const housekeeping =
  /^(?:file|bdsk-.*|date-(?:added|modified)|owner|timestamp|__markedentry|local-.*|options|ids|key|sortname|xref|crossref)$/u;

const types: Readonly<Record<string, string>> = {
  ...{ article: 'article-journal', periodical: 'periodical', suppperiodical: 'article-journal' },
  ...{ book: 'book', mvbook: 'book', collection: 'book', mvcollection: 'book', proceedings: 'book', reference: 'book' },
  ...{ booklet: 'pamphlet', inbook: 'chapter', incollection: 'chapter', suppbook: 'chapter', bookinbook: 'chapter' },
  ...{ inproceedings: 'paper-conference', conference: 'paper-conference', techreport: 'report', report: 'report' },
  ...{ phdthesis: 'thesis', mastersthesis: 'thesis', thesis: 'thesis', online: 'webpage', electronic: 'webpage' },
  ...{ www: 'webpage', inreference: 'entry-encyclopedia', letter: 'personal_communication', movie: 'motion_picture' },
  ...{ video: 'motion_picture', unpublished: 'manuscript', jurisdiction: 'legal_case' },
};

/** Kinds of CSL that an `entrysubtype` may name; ours are written so. */
const subtypes: Readonly<Record<string, string>> = { newspaper: 'article-newspaper', magazine: 'article-magazine' };

/** CSL's kind for an entry. `isKind` knows CSL's own words. */
export function kindOf({ type, fields }: BibEntry, isKind: (word: string) => boolean): string {
  const subtype = fields.get('entrysubtype')?.toLowerCase() ?? '';
  if (subtypes[subtype] !== undefined && type === 'article') return subtypes[subtype];
  if (isKind(subtype)) return subtype;
  if (type === 'misc') return fields.has('url') ? 'webpage' : 'document';
  return types[type] ?? (isKind(type) ? type : 'document');
}

const monthNumber = (text: string): string => {
  const found = readDate(`${text.replace(/\.$/u, '')} 2000`)?.['date-parts']?.[0]?.[1];
  return /^\d{1,2}$/u.test(text) ? text.padStart(2, '0') : found === undefined ? '' : String(found).padStart(2, '0');
};

const two = (text: string) => (text === '' ? '' : text.padStart(2, '0'));

/** Month and day of `may`, `5`, `feb 25`, `25 feb`; both empty where it is none of these. */
function monthAndDay(text: string): readonly [month: string, day: string] {
  const [one = '', other = '', ...more] = text.split(/[\s.,]+/u).filter(Boolean);
  if (more.length > 0) return ['', ''];
  const isDayFirst = /^\d/u.test(one) && (Number(one) > 12 || /^\p{L}/u.test(other));
  const [month, day] = isDayFirst ? [other, one] : [one, other];
  return [monthNumber(month), /^\d{1,2}$/u.test(day) ? day : ''];
}

/** A year with the month and the day of older files. */
function countedDate(year: string, month: string, day: string): CslDate | null {
  if (!/^\d{4}$/u.test(year)) return readDate(year);
  const [monthText, told] = monthAndDay(month);
  const dayText = monthText === '' ? '' : two(day || told);
  return readEdtf([year, monthText, dayText].filter(Boolean).join('-'));
}

/** `date`, else `year` with `month` and `day`; of both the fuller. */
export function issuedOf(fields: BibFields): CslDate | null {
  const [year = '', month = '', day = ''] = ['year', 'month', 'day'].map((name) => fields.words(name));
  const counted = countedDate(year, month, /^\d{1,2}$/u.test(day) ? day : '');
  const exact = readEdtf(addressOf(fields.raw('date', 'issuedate')) ?? '');
  return exact && (!counted || !isFuller(counted, exact)) ? exact : counted;
}

/** Names that babel has for languages. */
const languages: Readonly<Record<string, string>> = {
  ...{ english: 'en', american: 'en-US', british: 'en-GB', usenglish: 'en-US', ukenglish: 'en-GB', german: 'de' },
  ...{ ngerman: 'de', deutsch: 'de', french: 'fr', francais: 'fr', spanish: 'es', italian: 'it', portuguese: 'pt' },
  ...{ brazilian: 'pt-BR', dutch: 'nl', russian: 'ru', arabic: 'ar', persian: 'fa', farsi: 'fa', turkish: 'tr' },
  ...{ chinese: 'zh', japanese: 'ja', korean: 'ko', polish: 'pl', swedish: 'sv', danish: 'da', norwegian: 'no' },
  ...{ hebrew: 'he', greek: 'el', hindi: 'hi', urdu: 'ur', ukrainian: 'uk', czech: 'cs', hungarian: 'hu' },
};
export const languageOf = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : (languages[text.toLowerCase()] ?? text);

/** Names of a thesis and a report that biblatex writes as words of its own. */
const genres: Readonly<Record<string, string>> = {
  ...{
    phdthesis: 'PhD thesis',
    mathesis: 'Master’s thesis',
    bathesis: 'Bachelor’s thesis',
    techreport: 'Technical report',
  },
  ...{ resreport: 'Research report' },
};
export const genreOf = (type: string, text: string | undefined): string | undefined => {
  if (text !== undefined) return genres[text.toLowerCase()] ?? text;
  return type === 'mastersthesis' ? 'Master’s thesis' : undefined;
};

/** Authors, editors and translators. */
export function peopleOf(fields: BibFields): { readonly people: Rough; readonly more: boolean } {
  const author = bibNames(fields.raw('author') ?? '');
  const editor = bibNames(fields.raw('editor') ?? '');
  const translator = bibNames(fields.raw('translator') ?? '');
  return {
    people: { author: author.people, editor: editor.people, translator: translator.people },
    more: author.more,
  };
}

/** An address as it is written: LaTeX's escapes of it are taken back. */
export const addressOf = (value: string | undefined): string | undefined =>
  value
    ?.replace(/^\{(.*)\}$/u, '$1')
    .replaceAll(/\\([_%#&~{}$])/gu, '$1')
    .trim();
