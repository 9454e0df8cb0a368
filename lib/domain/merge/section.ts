import { diff3Merge } from 'node-diff3';
import { gapsOf, range } from '@/lib/domain/diff/align';
import { matchableBlock } from '@/lib/domain/diff/blocks';
import { contentKey, exactKey, idsOf } from '@/lib/domain/diff/lines';
import { matchAll } from '@/lib/domain/diff/match';
import { type Run, readRun, sentencesOf, writeRun } from '@/lib/domain/diff/runs';
import type { Block, Body, Paragraph } from '@/lib/domain/prose/body';
import { blockText } from '@/lib/domain/prose/text';

/** Words that two people changed in different ways; empty lists where a side has nothing there. */
export type MergeConflict = {
  /** The block of the base; for texts put in at one place the block before it, or empty at the start. */
  readonly blockId: string;
  /** Where the base stands in the merged body, as an index of blocks: ids may stand elsewhere, in what somebody moved. */
  readonly at: number;
  readonly base: readonly Block[];
  readonly ours: readonly Block[];
  readonly theirs: readonly Block[];
};

/** What could stand in place of a conflict: both people's sentences. Never taken without somebody's word for it. */
type MergeProposal = { readonly blockId: string; readonly block: Block };

/**
 * The merged text. With conflicts it is not to be used as it is: in their places stands the base. `limited`: too much
 * to line up, the one conflict is the whole section.
 */
export type MergedSection = {
  readonly body: Body;
  readonly conflicts: readonly MergeConflict[];
  readonly proposals: readonly MergeProposal[];
  readonly limited: boolean;
};

/** Above these a section is not merged (sources-and-import D). */
const mergeLimits = { blocks: 5000, equalBlocks: 200 } as const;

/** What one side did: per base block what became of it, and per slot what came before that block. */
type Side = {
  readonly fates: readonly (Block | null)[];
  readonly inserted: readonly (readonly Block[])[];
  /** Slots at which this side both took out and put in, with all slots of that gap. */
  readonly rewritten: ReadonlySet<number>;
};

function sideOf(base: readonly Block[], side: readonly Block[]): Side | null {
  const matching = matchAll(base.map(matchableBlock), side.map(matchableBlock));
  if (matching === null) return null;
  const fates: (Block | null)[] = base.map(() => null);
  const inserted: Block[][] = range(0, base.length + 1).map(() => []);
  const rewritten = new Set<number>();
  for (const { before: b, after: a, pair } of gapsOf(matching.pairs, base.length, side.length)) {
    inserted[b[0]]?.push(...side.slice(...a));
    if (a[0] < a[1] && b[0] < b[1]) for (const slot of range(b[0], b[1] + 1)) rewritten.add(slot);
    if (pair !== null) fates[pair[0]] = side[pair[1]] ?? null;
  }
  return { fates, inserted, rewritten };
}

const whole = (base: Body, ours: Body, theirs: Body, limited: boolean): MergedSection => ({
  body: base,
  conflicts: [{ blockId: '', at: 0, base: base.content, ours: ours.content, theirs: theirs.content }],
  proposals: [],
  limited,
});

const sameBlocks = (a: readonly Block[], b: readonly Block[], key: (block: Block) => string) =>
  a.length === b.length && a.every((block, index) => b[index] !== undefined && key(block) === key(b[index]));

/** One of two equal texts whose ids differ: the same one whoever is called ours. */
const oneOf = <T extends Block | readonly Block[]>(a: T, b: T): T => (JSON.stringify(a) <= JSON.stringify(b) ? a : b);

function isTooMuch(bodies: readonly Body[]): boolean {
  return bodies.some(({ content }) => {
    if (content.length > mergeLimits.blocks) return true;
    const counts = new Map<string, number>();
    for (const text of content.map(blockText)) counts.set(text, (counts.get(text) ?? 0) + 1);
    return Math.max(0, ...counts.values()) > mergeLimits.equalBlocks;
  });
}

/** The result for one slot or block: what stands there, or a conflict. */
type Outcome = { readonly blocks: readonly Block[]; readonly conflict?: Omit<MergeConflict, 'at'> };

function mergeSlot(slot: number, ours: Side, theirs: Side, blockId: string): Outcome {
  const [own, other] = [ours.inserted[slot] ?? [], theirs.inserted[slot] ?? []];
  if (sameBlocks(own, other, contentKey)) return { blocks: oneOf(own, other) };
  const clash = (own.length > 0 && theirs.rewritten.has(slot)) || (other.length > 0 && ours.rewritten.has(slot));
  if (own.length > 0 && other.length > 0) {
    return { blocks: [], conflict: { blockId, base: [], ours: own, theirs: other } };
  }
  // One side put something in where the other replaced the surroundings: where it belongs, nobody can tell.
  if (clash) return { blocks: [], conflict: { blockId, base: [], ours: own, theirs: other } };
  return { blocks: own.length > 0 ? own : other };
}

function mergeBlock(base: Block, ours: Block | null, theirs: Block | null): Outcome {
  const key = exactKey(base);
  if (ours !== null && exactKey(ours) === key) return { blocks: theirs === null ? [] : [theirs] };
  if (theirs !== null && exactKey(theirs) === key) return { blocks: ours === null ? [] : [ours] };
  if (ours === null && theirs === null) return { blocks: [] };
  if (ours !== null && theirs !== null && contentKey(ours) === contentKey(theirs)) {
    return { blocks: [oneOf(ours, theirs)] };
  }
  const side = (block: Block | null) => (block === null ? [] : [block]);
  return {
    blocks: [base],
    conflict: { blockId: base.attrs.id, base: [base], ours: side(ours), theirs: side(theirs) },
  };
}

const sentenceKey = (run: Run) => JSON.stringify([run.text.trim().normalize('NFC'), marksOf(run), run.cites]);

/** Marks over the words themselves, not over the blank behind them. */
function marksOf({ text, spans }: Run) {
  const end = text.trimEnd().length;
  return spans
    .filter(({ from, marks }) => from < end && marks.length > 0)
    .map(({ from, to, marks }) => [from, Math.min(to, end), marks]);
}

/** Citations added on both sides to one unchanged sentence: both stay, ordered by place, then by id. */
function joinCites(base: Run, ours: Run, theirs: Run): Run | null {
  const words = ({ text, spans }: Run) => JSON.stringify([text.trim(), spans.map(({ from, marks }) => [from, marks])]);
  if (words(base) !== words(ours) || words(base) !== words(theirs)) return null;
  const name = ({ at, id }: Run['cites'][number]) => `${at}/${id}`;
  const sides = [ours, theirs].map(({ cites }) => new Set(cites.map(name)));
  if (base.cites.some((cite) => sides.some((side) => !side.has(name(cite))))) return null;
  const known = new Set(base.cites.map(name));
  const added = new Map(
    [...ours.cites, ...theirs.cites].filter((one) => !known.has(name(one))).map((one) => [name(one), one]),
  );
  const order = (a: Run['cites'][number], b: Run['cites'][number]) =>
    a.at - b.at || Number(known.has(name(b))) - Number(known.has(name(a))) || (a.id < b.id ? -1 : 1);
  const text = ours.text.length >= theirs.text.length ? ours : theirs;
  return { ...text, cites: [...base.cites, ...added.values()].toSorted(order) };
}

function append(head: Run, next: Run): Run {
  const gap = head.text !== '' && /[\p{L}\p{N}.!?"'”’)\]…:;,]$/u.test(head.text) && !/^\s/u.test(next.text) ? ' ' : '';
  const shift = head.text.length + gap.length;
  const blank = gap === '' ? [] : [{ from: head.text.length, to: shift, marks: [] }];
  return {
    text: head.text + gap + next.text,
    spans: [
      ...head.spans,
      ...blank,
      ...next.spans.map(({ from, to, marks }) => ({ from: from + shift, to: to + shift, marks })),
    ],
    cites: [...head.cites, ...next.cites.map(({ at, id }) => ({ at: at + shift, id }))],
  };
}

/**
 * A paragraph that holds what both people did, where they changed different sentences; null where they changed the
 * same or neighbouring ones. Only ever offered (sources-and-import D, step 4).
 */
function proposeParagraph(base: Paragraph, ours: Paragraph, theirs: Paragraph): Paragraph | null {
  const runs = new Map<string, Run>();
  const read = (node: Paragraph) =>
    sentencesOf(readRun(node.content)).map((run) => {
      const key = sentenceKey(run);
      if ((runs.get(key)?.text.length ?? -1) < run.text.length) runs.set(key, run);
      return key;
    });
  const [old, own, other] = [read(base), read(ours), read(theirs)];
  const regions = diff3Merge(own, old, other, { excludeFalseConflicts: true });
  const merged: Run[] = [];
  for (const { ok, conflict } of regions) {
    if (ok) merged.push(...ok.flatMap((key) => runs.get(key) ?? []));
    if (!conflict) continue;
    const single = [conflict.o, conflict.a, conflict.b].map((keys) =>
      keys.length === 1 ? runs.get(keys[0] ?? '') : null,
    );
    const [a, b, c] = single;
    const joined = a && b && c ? joinCites(a, b, c) : null;
    if (joined === null) return null;
    merged.push(joined);
  }
  const run = merged.reduce(append, { text: '', spans: [], cites: [] });
  const trimmed = run.text.trimEnd();
  const content = writeRun({
    text: trimmed,
    spans: run.spans
      .filter(({ from }) => from < trimmed.length)
      .map((span) => ({ ...span, to: Math.min(span.to, trimmed.length) })),
    cites: run.cites.map(({ at, id }) => ({ at: Math.min(at, trimmed.length), id })),
  });
  return content.length === 0 ? null : { type: 'paragraph', attrs: base.attrs, content };
}

function proposalFor({ blockId, base, ours, theirs }: MergeConflict): MergeProposal[] {
  const [old, own, other] = [base[0], ours[0], theirs[0]];
  if (old?.type !== 'paragraph' || own?.type !== 'paragraph' || other?.type !== 'paragraph') return [];
  const block = proposeParagraph(old, own, other);
  return block === null ? [] : [{ blockId, block }];
}

const hasDoubles = (blocks: readonly Block[]) => {
  const ids = blocks.flatMap((block) => idsOf(block)).filter((id) => id !== '');
  return new Set(ids).size < ids.length;
};

/**
 * Merges what two people made of one section. Different paragraphs, neighbouring ones too, merge in silence; the same
 * paragraph changed in two ways, changed here and taken out there, or two texts put in at one place are conflicts, for
 * the first of which `proposals` may offer both people's sentences. Symmetric: exchanging the sides gives the same body.
 */
export function mergeSection(base: Body, ours: Body, theirs: Body): MergedSection {
  const clean = (body: Body): MergedSection => ({ body, conflicts: [], proposals: [], limited: false });
  if (sameBlocks(ours.content, base.content, exactKey)) return clean(theirs);
  if (sameBlocks(theirs.content, base.content, exactKey)) return clean(ours);
  if (sameBlocks(ours.content, theirs.content, exactKey)) return clean(ours);
  if (isTooMuch([base, ours, theirs])) return whole(base, ours, theirs, true);
  const [own, other] = [sideOf(base.content, ours.content), sideOf(base.content, theirs.content)];
  if (own === null || other === null) return whole(base, ours, theirs, true);
  const outcomes = range(0, base.content.length + 1).flatMap((index) => {
    const block = base.content[index];
    const slot = mergeSlot(index, own, other, base.content[index - 1]?.attrs.id ?? '');
    if (!block) return [slot];
    return [slot, mergeBlock(block, own.fates[index] ?? null, other.fates[index] ?? null)];
  });
  const content: Block[] = [];
  const conflicts: MergeConflict[] = [];
  for (const { blocks, conflict } of outcomes) {
    if (conflict) conflicts.push({ ...conflict, at: content.length });
    content.push(...blocks);
  }
  // The same block moved to two places, or everything taken out by halves: no text that anybody wrote.
  if (content.length === 0 || hasDoubles(content)) return whole(base, ours, theirs, false);
  return { body: { type: 'doc', content }, conflicts, proposals: conflicts.flatMap(proposalFor), limited: false };
}
