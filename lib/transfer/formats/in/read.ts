import { createHash } from 'node:crypto';
import type { ImportIssue, Reading } from '@/lib/transfer/formats/document';
import { readDocx } from '@/lib/transfer/formats/in/docx/index';
import { readHtml } from '@/lib/transfer/formats/in/html/index';
import { Intake } from '@/lib/transfer/formats/in/intake';
import { readMarkdown } from '@/lib/transfer/formats/in/markdown/index';
import { type DumpCounts, DumpError, type DumpPage, dumpPages } from '@/lib/transfer/formats/in/wikitext/dump';
import { readWikitext } from '@/lib/transfer/formats/in/wikitext/index';
import { parseSeed } from '@/lib/transfer/formats/seed-notation';
import type { Encoding, Format } from '@/lib/contract/imports';

/** A file to be read. `encoding` is what a person says of a file that is no UTF-8; `title` what a person calls it. */
export type FileToRead = {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly format?: Format | undefined;
  readonly encoding?: Encoding | undefined;
  readonly title?: string | undefined;
};

const endings: readonly (readonly [RegExp, Format])[] = [
  [/\.(?:md|markdown|mdown)$/iu, 'markdown'],
  [/\.(?:html?|xhtml)$/iu, 'html'],
  [/\.docx$/iu, 'docx'],
  [/\.(?:wiki|wikitext|mediawiki|mw)$/iu, 'wikitext'],
  [/\.xml$/iu, 'dump'],
];

/** The form of a file by the end of its name; the seed notation for all that is none of the others. */
export const formatOf = (fileName: string): Format => endings.find(([ending]) => ending.test(fileName))?.[1] ?? 'seed';

const encodingNames: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'windows-1252': 'Windows-1252',
  'windows-1256': 'Windows-1256',
  'utf-16le': 'UTF-16',
};

/** The bytes as UTF-8, and a warning that says what they were read as. */
function recoded({ bytes, encoding, fileName }: FileToRead): { bytes: Uint8Array; warnings: ImportIssue[] } {
  if (encoding === undefined || encoding === 'utf-8') return { bytes, warnings: [] };
  const text = new TextDecoder(encoding).decode(bytes);
  const message = `The file was read as ${encodingNames[encoding]}, as you said.`;
  const warning: ImportIssue = { file: fileName, line: 1, column: 1, severity: 'warning', code: 'read-as', message };
  return { bytes: new TextEncoder().encode(text), warnings: [warning] };
}

function readSeed(bytes: Uint8Array, fileName: string): Reading {
  return { ...parseSeed(bytes, fileName), sources: [], citations: [] };
}

type OnePage = (bytes: Uint8Array, fileName: string, title: string | null) => Reading | Promise<Reading>;
const readers: Readonly<Record<Exclude<Format, 'dump'>, OnePage>> = {
  seed: readSeed,
  markdown: readMarkdown,
  html: readHtml,
  docx: readDocx,
  wikitext: readWikitext,
};

/** A file that could not be read at all. */
function refusal(file: FileToRead, issue: { line: number; column: number; code: string; message: string }): Reading {
  const intake = new Intake(file.fileName, file.bytes);
  intake.issues.error(issue, issue.code, issue.message);
  return intake.reading(null);
}

/** A warning about the whole of a reading, before all others. */
function warned(reading: Reading, code: string, message: string): Reading {
  const { report } = reading;
  const issue: ImportIssue = { file: report.file, line: 1, column: 1, severity: 'warning', code, message };
  return { ...reading, report: { ...report, issues: [issue, ...report.issues] } };
}

/** A page of a dump, with a word on its history: only the newest revision is read. */
function readPage(file: FileToRead, { title, text, at, by, older }: DumpPage): Reading {
  const reading = readWikitext(new TextEncoder().encode(text), `${file.fileName}: ${title}`, title);
  if (older === 0) return reading;
  const newest = `the newest revision${at === '' ? '' : `, of ${at.slice(0, 10)}`}${by === '' ? '' : ` by ${by.slice(0, 80)}`}`;
  const left = older === 1 ? '1 older one was' : `${older} older ones were`;
  return warned(reading, 'older-revisions', `Only ${newest}, was read. ${left} left out.`);
}

/** What of a dump is no article, in words; null when there is nothing else in it. */
function leftOut({ redirects, otherNamespaces, notWikitext }: DumpCounts): string | null {
  const told = [
    redirects > 0 ? [`${redirects} ${redirects === 1 ? 'redirect' : 'redirects'}`] : [],
    otherNamespaces > 0 ? [`${otherNamespaces} of other namespaces (talk, templates, files)`] : [],
    notWikitext > 0 ? [`${notWikitext} in another form than wikitext`] : [],
  ].flat();
  return told.length === 0 ? null : `Pages of the dump that were left out: ${told.join('; ')}.`;
}

/**
 * Reads each page of a dump as it comes; the last one also tells what the dump holds besides. A dump that breaks off ends with a
 * reading that says where.
 */
export async function* readDump(file: FileToRead, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Reading> {
  const pages = dumpPages(chunks);
  let last: Reading | null = null;
  try {
    for (let next = await pages.next(); ; next = await pages.next()) {
      if (next.done) {
        const told = leftOut(next.value);
        if (last) yield told === null ? last : warned(last, 'pages-left-out', told);
        else
          yield refusal(file, { ...noPages, message: told === null ? noPages.message : `${noPages.message} ${told}` });
        return;
      }
      if (last) yield last;
      last = readPage(file, next.value);
    }
  } catch (error) {
    if (last) yield last;
    if (!(error instanceof DumpError)) throw error;
    yield refusal(file, error);
  }
}

const noPages = { line: 1, column: 1, code: 'no-pages', message: 'The dump holds no page of the main namespace.' };

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** What a file holds: one document, or the pages of a dump. Never rejects because of what stands in it. */
export async function readFile(file: FileToRead): Promise<Reading[]> {
  const { fileName, title } = file;
  const format = file.format ?? formatOf(fileName);
  if (format === 'dump') {
    const readings: Reading[] = [];
    for await (const reading of readDump(file, once(file.bytes))) readings.push(reading);
    return readings;
  }
  const { bytes, warnings } = recoded(file);
  const read = await readers[format](bytes, fileName, title ?? null);
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const report = { ...read.report, bytes: file.bytes.length, sha256, issues: [...warnings, ...read.report.issues] };
  return [{ ...read, report }];
}
