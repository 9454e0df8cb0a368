import type { ImportedWords } from '@/lib/transfer/formats/document';
import type { Issues } from '@/lib/transfer/formats/seed/issues';

/** What the parts of the reader tell besides the document; they only add to it. */
export type Context = {
  readonly issues: Issues;
  readonly joined: (readonly [number, number])[];
  readonly dropped: ImportedWords[];
  readonly offers: ImportedWords[];
};
