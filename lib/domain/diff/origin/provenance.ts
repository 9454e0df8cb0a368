import type { Article } from '@/lib/domain/article';
import type { BlockDiff, RevisionDiff, StatementDiff } from '@/lib/domain/diff/change';
import { runsOf } from '@/lib/domain/diff/lines';
import { sideText, statementsOfBlock } from '@/lib/domain/diff/pieces';
import type { Block } from '@/lib/domain/prose/body';
import { statementWords } from '@/lib/domain/prose/statements';

/**
 * Words that follow each other and first stood in the same version, which says who wrote and approved them; `length` in UTF-16 code
 * units, without what divides lines and cells.
 */
export type OriginRun = { readonly version: number; readonly length: number };

/**
 * Who wrote what in one state of an article: for each block, by its id, runs that add up to its words. `gone` remembers
 * sentences that do not stand in it any more, or stand there otherwise, so that a restored one has its first origin.
 */
export type Provenance = {
  readonly blocks: ReadonlyMap<string, readonly OriginRun[]>;
  readonly gone: ReadonlyMap<string, readonly OriginRun[]>;
};

/** Before the first version. */
export const noProvenance: Provenance = { blocks: new Map(), gone: new Map() };

/** How many code units of words a block has: what its runs add up to. */
export const wordsLength = (block: Block): number => runsOf(block).reduce((sum, { text }) => sum + text.length, 0);

/** Runs with equal neighbours joined and without empty ones. */
function joined(runs: readonly OriginRun[]): OriginRun[] {
  const all: OriginRun[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    if (run.length === 0) continue;
    if (last?.version === run.version) {
      all[all.length - 1] = { ...last, length: last.length + run.length };
    } else all.push(run);
  }
  return all;
}

/** The runs of a stretch of words. */
export function runsWithin(runs: readonly OriginRun[], from: number, to: number): OriginRun[] {
  let start = 0;
  return runs.flatMap(({ version, length }) => {
    const [begin, end] = [Math.max(from, start), Math.min(to, start + length)];
    start += length;
    return end > begin ? [{ version, length: end - begin }] : [];
  });
}

/** Exactly so long: what is missing is of the given version. */
function fitted(runs: readonly OriginRun[], length: number, version: number): OriginRun[] {
  const known = runs.reduce((sum, run) => sum + run.length, 0);
  return [...runsWithin(runs, 0, length), { version, length: Math.max(0, length - known) }];
}

/** What stood before: the runs of each statement, and of what moved by its number, in order. */
class Past {
  readonly statements = new Map<StatementDiff, readonly OriginRun[]>();
  private readonly moved = new Map<string, (readonly OriginRun[])[]>();

  constructor(
    diff: RevisionDiff,
    private readonly own: Provenance,
  ) {
    for (const block of diff.sections.flatMap(({ blocks }) => blocks)) this.read(block);
  }

  of(block: Block | undefined): readonly OriginRun[] {
    return this.own.blocks.get(block?.attrs.id ?? '') ?? [];
  }

  /** The runs of the next thing that moved under a number. */
  take(changeId: string | null): readonly OriginRun[] {
    return this.moved.get(changeId ?? '')?.shift() ?? [];
  }

  private keep(changeId: string | null, runs: readonly OriginRun[]) {
    if (changeId !== null) this.moved.set(changeId, [...(this.moved.get(changeId) ?? []), runs]);
  }

  private read(block: BlockDiff) {
    const runs = this.of(block.before);
    if (block.side === 'from') this.keep(block.changeId, runs);
    let at = 0;
    for (const statement of statementsOfBlock(block)) {
      if (statement.kind === 'new' || statement.side === 'to') continue;
      const { length } = sideText(statement.words, 'before');
      const part = runsWithin(runs, at, at + length);
      at += length;
      this.statements.set(statement, part);
      if (statement.side === 'from') this.keep(statement.changeId, part);
    }
  }
}

type Carry = { readonly past: Past; readonly gone: Provenance['gone']; readonly version: number };

function statementRuns(statement: StatementDiff, { past, gone, version }: Carry): OriginRun[] {
  const after = sideText(statement.words, 'after');
  if (statement.kind === 'deleted' || statement.side === 'from') return [];
  if (statement.side === 'to') return fitted(past.take(statement.changeId), after.length, version);
  const restored = statement.kind === 'kept' ? undefined : gone.get(statementWords(after));
  if (statement.kind === 'new' || restored) return fitted(restored ?? [], after.length, version);
  const before = past.statements.get(statement) ?? [];
  let at = 0;
  return statement.words.flatMap((piece) => {
    if (piece.kind === 'ins') return [{ version, length: piece.text.length }];
    const length = (piece.before?.text ?? piece.text).length;
    const own = runsWithin(before, at, at + length);
    at += length;
    return piece.kind === 'del' ? [] : fitted(own, piece.text.length, version);
  });
}

function blockRuns(block: BlockDiff, after: Block, carry: Carry): OriginRun[] {
  const { past, version } = carry;
  const length = wordsLength(after);
  if (block.kind === 'kept') return fitted(past.of(block.before), length, version);
  if (block.side === 'to') return fitted(past.take(block.changeId), length, version);
  return fitted(
    statementsOfBlock(block).flatMap((statement) => statementRuns(statement, carry)),
    length,
    version,
  );
}

/** Sentences that went, or were written anew, with where they came from. */
function goneWith(diff: RevisionDiff, { past, gone }: Carry): Map<string, readonly OriginRun[]> {
  const all = new Map(gone);
  for (const statement of diff.sections.flatMap(({ blocks }) => blocks.flatMap(statementsOfBlock))) {
    if (statement.kind !== 'deleted' && statement.kind !== 'edited') continue;
    all.set(statementWords(sideText(statement.words, 'before')), past.statements.get(statement) ?? []);
  }
  return all;
}

/**
 * Carries who wrote what from one version to the next, by their comparison: words that stayed or moved keep their
 * origin, in whatever block or section they stand now; a sentence that stood there once before has its first one;
 * everything else is of `version`. `after` is the article that the comparison leads to.
 */
export function carryProvenance(before: Provenance, diff: RevisionDiff, after: Article, version: number): Provenance {
  const carry: Carry = { past: new Past(diff, before), gone: before.gone, version };
  const compared = new Map(
    diff.sections.flatMap(({ blocks }) =>
      blocks.flatMap((one) => (one.after ? [[one.after.attrs.id, one] as const] : [])),
    ),
  );
  const blocks = new Map(
    after.sections.flatMap(({ body }) =>
      body.content.map((block) => {
        const change = compared.get(block.attrs.id);
        const runs = change
          ? blockRuns(change, block, carry)
          : fitted(before.blocks.get(block.attrs.id) ?? [], wordsLength(block), version);
        return [block.attrs.id, joined(runs)] as const;
      }),
    ),
  );
  return { blocks, gone: goneWith(diff, carry) };
}
