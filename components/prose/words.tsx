import type { ReactNode } from 'react';
import { Marked } from '@/components/prose/read-body';
import type { WordPiece } from '@/lib/domain/diff/change';

/** Which text is shown: both with marks, that before, that after, or the one after without marks. */
export type Side = 'both' | 'before' | 'after' | 'plain';

type Props = {
  readonly pieces: readonly WordPiece[];
  readonly side: Side;
  readonly label: (citationId: string) => string;
};

/** Words as real insertions and deletions, which screen readers announce; those that do not, read the hidden words. */
export function Words({ pieces, side, label }: Props) {
  return pieces.map((piece, at) => <Piece key={at} piece={piece} side={side} label={label} />);
}

function isHidden(kind: WordPiece['kind'], side: Side): boolean {
  if (side === 'both' || kind === 'same') return false;
  return side === 'before' ? kind === 'ins' : kind === 'del';
}

function Piece({ piece, side, label }: Omit<Props, 'pieces'> & { readonly piece: WordPiece }) {
  if (isHidden(piece.kind, side)) return null;
  const { text, marks } = (side === 'before' && piece.before) || piece;
  const words = piece.citationId ? (
    <sup className="cite">[{label(piece.citationId)}]</sup>
  ) : (
    <Marked text={text} marks={marks} />
  );
  if (piece.kind === 'same' || side === 'plain') return words;
  return piece.kind === 'ins' ? <Inserted>{words}</Inserted> : <Deleted>{words}</Deleted>;
}

export function Inserted({ children }: { readonly children: ReactNode }) {
  return (
    <ins>
      <span className="visually-hidden"> [inserted: </span>
      {children}
      <span className="visually-hidden">] </span>
    </ins>
  );
}

export function Deleted({ children }: { readonly children: ReactNode }) {
  return (
    <del>
      <span className="visually-hidden"> [deleted: </span>
      {children}
      <span className="visually-hidden">] </span>
    </del>
  );
}
