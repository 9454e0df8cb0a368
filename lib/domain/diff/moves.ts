import type { BlockDiff, PartDiff, StatementDiff, WordPiece } from '@/lib/domain/diff/change';

/** Replaces every statement of some blocks; `visit` gets the number of the block. */
function mapStatements(
  blocks: readonly BlockDiff[],
  visit: (statement: StatementDiff, block: number) => StatementDiff,
): BlockDiff[] {
  return blocks.map((block, index) => ({
    ...block,
    statements: block.statements.map((statement) => visit(statement, index)),
    parts: block.parts.map((part): PartDiff => ({
      ...part,
      statements: part.statements.map((statement) => visit(statement, index)),
    })),
  }));
}

/** All statements of a block, those of its parts too. */
export const statementsOfBlock = (block: BlockDiff): StatementDiff[] => [
  ...block.statements,
  ...block.parts.flatMap((part) => part.statements),
];

const minMovedWords = 3;
const textOf = (words: readonly WordPiece[]) => words.map(({ text }) => text).join('');

/** Words with marks and citations, without the blanks behind them: what has to be equal for a move. */
function moveKey({ words }: StatementDiff): string | null {
  if ((textOf(words).match(/[\p{L}\p{N}]+/gu)?.length ?? 0) < minMovedWords) return null;
  const kept = words.map(({ text, marks = [], citationId = '' }) => ({ text, marks, citationId }));
  const last = kept.findLastIndex(({ citationId }) => citationId === '');
  const trimmed = kept.map((piece, index) => (index === last ? { ...piece, text: piece.text.trimEnd() } : piece));
  return JSON.stringify(trimmed.filter(({ text, citationId }) => text !== '' || citationId !== ''));
}

/**
 * Finds sentences that went in one place and came, exactly equal, in another of the section: they are `moved`. Only
 * exact moves: a missed one is noise, a wrong one says that edited text is unchanged (sources-and-import D).
 */
export function findMoves(blocks: readonly BlockDiff[]): BlockDiff[] {
  const gone = new Map<string, StatementDiff[]>();
  const all = blocks.flatMap(statementsOfBlock);
  for (const statement of all) {
    const key = statement.kind === 'deleted' ? moveKey(statement) : null;
    if (key !== null) gone.set(key, [...(gone.get(key) ?? []), statement]);
  }
  const names = new Map<StatementDiff, string>();
  for (const statement of all) {
    const key = statement.kind === 'new' ? moveKey(statement) : null;
    const partner = key === null ? undefined : gone.get(key)?.shift();
    if (partner === undefined) continue;
    const name = `s${names.size}`;
    names.set(partner, name);
    names.set(statement, name);
  }
  if (names.size === 0) return [...blocks];
  return mapStatements(blocks, (statement) => {
    const changeId = names.get(statement);
    if (changeId === undefined) return statement;
    return { ...statement, kind: 'moved', changeId, side: statement.kind === 'new' ? 'to' : 'from' };
  });
}
