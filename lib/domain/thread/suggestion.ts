import type { Block, Body, Inline, ListItem, Mark, Paragraph, Subheading } from '@/lib/domain/prose/body';
import { differing } from '@/lib/domain/diff/meaning/read';
import { blockText, plainText } from '@/lib/domain/prose/text';

/** A block that holds words itself. */
export type Leaf = Paragraph | Subheading;

/** Other words for the units `from` to `to` of the words of one paragraph or subheading (UTF-16 code units). */
export type Replacement = {
  readonly blockId: string;
  readonly from: number;
  readonly to: number;
  readonly replacement: string;
};

/** The paragraphs and subheadings of a body, in order, each with where its words begin in the words of the body. */
export function leavesOf(body: Body): readonly { readonly leaf: Leaf; readonly at: number }[] {
  const text = plainText(body);
  let cursor = 0;
  return body.content.flatMap(leavesIn).map((leaf) => {
    const words = blockText(leaf);
    // Between leaves there are blanks only.
    const at = words === '' ? cursor : text.indexOf(words, cursor);
    cursor = at + words.length;
    return { leaf, at };
  });
}

function leavesIn(block: Block | ListItem): Leaf[] {
  if (block.type === 'paragraph' || block.type === 'subheading') return [block];
  if (block.type === 'table') return block.content.flatMap((row) => row.content.flatMap((cell) => [...cell.content]));
  return block.content.flatMap(leavesIn);
}

/** The paragraph that holds the units `from` to `to` of a body's words whole, and where in its own words; null over several. */
export function leafAt(body: Body, from: number, to: number) {
  const found = leavesOf(body).find(({ leaf, at }) => from >= at && to <= at + blockText(leaf).length);
  return found && { leaf: found.leaf, from: from - found.at, to: to - found.at };
}

const isBlank = (text: string) => !/[\p{L}\p{N}]/u.test(text);
const word = /[\p{L}\p{N}\p{M}]/u;

/** How many units both texts share at their beginning, without parting a word. */
function sharedHead(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length] === b[length]) length += 1;
  while (length > 0 && word.test(a[length - 1] ?? '') && (word.test(a[length] ?? '') || word.test(b[length] ?? ''))) {
    length -= 1;
  }
  return length;
}

function sharedTail(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length += 1;
  const before = (text: string) => text.at(-1 - length) ?? '';
  while (length > 0 && word.test(a.at(-length) ?? '') && (word.test(before(a)) || word.test(before(b)))) length -= 1;
  return length;
}

/** The part of a replacement that differs from what is there: words that stay keep their formatting and their sources. */
function narrowed(text: string, { from, to, replacement }: Replacement) {
  const old = text.slice(from, to);
  const head = sharedHead(old, replacement);
  const tail = sharedTail(old.slice(head), replacement.slice(head));
  return { from: from + head, to: to - tail, words: replacement.slice(head, replacement.length - tail) };
}

type Placed = { readonly node: Inline; readonly from: number; readonly to: number };

function placed(content: readonly Inline[]): Placed[] {
  let at = 0;
  return content.map((node) => {
    const from = at;
    at += node.type === 'text' ? node.text.length : node.type === 'hardBreak' ? 1 : 0;
    return { node, from, to: at };
  });
}

const sameMark = (a: Mark) => (b: Mark) => JSON.stringify(a) === JSON.stringify(b);

/** The formatting that all the replaced words have; of an insertion, what the words on both sides have. */
function marksFor(nodes: readonly Placed[], from: number, to: number): readonly Mark[] {
  const touched = nodes.filter(
    ({ node, from: start, to: end }) =>
      node.type === 'text' && (from === to ? start <= from && end >= from : start < to && end > from),
  );
  const lists = touched.map(({ node }) => (node.type === 'text' ? (node.marks ?? []) : []));
  return (lists[0] ?? []).filter((mark) => lists.every((marks) => marks.some(sameMark(mark))));
}

const slice = ({ node, from }: Placed, start: number, end: number): Inline[] => {
  if (node.type !== 'text') return [node];
  const text = node.text.slice(Math.max(0, start - from), Math.max(0, end - from));
  return text === '' ? [] : [{ ...node, text }];
};

const citationsIn = (nodes: readonly Placed[], from: number, to: number) =>
  nodes.flatMap(({ node, from: at }) =>
    node.type === 'citation' && at > from && at <= to ? [{ id: node.attrs.id, at }] : [],
  );

/**
 * Ids of the sources that nobody may drop unasked: those that stand in or right behind words which a replacement removes
 * altogether.
 */
export function sourcesAtStake(leaf: Leaf, change: Replacement): string[] {
  const { from, to, words } = narrowed(blockText(leaf), change);
  if (!isBlank(words) || isBlank(blockText(leaf).slice(from, to))) return [];
  return citationsIn(placed(leaf.content ?? []), from, to).map(({ id }) => id);
}

/**
 * Puts other words into a paragraph. Formatting that all the replaced words have goes on; citations inside them stand behind the
 * new words, in their order, unless `dropSources` says that those of removed words go with them.
 */
export function replaceInLeaf<L extends Leaf>(leaf: L, change: Replacement, dropSources = false): L {
  const nodes = placed(leaf.content ?? []);
  const { from, to, words } = narrowed(blockText(leaf), change);
  const marks = marksFor(nodes, from, to);
  const fresh: Inline[] = words === '' ? [] : [{ type: 'text', text: words, ...(marks.length > 0 && { marks }) }];
  const dropped = dropSources ? new Set(sourcesAtStake(leaf, change)) : new Set<string>();
  const before = nodes.filter(
    (one) => one.from < from || (one.from === from && one.to === from && one.node.type === 'citation'),
  );
  const inside = nodes.filter(({ node, from: at }) => node.type === 'citation' && at > from && at < to);
  const after = nodes.filter(
    (one) => one.to > to || (one.node.type === 'citation' && one.from === to && one.from > from),
  );
  const content = [
    ...before.flatMap((one) => slice(one, one.from, from)),
    ...fresh,
    ...inside.map(({ node }) => node),
    ...after.flatMap((one) => slice(one, Math.max(one.from, to), one.to)),
  ].filter((node) => node.type !== 'citation' || !dropped.has(node.attrs.id));
  return { ...leaf, content: joined(content) };
}

/** Neighbours with the same formatting are one run. */
function joined(content: readonly Inline[]): Inline[] {
  const runs: Inline[] = [];
  for (const node of content) {
    const last = runs.at(-1);
    const isSame =
      last?.type === 'text' &&
      node.type === 'text' &&
      JSON.stringify(last.marks ?? []) === JSON.stringify(node.marks ?? []);
    if (isSame) runs[runs.length - 1] = { ...last, text: last.text + node.text };
    else runs.push(node);
  }
  return runs;
}

/** A body with one of its paragraphs replaced, wherever it stands. */
export function withLeaf(body: Body, leaf: Leaf): Body {
  const inBlock = <B>(block: B): B => replaced(block, leaf);
  return { ...body, content: body.content.map(inBlock) };
}

function replaced<B>(block: B, leaf: Leaf): B {
  if (typeof block !== 'object' || block === null) return block;
  const { attrs, content } = block as { attrs?: { id?: string }; content?: readonly unknown[] };
  if (attrs?.id === leaf.attrs.id) return leaf as B;
  return content ? { ...block, content: content.map((child) => replaced(child, leaf)) } : block;
}

/** Where a replacement in the same paragraph stands after another one was used; null where they touch the same words. */
export function shifted<R extends Replacement>(other: R, used: Replacement): R | null {
  if (other.blockId !== used.blockId || other.to <= used.from) return other;
  if (other.from < used.to) return null;
  const by = used.replacement.length - (used.to - used.from);
  return { ...other, from: other.from + by, to: other.to + by };
}

/** Letters to change, add or take away to make one word of another (Levenshtein 1966). */
function distance(a: string, b: string): number {
  const letters = Array.from(b);
  let row = Array.from({ length: letters.length + 1 }, (_, at) => at);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of letters.entries()) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

const meaningful = ['number', 'date', 'hedge', 'negation'] as const;

/** Whether other words are the same ones spelled right: as many, each at most two letters away, and nothing that has a meaning of its own. */
export function looksLikeSpelling(old: string, replacement: string): boolean {
  const [before, after] = [old, replacement].map((text) => text.match(/\S+/gu) ?? []);
  if (!before || !after || before.length !== after.length || old === replacement) return false;
  const changes = meaningful.map((kind) => differing(kind, [old, replacement]));
  if (changes.some(({ gone, come }) => gone.length + come.length > 0)) return false;
  return before.every((one, at) => {
    const other = after[at] ?? '';
    return one === other || (one.length > 3 && one.length < 60 && other.length < 60 && distance(one, other) <= 2);
  });
}
