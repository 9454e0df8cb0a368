import type { CslItem, Locator, Supports, UseDetails } from '@/lib/domain/citation/citation';
import type { Block } from '@/lib/domain/prose/body';

/** One pair of a facts card as the file has it; unconfirmed until a person says otherwise. `citations` as in `ImportedCitation`. */
export type ImportedFact = { readonly key: string; readonly value: string; readonly citations?: readonly string[] };

/**
 * A work that a file names. A stub is named, not described: its record is made of the words that stand there. `key` is what
 * the file calls it: the library may know a source of this key.
 */
export type ImportedSource = { readonly csl: CslItem; readonly stub: boolean; readonly key?: string };

/** One use of a source. `id` is a UUID that stands in the blocks and means nothing outside the file; `source` is a place in the list. */
export type ImportedCitation = UseDetails & {
  readonly id: string;
  readonly source: number;
  readonly locators: readonly Locator[];
  readonly quote: string;
  readonly note: string;
  readonly supports: Supports;
};

/**
 * One section of an imported file. Section 0 is the lead (level 1, empty heading and anchor); others keep their written level 2 to 6.
 * `line` is where it begins in the file, from 1. A `see_also` section has no blocks: its items are the document's `related` titles.
 */
export type ImportedSection = {
  readonly level: number;
  readonly heading: string;
  readonly anchor: string;
  readonly line: number;
  readonly kind: 'body' | 'see_also';
  readonly blocks: readonly Block[];
};

/** What an importer understood of one file. Block ids are unique in it and the same for the same file name and structure. */
export type ImportedDocument = {
  readonly title: string;
  readonly slug: string;
  /** False when the title was a bare first line or taken from the file name. */
  readonly titleMarked: boolean;
  readonly facts: readonly ImportedFact[];
  /** "This material was published in …", as written; null when the file has none. */
  readonly attribution: string | null;
  readonly related: readonly string[];
  readonly sections: readonly ImportedSection[];
};

/** Something to tell about one place of a file; lines and columns from 1, columns in UTF-16 units. One error refuses the whole file. */
export type ImportIssue = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
};

/** A place of a file and its words. */
export type ImportedWords = { readonly line: number; readonly text: string };

/** What reading one file did besides the document itself; kept with the import. */
export type ImportReport = {
  readonly file: string;
  readonly bytes: number;
  /** Lower-case hexadecimal SHA-256 of the file's bytes. */
  readonly sha256: string;
  readonly issues: readonly ImportIssue[];
  /** First and last line of each paragraph that was written over several lines. */
  readonly joined: readonly (readonly [first: number, last: number])[];
  /** Left-overs of a web page and comments, which are not in the document. */
  readonly dropped: readonly ImportedWords[];
  /** Text that may be a source: references, items under "References" and the like. It is in the document too. */
  readonly offers: readonly ImportedWords[];
};

/** What a reader makes of one file or page: the document is null exactly when the report has an error. */
export type Reading = {
  readonly document: ImportedDocument | null;
  readonly sources: readonly ImportedSource[];
  readonly citations: readonly ImportedCitation[];
  readonly report: ImportReport;
};

/** The one line that the command line prints for an issue: `file:line:column  severity  code  message`. */
export function formatIssue(issue: ImportIssue): string {
  return `${issue.file}:${issue.line}:${issue.column}  ${issue.severity}  ${issue.code}  ${issue.message}`;
}
