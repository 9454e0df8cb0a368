import { gapsOf, type Pair, range } from '@/lib/domain/diff/align';
import type { BlockDiff, FormattingChange, PartDiff, StatementDiff } from '@/lib/domain/diff/change';
import { formattingOf, frameChanges, storedForm, structureChange, unexplained } from '@/lib/domain/diff/formatting';
import { type Container, contentKey, idsOf, isContainer, type Line, linesOf } from '@/lib/domain/diff/lines';
import { type Matchable, matchAll } from '@/lib/domain/diff/match';
import { readRun, type Run } from '@/lib/domain/diff/runs';
import {
  deletedStatement,
  deletedStatements,
  diffSentences,
  newStatement,
  newStatements,
  pairedStatement,
  unnumbered,
} from '@/lib/domain/diff/sentences';
import type { Block, Paragraph, Subheading } from '@/lib/domain/prose/body';
import { blockText } from '@/lib/domain/prose/text';

/** What lining up has to know of a block; a paragraph and a subheading, or two kinds of list, may be the same one. */
export function matchableBlock(block: Block): Matchable {
  const family = block.type.endsWith('List') ? 'list' : isContainer(block) ? block.type : 'text';
  return { id: block.attrs.id, text: blockText(block), content: contentKey(block), family };
}

const matchableLine = (line: Line): Matchable => ({
  id: line.id,
  text: line.text,
  content: JSON.stringify([line.shape, line.runs]),
  family: line.what === 'row' ? 'row' : 'line',
});

const wordless = (statements: readonly StatementDiff[]) => (statements.length === 0 ? unnumbered : null);

function wholeLine(line: Line, kind: 'added' | 'deleted'): PartDiff {
  const { what, depth, runs } = line;
  const one = kind === 'added' ? newStatement : deletedStatement;
  const all = kind === 'added' ? newStatements : deletedStatements;
  const filled = (run: Run) => run.text !== '' || run.cites.length > 0;
  const statements = what === 'row' ? runs.flatMap((run, cell) => (filled(run) ? [one(run, cell)] : [])) : all(runs);
  return { kind, what, depth, changeId: wordless(statements), statements };
}

function rowStatements(before: Line, after: Line): StatementDiff[] {
  return range(0, Math.max(before.runs.length, after.runs.length)).flatMap((cell): StatementDiff[] => {
    const [own, other] = [before.runs[cell], after.runs[cell]];
    if (own && other) return [pairedStatement(own, other, cell)];
    if (own) return [deletedStatement(own, cell)];
    return other ? [newStatement(other, cell)] : [];
  });
}

function pairedLine(before: Line, after: Line): PartDiff {
  const [own, other] = [before.runs[0], after.runs[0]];
  const statements =
    after.what === 'row' ? rowStatements(before, after) : own && other ? diffSentences(own, other) : [];
  const isKept = statements.every(({ kind }) => kind === 'kept');
  return { kind: isKept ? 'kept' : 'edited', what: after.what, depth: after.depth, changeId: null, statements };
}

const movedLine = (line: Line, side: 'from' | 'to', pair: number): PartDiff => ({
  kind: 'moved',
  what: line.what,
  depth: line.depth,
  changeId: `m${line.id}/${line.text.slice(0, 40)}/${pair}`,
  side,
  statements: (side === 'to' ? newStatements(line.runs) : deletedStatements(line.runs)).map((statement) => ({
    ...statement,
    kind: 'moved',
    changeId: null,
    side,
  })),
});

type Lines = { readonly before: readonly Line[]; readonly after: readonly Line[] };
type Merged = { readonly parts: readonly PartDiff[]; readonly formatting: readonly FormattingChange[] };

function mergeLines({ before, after }: Lines, pairs: readonly Pair[], moves: readonly Pair[]): Merged {
  const formatting: FormattingChange[] = [];
  const away = new Map(moves);
  const here = new Map(moves.map(([b, a]) => [a, b]));
  const parts = gapsOf(pairs, before.length, after.length).flatMap(({ before: b, after: a, pair }): PartDiff[] => {
    const gone = range(...b).flatMap((index) => {
      const line = before[index];
      if (!line) return [];
      return away.has(index) ? movedLine(line, 'from', index) : wholeLine(line, 'deleted');
    });
    const come = range(...a).flatMap((index) => {
      const line = after[index];
      if (!line) return [];
      const from = here.get(index);
      const origin = from === undefined ? undefined : before[from];
      if (from === undefined || !origin) return wholeLine(line, 'added');
      return { ...movedLine(line, 'to', from), changeId: movedLine(origin, 'from', from).changeId };
    });
    const [own, other] = pair === null ? [] : [before[pair[0]], after[pair[1]]];
    if (!own || !other) return [...gone, ...come];
    const part = pairedLine(own, other);
    formatting.push(...formattingOf(part.statements));
    if (own.shape !== other.shape) formatting.push(structureChange(own.shape, other.shape, other.text));
    return [...gone, ...come, part];
  });
  return { parts, formatting };
}

function containerDiff(before: Container, after: Container): Merged {
  const lines = { before: linesOf(before), after: linesOf(after) };
  const found = matchAll(lines.before.map(matchableLine), lines.after.map(matchableLine));
  return mergeLines(lines, found?.pairs ?? [], found?.moves ?? []);
}

function textStatements(before: Paragraph | Subheading, after: Paragraph | Subheading): StatementDiff[] {
  const [own, other] = [readRun(before.content), readRun(after.content)];
  if (before.type === 'paragraph' || after.type === 'paragraph') return diffSentences(own, other);
  return own.text === '' && other.text === '' && own.cites.length + other.cites.length === 0
    ? []
    : [pairedStatement(own, other)];
}

const isNumbered = ({ changeId }: { readonly changeId: string | null }) => changeId !== null;

/** One block compared with itself as it was; `kept` where nothing but ids of blocks differs. */
export function pairedBlock(before: Block, after: Block): BlockDiff {
  const same = contentKey(before) === contentKey(after);
  const sameIds = idsOf(before).join('\n') === idsOf(after).join('\n');
  const identity = sameIds ? [] : [storedForm()];
  const blockId = after.attrs.id;
  if (same) {
    return { kind: 'kept', blockId, changeId: null, before, after, statements: [], parts: [], formatting: identity };
  }
  const inside =
    isContainer(before) && isContainer(after)
      ? { statements: [], ...containerDiff(before, after) }
      : { ...textPair(before, after), parts: [] };
  const formatting = [...frameChanges(before, after), ...inside.formatting];
  const shown =
    [...inside.statements, ...inside.parts, ...inside.parts.flatMap(({ statements }) => statements)].some(isNumbered) ||
    formatting.some(isNumbered) ||
    hasCitationChange(inside);
  return {
    kind: 'edited',
    blockId,
    changeId: null,
    before,
    after,
    statements: inside.statements,
    parts: inside.parts,
    formatting: [...formatting, ...(shown ? [] : [unexplained()]), ...identity],
  };
}

const hasCitationChange = ({ statements, parts }: Pick<BlockDiff, 'statements' | 'parts'>) =>
  [...statements, ...parts.flatMap((part) => part.statements)].some(({ words }) =>
    words.some(({ kind, citationId }) => kind !== 'same' && citationId !== undefined),
  );

function textPair(before: Block, after: Block): Pick<BlockDiff, 'statements' | 'formatting'> {
  if (isContainer(before) || isContainer(after)) return { statements: [], formatting: [] };
  const statements = textStatements(before, after);
  return { statements, formatting: formattingOf(statements) };
}

/** A block that came (`added`) or went (`deleted`) as a whole. */
export function wholeBlock(block: Block, kind: 'added' | 'deleted'): BlockDiff {
  const side = kind === 'added' ? { after: block } : { before: block };
  const head = { kind, blockId: block.attrs.id, ...side, formatting: [] };
  if (isContainer(block)) {
    const parts = linesOf(block).map((line) => wholeLine(line, kind));
    return { ...head, changeId: wordless(parts.flatMap(({ statements }) => statements)), statements: [], parts };
  }
  const runs = [readRun(block.content)];
  const statements = kind === 'added' ? newStatements(runs) : deletedStatements(runs);
  return { ...head, changeId: wordless(statements), statements, parts: [] };
}

/** One end of an exact move of a block. */
export const movedBlock = (block: Block, side: 'from' | 'to', origin: string): BlockDiff => ({
  kind: 'moved',
  blockId: block.attrs.id,
  changeId: `m${origin}`,
  side,
  ...(side === 'from' ? { before: block } : { after: block }),
  statements: [],
  parts: [],
  formatting: [],
});

/** A block of a section that could not be lined up: it is shown as it is. */
export const plainBlock = (block: Block, kind: 'added' | 'deleted'): BlockDiff => ({
  kind,
  blockId: block.attrs.id,
  changeId: unnumbered,
  ...(kind === 'added' ? { after: block } : { before: block }),
  statements: [],
  parts: [],
  formatting: [],
});
