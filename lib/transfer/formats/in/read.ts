import { createHash } from 'node:crypto';
import type { ImportIssue, Reading } from '@/lib/transfer/formats/document';
import { readDocx } from '@/lib/transfer/formats/in/docx/index';
import { readHtml } from '@/lib/transfer/formats/in/html/index';
import { Intake } from '@/lib/transfer/formats/in/intake';
import { readMarkdown } from '@/lib/transfer/formats/in/markdown/index';
import { DumpError, dumpPages } from '@/lib/transfer/formats/in/wikitext/dump';
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

/** Reads each page of a dump as it comes. A dump that breaks off ends with a reading that says where. */
export async function* readDump(file: FileToRead, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Reading> {
  const pages = dumpPages(chunks);
  try {
    for (let next = await pages.next(); ; next = await pages.next()) {
      if (next.done) return;
      const { title, text } = next.value;
      yield readWikitext(new TextEncoder().encode(text), `${file.fileName}: ${title}`, title);
    }
  } catch (error) {
    if (!(error instanceof DumpError)) throw error;
    yield refusal(file, error);
  }
}

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
    const empty = { line: 1, column: 1, code: 'no-pages', message: 'The dump holds no page of the main namespace.' };
    return readings.length > 0 ? readings : [refusal(file, empty)];
  }
  const { bytes, warnings } = recoded(file);
  const read = await readers[format](bytes, fileName, title ?? null);
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const report = { ...read.report, bytes: file.bytes.length, sha256, issues: [...warnings, ...read.report.issues] };
  return [{ ...read, report }];
}
