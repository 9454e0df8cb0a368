import { readBibtex } from '@/lib/domain/citation/read/bibtex';
import { readCiteTemplate } from '@/lib/domain/citation/read/cite-template';
import { readCslJson } from '@/lib/domain/citation/read/csl-json';
import { candidateOf, type Candidate, mostEntries, unreadable } from '@/lib/domain/citation/read/parts/candidate';
import { readRis } from '@/lib/domain/citation/read/ris';

/** The notations in which sources are read, with their names. */
export const formatNames = {
  bibtex: 'BibTeX',
  ris: 'RIS',
  'csl-json': 'CSL-JSON',
  wikitext: 'Wikipedia template',
} as const;
export type SourceFormat = keyof typeof formatNames;

/** How much is read at once (sources-and-import.md B1). */
export const sourceLimits = { characters: 2 * 1024 * 1024, entries: mostEntries } as const;

/** What a text is written in, by how it begins; null for other text. */
export function formatOf(text: string): SourceFormat | null {
  const start = text.slice(0, 4000).replace(/^[\uFEFF\s]+/u, '');
  if (/^\{\{|^<ref\b/iu.test(start)) return 'wikitext';
  if (/^[[{]/u.test(start))
    return /"(?:type|title)"\s*:/u.test(text.slice(0, 100_000)) || /^\[\s*\]?\s*$/u.test(start) ? 'csl-json' : null;
  if (/(?:^|[\r\n])TY {1,2}-(?: |[\r\n])/u.test(start)) return 'ris';
  return /(?:^|[\r\n])[ \t]{0,8}@[A-Za-z]{2,30}\s{0,8}[{(]/u.test(start) ? 'bibtex' : null;
}

type Place = { readonly line: number; readonly text: string };

/** The outermost `{{…}}` of a text; one that is never closed goes to the end. */
function templatesOf(text: string): Place[] {
  const found: Place[] = [];
  let [depth, start, line, counted] = [0, 0, 1, 0];
  const add = (end: number) => {
    for (; counted < start; counted += 1) if (text[counted] === '\n') line += 1;
    found.push({ line, text: text.slice(start, end) });
  };
  for (const { 0: braces, index } of text.matchAll(/\{\{|\}\}/gu)) {
    if (braces === '{{') {
      if (depth === 0) start = index;
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      if (depth === 0) add(index + 2);
    }
  }
  if (depth > 0) add(text.length);
  return found;
}

function readTemplates(text: string): Candidate[] {
  const templates = templatesOf(text);
  if (templates.length === 0) return [unreadable(1, '', 'There is no citation template in it.')];
  return templates.slice(0, mostEntries + 1).map(({ line, text: one }) => {
    const name = /^\{\{\s*([^|{}]{1,60}?)\s*(?:\||\}\}|$)/u.exec(one)?.[1] ?? '';
    const read = readCiteTemplate(one);
    if (!read)
      return unreadable(line, name, `“${name || one.slice(0, 40)}” is no citation template that is known here.`);
    const { quote, locators } = read;
    return {
      ...candidateOf(line, name, read.csl, read.warnings),
      ...(quote === '' ? {} : { quote }),
      ...(locators.length > 0 ? { locators } : {}),
    };
  });
}

const readers: Readonly<Record<SourceFormat, (text: string) => Candidate[]>> = {
  bibtex: readBibtex,
  ris: readRis,
  'csl-json': readCslJson,
  wikitext: readTemplates,
};

/** What a text of sources holds, or one sentence that says why it cannot be read at all. */
export type ReadSources =
  | { readonly ok: true; readonly format: SourceFormat; readonly candidates: readonly Candidate[] }
  | { readonly ok: false; readonly message: string };

/** Reads sources in whichever notation the text is written (sources-and-import.md A4.1, B4 to B6). Never throws. */
export function readSources(text: string): ReadSources {
  if (text.length > sourceLimits.characters) {
    return { ok: false, message: `This has ${text.length} characters; ${sourceLimits.characters} are the most.` };
  }
  const format = formatOf(text);
  if (format === null) {
    return { ok: false, message: 'This is neither BibTeX nor RIS nor CSL-JSON nor a citation template.' };
  }
  const candidates = readers[format](text);
  if (candidates.length > sourceLimits.entries) {
    return {
      ok: false,
      message: `This has more than ${sourceLimits.entries} sources. Import it in parts.`,
    };
  }
  return { ok: true, format, candidates };
}
