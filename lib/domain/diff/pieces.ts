import type { BlockDiff, FormattingChange, FormattingKind, StatementDiff, WordPiece } from '@/lib/domain/diff/change';
import type { Run } from '@/lib/domain/diff/runs';
import type { Mark } from '@/lib/domain/prose/body';

/** All statements of a block, those of its parts too. */
export const statementsOfBlock = (block: BlockDiff): StatementDiff[] => [
  ...block.statements,
  ...block.parts.flatMap((part) => part.statements),
];

/** The words of one side of some pieces. */
export const sideText = (pieces: readonly WordPiece[], side: 'before' | 'after'): string =>
  pieces
    .filter(({ kind }) => kind !== (side === 'before' ? 'ins' : 'del'))
    .map((piece) => (side === 'before' && piece.before ? piece.before.text : piece.text))
    .join('');

const sameJson = (a: unknown, b: unknown) => JSON.stringify(a ?? []) === JSON.stringify(b ?? []);
const isLink = ({ type }: Mark) => type === 'link' || type === 'articleLink';

/** The marks after, as far as `says` explains that they are others. */
function reportedMarks(piece: WordPiece, says: (kind: FormattingKind) => boolean): readonly Mark[] {
  const [old, now] = [piece.before?.marks ?? [], piece.marks ?? []];
  if (piece.before === undefined || sameJson(old, now)) return now;
  const [links, looks] = [old.filter(isLink), old.filter((mark) => !isLink(mark))];
  const isBlank = piece.text.trim() === '';
  const toldLinks = says('link') ? now.filter(isLink) : links;
  const toldLooks =
    says('mark') || (isBlank && (says('stored-form') || says('spacing'))) ? now.filter((mark) => !isLink(mark)) : looks;
  return [...toldLooks, ...toldLinks];
}

/** The words of a piece that stayed: in another form where that is reported. */
function reportedWords(piece: WordPiece, says: (kind: FormattingKind) => boolean): string {
  if (piece.before === undefined || piece.before.text === piece.text) return piece.text;
  const isReported = says('stored-form') || (piece.text.trim() === '' && says('spacing'));
  return isReported ? piece.text : piece.before.text;
}

/** Whether nothing of a statement stayed but blanks and citations. */
export const isReplaced = ({ words }: StatementDiff): boolean =>
  words.some(({ text }) => text !== '') &&
  words.every(({ kind, citationId, text }) => citationId !== undefined || kind !== 'same' || text.trim() === '');

/** Whether a citation that came or went is reported: as a change of its own, or with a sentence that did so as a whole. */
const isCitationTold = (id: string, statement: StatementDiff, formatting: readonly FormattingChange[]) =>
  (isNumbered(statement) && (statement.kind !== 'edited' || isReplaced(statement))) ||
  formatting.some(({ kind, before, after }) => kind === 'citation' && (before === id || after === id));

const isNumbered = ({ changeId }: StatementDiff) => changeId !== null;

/**
 * The words of one statement after, as far as it or a change of formatting in its block reports that they are others:
 * what neither says stays as it was.
 */
export function reportedRun(statement: StatementDiff, formatting: readonly FormattingChange[]): Run {
  const kinds = new Set(formatting.map(({ kind }) => kind));
  const says = (kind: FormattingKind) => kinds.has(kind);
  let text = '';
  const spans: { from: number; to: number; marks: readonly Mark[] }[] = [];
  const cites: { at: number; id: string }[] = [];
  for (const piece of statement.words) {
    const { kind, citationId: id } = piece;
    const isOther = id === undefined ? isNumbered(statement) : isCitationTold(id, statement, formatting);
    if (kind !== 'same' && (kind === 'ins') !== isOther) continue;
    if (id !== undefined) cites.push({ at: text.length, id });
    else {
      const words = kind === 'same' ? reportedWords(piece, says) : piece.text;
      const marks = kind === 'same' ? reportedMarks(piece, says) : (piece.marks ?? []);
      if (words !== '') spans.push({ from: text.length, to: text.length + words.length, marks });
      text += words;
    }
  }
  return { text, spans, cites };
}
