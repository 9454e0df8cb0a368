import type { Inline } from '@/lib/domain/prose/body';
import type { ImportedWords } from '@/lib/transfer/formats/document';
import type { Issues } from '@/lib/transfer/formats/seed/issues';
import type { Piece } from '@/lib/transfer/formats/seed/pieces';

/** What the parts of the reader tell besides the document; they only add to it. */
export type Context = {
  readonly issues: Issues;
  readonly joined: (readonly [number, number])[];
  readonly dropped: ImportedWords[];
  readonly offers: ImportedWords[];
  /** How the text of a block is read, where it is not the notation's own way. */
  readonly read?: (piece: Piece) => readonly Inline[];
};
