import { equalPairs, gapsOf } from '@/lib/domain/diff/align';
import { Budget, within } from '@/lib/domain/diff/budget';
import type { WordPiece } from '@/lib/domain/diff/change';
import { firstBehind, placesWithin, plainRun, type Run } from '@/lib/domain/diff/runs';
import type { Mark } from '@/lib/domain/prose/body';
import { sameMarks } from '@/lib/domain/prose/normalise';

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const wordForm = /[\p{L}\p{N}\p{M}]+(?:['’.,][\p{L}\p{N}\p{M}]+)*/gu;
const hasWord = /[\p{L}\p{N}]/u;

/** The segmenter slows down with the square of the length of a text, in UTF-16 code units. */
const windowLength = 512;

/**
 * Words, blanks and marks of a text, cut by `Intl.Segmenter`: never inside a character as people see it. Window by window:
 * the last token of a window begins the next, since it may go on.
 */
function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  let length = windowLength;
  for (let start = 0; start < text.length;) {
    const inside = Array.from(segmenter.segment(text.slice(start, start + length)), ({ segment }) => segment);
    const kept = start + length >= text.length ? inside : inside.slice(0, -1);
    for (const token of kept) {
      tokens.push(token);
      start += token.length;
    }
    length = kept.length === 0 ? length * 2 : windowLength;
  }
  return tokens;
}

/** The words of a text in lower case, NFC; used to measure likeness, not to show. */
export const wordsOf = (text: string): string[] => {
  const folded = text.normalize('NFC').toLowerCase();
  if (unspaced.test(folded)) return tokensOf(folded).filter((token) => hasWord.test(token));
  return folded.match(wordForm) ?? [];
};

/** How many times each word occurs, and how many words there are. */
export type Bag = { readonly counts: ReadonlyMap<string, number>; readonly size: number };

/** The words of a text as a bag. */
export function bagOf(text: string): Bag {
  const counts = new Map<string, number>();
  const words = wordsOf(text);
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, size: words.length };
}

/** Sørensen-Dice likeness of two bags of words, 0 to 1; two empty ones are alike. Spends what it costs of a budget. */
export function dice(a: Bag, b: Bag, budget?: Budget): number {
  if (a.size + b.size === 0) return 1;
  if (Math.min(a.size, b.size) * 2 < alike * (a.size + b.size) * 0.999) return 0;
  budget?.spend(a.counts.size);
  let shared = 0;
  for (const [word, count] of a.counts) shared += Math.min(count, b.counts.get(word) ?? 0);
  return (2 * shared) / (a.size + b.size);
}

/** From this likeness on two sentences or blocks are the same one, edited (ux.md 10.1). */
export const alike = 0.45;

/** What comparing two runs costs, however short. */
const stepsOfPair = 400;
const replacedShare = 0.6;
const maxJoinedWords = 2;
const maxShortWord = 3;

type Step = { readonly kind: 'same' | 'change'; readonly before: string[]; readonly after: string[] };

const countWords = (tokens: readonly string[]) => tokens.filter((token) => hasWord.test(token)).length;
const isShortGap = (tokens: readonly string[]) => {
  const words = tokens.filter((token) => hasWord.test(token));
  return words.length <= maxJoinedWords && words.every((word) => word.length <= maxShortWord);
};

function stepsOf(before: string[], after: string[], budget: Budget): Step[] {
  const key = (token: string) => token.normalize('NFC');
  const pairs = equalPairs(before.map(key), after.map(key), budget);
  const steps: Step[] = [];
  for (const { before: b, after: a, pair } of gapsOf(pairs, before.length, after.length)) {
    if (b[0] < b[1] || a[0] < a[1]) {
      steps.push({ kind: 'change', before: before.slice(...b), after: after.slice(...a) });
    }
    if (pair === null) continue;
    const last = steps.at(-1);
    const [own, other] = [before[pair[0]] ?? '', after[pair[1]] ?? ''];
    if (last?.kind === 'same') {
      last.before.push(own);
      last.after.push(other);
    } else steps.push({ kind: 'same', before: [own], after: [other] });
  }
  return steps;
}

/** Joins changes that only a few short words divide: "[a of b]" reads better than "[a] of [b]". */
function joinSteps(steps: readonly Step[]): Step[] {
  const joined: Step[] = [];
  for (const [index, step] of steps.entries()) {
    const last = joined.at(-1);
    const between = step.kind === 'same' && index > 0 && index < steps.length - 1 && isShortGap(step.after);
    if (last?.kind === 'change' && (step.kind === 'change' || between)) {
      last.before.push(...step.before);
      last.after.push(...step.after);
    } else joined.push({ kind: step.kind, before: [...step.before], after: [...step.after] });
  }
  return joined;
}

function changedShare(steps: readonly Step[]): number {
  let [changed, all] = [0, 0];
  for (const { kind, before, after } of steps) {
    const words = countWords(before) + countWords(after);
    all += words;
    if (kind === 'change') changed += words;
  }
  return all === 0 ? 1 : changed / all;
}

/** A stretch of both sides, as offsets: equal text, or one replaced by the other (either may be empty). */
type Stretch = { readonly kind: 'same' | 'change'; readonly before: number; readonly after: number };

const blanks = (text: string): { lead: string; core: string; tail: string } => {
  const core = text.trim();
  const lead = core === '' ? '' : text.slice(0, text.indexOf(core));
  return { lead, core, tail: text.slice(lead.length + core.length) };
};

function stretchesOf(before: string, after: string, budget: Budget): Stretch[] {
  const [b, a] = [blanks(before), blanks(after)];
  const lengths = (parts: readonly string[]) => parts.reduce((sum, part) => sum + part.length, 0);
  const compared = stepsOf(tokensOf(b.core), tokensOf(a.core), budget);
  const whole = changedShare(compared) > replacedShare && compared.some(({ kind }) => kind === 'change');
  const steps = whole ? [{ kind: 'change' as const, before: [b.core], after: [a.core] }] : joinSteps(compared);
  const stretches = [
    { kind: 'same' as const, before: b.lead.length, after: a.lead.length },
    ...steps.map((step) => ({ kind: step.kind, before: lengths(step.before), after: lengths(step.after) })),
    { kind: 'same' as const, before: b.tail.length, after: a.tail.length },
  ];
  return stretches.filter((stretch) => stretch.before + stretch.after > 0);
}

function marksAt(run: Run, at: number): readonly Mark[] {
  const span = run.spans[firstBehind(run.spans, at) - 1];
  return span !== undefined && at < span.to ? span.marks : [];
}

const withMarks = (marks: readonly Mark[]) => (marks.length > 0 ? { marks } : {});

/** Offsets in `[from, to]` where marks change or a citation stands, relative to `from`. */
const cutsOf = (run: Run, from: number, to: number): number[] =>
  [
    ...placesWithin(run.spans, from, to).map((span) => span.from),
    ...placesWithin(run.cites, from, to).map(({ at }) => at),
  ]
    .filter((at) => at > from && at < to)
    .map((at) => at - from);

/** Writes pieces while it walks along both runs at once. */
class PieceWriter {
  readonly pieces: WordPiece[] = [];
  private before = 0;
  private after = 0;
  private citesBefore = 0;
  private citesAfter = 0;
  constructor(
    private readonly old: Run,
    private readonly young: Run,
    private readonly budget = new Budget(),
  ) {}

  private push(piece: WordPiece) {
    const last = this.pieces.at(-1);
    const joins =
      last !== undefined &&
      last.kind === piece.kind &&
      last.citationId === undefined &&
      piece.citationId === undefined &&
      last.before === undefined &&
      piece.before === undefined &&
      sameMarks(last.marks, piece.marks);
    if (joins) this.pieces[this.pieces.length - 1] = { ...last, text: last.text + piece.text };
    else this.pieces.push(piece);
  }

  private waiting(run: Run, from: number, at: number): string[] {
    const ids: string[] = [];
    for (let index = from; run.cites[index]?.at === at; index += 1) ids.push(run.cites[index]?.id ?? '');
    return ids;
  }

  private cite(kind: WordPiece['kind'], citationId: string) {
    this.push({ kind, text: '', citationId });
    if (kind !== 'ins') this.citesBefore += 1;
    if (kind !== 'del') this.citesAfter += 1;
  }

  private citeAll(kind: WordPiece['kind'], ids: readonly string[]) {
    for (const id of ids) this.cite(kind, id);
  }

  /** Citations that stand here on both sides; then those that have to be written before a side goes on. */
  cites(leaving: { before: boolean; after: boolean }) {
    const own = this.waiting(this.old, this.citesBefore, this.before);
    const other = this.waiting(this.young, this.citesAfter, this.after);
    if (own.length + other.length === 0) return;
    for (const { before, after, pair } of gapsOf(equalPairs(own, other, this.budget), own.length, other.length)) {
      if (pair !== null || leaving.before) this.citeAll('del', own.slice(...before));
      if (pair !== null || leaving.after) this.citeAll('ins', other.slice(...after));
      if (pair !== null) this.cite('same', own[pair[0]] ?? '');
    }
  }

  private one(side: 'before' | 'after', length: number) {
    const run = side === 'before' ? this.old : this.young;
    const from = this[side];
    const cuts = [...new Set([...cutsOf(run, from, from + length), length])].toSorted((x, y) => x - y);
    for (const cut of cuts) {
      const at = this[side];
      this.cites({ before: side === 'before', after: side === 'after' });
      const text = run.text.slice(at, from + cut);
      if (text !== '') this.push({ kind: side === 'before' ? 'del' : 'ins', text, ...withMarks(marksAt(run, at)) });
      this[side] = from + cut;
    }
  }

  change(before: number, after: number) {
    this.one('before', before);
    this.one('after', after);
  }

  same(before: number, after: number) {
    const text = this.young.text.slice(this.after, this.after + after);
    const cutBefore = cutsOf(this.old, this.before, this.before + before);
    const cutAfter = cutsOf(this.young, this.after, this.after + after);
    if (this.old.text.slice(this.before, this.before + before) !== text) {
      if (cutBefore.length + cutAfter.length > 0) this.change(before, after);
      else this.both(before, after);
      return;
    }
    let done = 0;
    for (const cut of [...new Set([...cutBefore, ...cutAfter, after])].toSorted((x, y) => x - y)) {
      this.both(cut - done, cut - done);
      done = cut;
    }
  }

  private both(before: number, after: number) {
    this.cites({ before: before > 0, after: after > 0 });
    const text = this.young.text.slice(this.after, this.after + after);
    const oldText = this.old.text.slice(this.before, this.before + before);
    const marks = after > 0 ? marksAt(this.young, this.after) : [];
    const oldMarks = before > 0 ? marksAt(this.old, this.before) : [];
    const equal = oldText === text && sameMarks(marks, oldMarks);
    const old = equal ? {} : { before: { text: oldText, ...withMarks(oldMarks) } };
    this.push({ kind: 'same', text, ...withMarks(marks), ...old });
    this.before += before;
    this.after += after;
  }
}

/**
 * Compares two runs word by word. Above 60 % of changed words the one replaces the other as a whole; changes divided
 * by at most two words of at most three letters are joined. Marks and citations never make words differ. Throws
 * `OverBudget`.
 */
export function diffWords(before: Run, after: Run, budget = new Budget()): WordPiece[] {
  budget.spend(stepsOfPair + before.text.length + after.text.length);
  const writer = new PieceWriter(before, after, budget);
  for (const stretch of stretchesOf(before.text, after.text, budget)) {
    if (stretch.kind === 'same') writer.same(stretch.before, stretch.after);
    else writer.change(stretch.before, stretch.after);
  }
  writer.cites({ before: true, after: true });
  return writer.pieces;
}

const nothing = plainRun('');

/** The pieces of a run that came as a whole. */
export function insertedWords(run: Run): WordPiece[] {
  const writer = new PieceWriter(nothing, run);
  writer.change(0, run.text.length);
  writer.cites({ before: true, after: true });
  return writer.pieces;
}

/** The pieces of a run that went as a whole. */
export function deletedWords(run: Run): WordPiece[] {
  const writer = new PieceWriter(run, nothing);
  writer.change(run.text.length, 0);
  writer.cites({ before: true, after: true });
  return writer.pieces;
}

/** Compares two runs word by word, or says that one stands for the other where that would cost too much. */
export const comparedWords = (before: Run, after: Run): WordPiece[] =>
  within(() => diffWords(before, after)) ?? [...deletedWords(before), ...insertedWords(after)];

/** Compares two plain texts, e.g. titles. */
export const diffText = (before: string, after: string): WordPiece[] =>
  comparedWords(plainRun(before), plainRun(after));
