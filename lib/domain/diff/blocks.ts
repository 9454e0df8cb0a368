import { gapsOf, range } from '@/lib/domain/diff/align';
import { type Budget, OverBudget, within } from '@/lib/domain/diff/budget';
import type { BlockDiff, FormattingChange, PartDiff, StatementDiff } from '@/lib/domain/diff/change';
import {
  formattingOf,
  frameChanges,
  storedForm,
  structureChange,
  unexplained,
} from '@/lib/domain/diff/changes/formatting';
import { type Container, contentKey, idsOf, isContainer, type Line, linesOf } from '@/lib/domain/diff/lines';
import { type Matchable, matchAll, type Matching } from '@/lib/domain/diff/match';
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
  const shape = kind === 'added' ? { shape: line.shape } : {};
  return { kind, what, depth, ...shape, changeId: what === 'row' ? unnumbered : wordless(statements), statements };
}

function rowStatements(before: Line, after: Line, budget: Budget): StatementDiff[] {
  return range(0, Math.max(before.runs.length, after.runs.length)).flatMap((cell): StatementDiff[] => {
    const [own, other] = [before.runs[cell], after.runs[cell]];
    if (own && other) return [pairedStatement(own, other, budget, cell)];
    if (own) return [deletedStatement(own, cell)];
    return other ? [newStatement(other, cell)] : [];
  });
}

function pairedLine(before: Line, after: Line, budget: Budget): PartDiff {
  const [own, other] = [before.runs[0], after.runs[0]];
  const statements =
    after.what === 'row' ? rowStatements(before, after, budget) : own && other ? diffSentences(own, other, budget) : [];
  const isKept = statements.every(({ kind }) => kind === 'kept');
  return { kind: isKept ? 'kept' : 'edited', what: after.what, depth: after.depth, changeId: null, statements };
}

const movedLine = (line: Line, side: 'from' | 'to', pair: number): PartDiff => ({
  kind: 'moved',
  what: line.what,
  depth: line.depth,
  ...(side === 'to' ? { shape: line.shape } : {}),
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

function mergeLines({ before, after }: Lines, { pairs, moves }: Matching, budget: Budget): Merged {
  const formatting: FormattingChange[] = [];
  const away = new Map(moves);
  const here = new Map(moves.map(([b, a]) => [a, b]));
  const structure: (readonly [Line, Line, PartDiff])[] = [];
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
    const part = pairedLine(own, other, budget);
    formatting.push(...formattingOf(part.statements));
    if (own.shape !== other.shape) structure.push([own, other, part]);
    return [...gone, ...come, part];
  });
  const structured = structure.map(([own, other, part]) =>
    structureChange(own.shape, other.shape, other.text, parts.indexOf(part)),
  );
  return { parts, formatting: [...formatting, ...structured] };
}

function containerDiff(before: Container, after: Container, budget: Budget): Merged {
  const lines = { before: linesOf(before), after: linesOf(after) };
  const found = matchAll(lines.before.map(matchableLine), lines.after.map(matchableLine), budget);
  if (found === null) throw new OverBudget('The lines of a block have too little in common.');
  return mergeLines(lines, found, budget);
}

type Text = Paragraph | Subheading;

function textStatements(before: Text, after: Text, budget: Budget): StatementDiff[] {
  const [own, other] = [readRun(before.content), readRun(after.content)];
  if (before.type === 'paragraph' || after.type === 'paragraph') return diffSentences(own, other, budget);
  return own.text === '' && other.text === '' && own.cites.length + other.cites.length === 0
    ? []
    : [pairedStatement(own, other, budget)];
}

const isNumbered = ({ changeId }: { readonly changeId: string | null }) => changeId !== null;

/**
 * One block compared with itself as it was; `kept` where nothing but ids of blocks differs, `limited` where comparing
 * would cost more than its share of the budget.
 */
export function pairedBlock(before: Block, after: Block, budget: Budget): BlockDiff {
  const identity = identityOf(before, after);
  const bare = { blockId: after.attrs.id, before, after, statements: [], parts: [] };
  if (contentKey(before) === contentKey(after)) return { ...bare, kind: 'kept', changeId: null, formatting: identity };
  const inside = within(() => insideOf(before, after, budget.forBlock()));
  if (inside === null) return { ...bare, kind: 'edited', limited: true, changeId: unnumbered, formatting: [] };
  const formatting = [...frameChanges(before, after), ...inside.formatting];
  const shown =
    [...inside.statements, ...inside.parts, ...inside.parts.flatMap(({ statements }) => statements)].some(isNumbered) ||
    formatting.some(isNumbered) ||
    hasCitationChange(inside);
  return {
    ...{ ...bare, kind: 'edited', changeId: null, statements: inside.statements, parts: inside.parts },
    formatting: [...formatting, ...(shown ? [] : [unexplained()]), ...identity],
  };
}

type Inside = Pick<BlockDiff, 'statements' | 'parts' | 'formatting'>;

function insideOf(before: Block, after: Block, budget: Budget): Inside {
  if (isContainer(before) && isContainer(after)) return { statements: [], ...containerDiff(before, after, budget) };
  if (isContainer(before) || isContainer(after)) return { statements: [], parts: [], formatting: [] };
  const statements = textStatements(before, after, budget);
  return { statements, parts: [], formatting: formattingOf(statements) };
}

/** Ids that are others, as an invisible change. */
export function identityOf(before: Block, after: Block): FormattingChange[] {
  const ids = idsOf(after);
  return idsOf(before).join('\n') === ids.join('\n') ? [] : [storedForm(ids)];
}

const hasCitationChange = ({ statements, parts }: Pick<BlockDiff, 'statements' | 'parts'>) =>
  [...statements, ...parts.flatMap((part) => part.statements)].some(({ words }) =>
    words.some(({ kind, citationId }) => kind !== 'same' && citationId !== undefined),
  );

/** A block that came (`added`) or went (`deleted`) as a whole. */
export function wholeBlock(block: Block, kind: 'added' | 'deleted'): BlockDiff {
  const side = kind === 'added' ? { after: block } : { before: block };
  const head = { kind, blockId: block.attrs.id, ...side, formatting: [] };
  if (isContainer(block)) {
    const parts = linesOf(block).map((line) => wholeLine(line, kind));
    const changeId = wordless(parts.flatMap(({ statements }) => statements));
    const own = changeId === null ? parts : parts.map((part) => ({ ...part, changeId: null }));
    return { ...head, changeId, statements: [], parts: own };
  }
  const runs = [readRun(block.content)];
  const statements = kind === 'added' ? newStatements(runs) : deletedStatements(runs);
  return { ...head, changeId: wordless(statements), statements, parts: [] };
}

/** A block of a section that could not be lined up: it is shown as it is. */
export const plainBlock = (block: Block, kind: 'added' | 'deleted'): BlockDiff => ({
  ...{ kind, blockId: block.attrs.id, limited: true, changeId: unnumbered },
  ...(kind === 'added' ? { after: block } : { before: block }),
  ...{ statements: [], parts: [], formatting: [] },
});
