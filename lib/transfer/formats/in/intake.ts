import { createHash } from 'node:crypto';
import type { ImportedDocument, ImportedWords, Reading } from '@/lib/transfer/formats/document';
import type { Context } from '@/lib/transfer/formats/seed/context';
import { decodeRaw } from '@/lib/transfer/formats/seed/decode';
import { Issues, type Place } from '@/lib/transfer/formats/seed/issues';
import { SourceBook } from '@/lib/transfer/formats/in/sources';

/** Everything that reading one file gathers besides its document. */
export class Intake implements Context {
  readonly issues: Issues;
  readonly joined: (readonly [number, number])[] = [];
  readonly dropped: ImportedWords[] = [];
  readonly offers: ImportedWords[] = [];
  readonly book = new SourceBook();

  constructor(
    readonly fileName: string,
    private readonly bytes: Uint8Array,
  ) {
    this.issues = new Issues(fileName);
  }

  /** The lines of a text file, or null when it cannot be read. */
  lines(): string[] | null {
    return decodeRaw(this.bytes, this.issues);
  }

  /** Leaves words out of the document and says so. */
  drop(place: Place, text: string, code: string, message: string): void {
    const words = text.replaceAll(/\s+/gu, ' ').trim();
    if (words !== '') this.dropped.push({ line: place.line, text: words });
    this.issues.warn(place, code, message);
  }

  /** What was read. A document that an error stands beside is none. */
  reading(document: ImportedDocument | null): Reading {
    const { issues, joined, dropped, offers, book } = this;
    return {
      document: issues.hasErrors ? null : document,
      sources: book.sources,
      citations: book.citations,
      report: {
        file: this.fileName,
        bytes: this.bytes.length,
        sha256: createHash('sha256').update(this.bytes).digest('hex'),
        issues: issues.all(),
        joined,
        dropped: dropped.toSorted((a, b) => a.line - b.line),
        offers,
      },
    };
  }
}
