import { identityOf } from '@/lib/domain/diff/blocks';
import type { BlockDiff, PartDiff, StatementDiff, WordPiece } from '@/lib/domain/diff/change';
import { contentKey } from '@/lib/domain/diff/lines';
import { statementsOfBlock } from '@/lib/domain/diff/pieces';
import type { Block } from '@/lib/domain/prose/body';
import { blockText } from '@/lib/domain/prose/text';

type Section = { readonly sectionId: string; readonly blocks: readonly BlockDiff[] };

/** A thing that went or came, with its section and what has to be equal for a move. */
type End<T> = { readonly thing: T; readonly key: string; readonly sectionId: string };
type Move<T> = { readonly from: End<T>; readonly to: End<T> };

/** Pairs what went with what came of the same key: in the same section first, then anywhere, in order. */
function pairEnds<T>(gone: readonly End<T>[], come: readonly End<T>[]): Move<T>[] {
  const taken = new Set<T>();
  const pair = (keyOf: (end: End<T>) => string): Move<T>[] => {
    const waiting = new Map<string, End<T>[]>();
    for (const end of gone) {
      if (taken.has(end.thing)) continue;
      const same = waiting.get(keyOf(end));
      if (same) same.push(end);
      else waiting.set(keyOf(end), [end]);
    }
    return come.flatMap((to) => {
      const from = taken.has(to.thing) ? undefined : waiting.get(keyOf(to))?.shift();
      if (from === undefined) return [];
      taken.add(from.thing).add(to.thing);
      return [{ from, to }];
    });
  };
  return [...pair(({ key, sectionId }) => `${sectionId}\n${key}`), ...pair(({ key }) => key)];
}

const minMovedLetters = 8;
const minMovedWords = 3;

/** Blocks that went or came as a whole; a short one is no move. */
function blockEnds(sections: readonly Section[], kind: 'deleted' | 'added'): End<BlockDiff>[] {
  return sections.flatMap(({ sectionId, blocks }) =>
    blocks.flatMap((thing): End<BlockDiff>[] => {
      const block: Block | undefined = thing.kind === kind ? (thing.before ?? thing.after) : undefined;
      if (block === undefined || blockText(block).trim().length < minMovedLetters) return [];
      return [{ thing, key: contentKey(block), sectionId }];
    }),
  );
}

const textOf = (words: readonly WordPiece[]) => words.map(({ text }) => text).join('');

/** Words with marks and citations, without the blanks behind them: what has to be equal for a move. */
function moveKey({ words }: StatementDiff): string | null {
  if ((textOf(words).match(/[\p{L}\p{N}]+/gu)?.length ?? 0) < minMovedWords) return null;
  const kept = words.map(({ text, marks = [], citationId = '' }) => ({ text, marks, citationId }));
  const last = kept.findLastIndex(({ citationId }) => citationId === '');
  const trimmed = kept.map((piece, index) => (index === last ? { ...piece, text: piece.text.trimEnd() } : piece));
  return JSON.stringify(trimmed.filter(({ text, citationId }) => text !== '' || citationId !== ''));
}

function statementEnds(sections: readonly Section[], kind: 'deleted' | 'new'): End<StatementDiff>[] {
  return sections.flatMap(({ sectionId, blocks }) =>
    blocks.flatMap(statementsOfBlock).flatMap((thing): End<StatementDiff>[] => {
      const key = thing.kind === kind ? moveKey(thing) : null;
      return key === null ? [] : [{ thing, key, sectionId }];
    }),
  );
}

const elsewhereOf = <T>(own: End<T>, other: End<T>) =>
  own.sectionId === other.sectionId ? {} : { elsewhere: other.sectionId };

function movedBlocks(moves: readonly Move<BlockDiff>[]): ReadonlyMap<BlockDiff, BlockDiff> {
  const moved = new Map<BlockDiff, BlockDiff>();
  for (const [nth, { from, to }] of moves.entries()) {
    const [before, after] = [from.thing.before, to.thing.after];
    if (!before || !after) continue;
    const bare = { kind: 'moved', changeId: `block ${nth}`, statements: [], parts: [], formatting: [] } as const;
    const gone = { ...bare, ...elsewhereOf(from, to), side: 'from', blockId: before.attrs.id, before } as const;
    const formatting = identityOf(before, after);
    const come = { ...bare, ...elsewhereOf(to, from), side: 'to', blockId: after.attrs.id, after, formatting } as const;
    moved.set(from.thing, gone).set(to.thing, come);
  }
  return moved;
}

function movedStatements(moves: readonly Move<StatementDiff>[]): ReadonlyMap<StatementDiff, StatementDiff> {
  const moved = new Map<StatementDiff, StatementDiff>();
  for (const [nth, { from, to }] of moves.entries()) {
    const changeId = `sentence ${nth}`;
    moved.set(from.thing, { ...from.thing, kind: 'moved', changeId, side: 'from', ...elsewhereOf(from, to) });
    moved.set(to.thing, { ...to.thing, kind: 'moved', changeId, side: 'to', ...elsewhereOf(to, from) });
  }
  return moved;
}

/**
 * Finds blocks, then sentences, that went in one place and came, exactly equal, in another: they are `moved`, with
 * `elsewhere` where that is another section. Only exact moves: a missed one is noise, a wrong one says that edited text
 * is unchanged (sources-and-import D). Gives the blocks of all sections, in order.
 */
export function findMoves(sections: readonly Section[]): BlockDiff[] {
  const blocks = movedBlocks(pairEnds(blockEnds(sections, 'deleted'), blockEnds(sections, 'added')));
  const rest = sections.map(({ sectionId, blocks: own }) => ({
    sectionId,
    blocks: own.map((block) => blocks.get(block) ?? block),
  }));
  const statements = movedStatements(pairEnds(statementEnds(rest, 'deleted'), statementEnds(rest, 'new')));
  const swap = (statement: StatementDiff) => statements.get(statement) ?? statement;
  return rest.flatMap((section) =>
    section.blocks.map((block) => ({
      ...block,
      statements: block.statements.map(swap),
      parts: block.parts.map((part): PartDiff => ({ ...part, statements: part.statements.map(swap) })),
    })),
  );
}
