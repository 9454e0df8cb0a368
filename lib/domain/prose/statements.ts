import type { Block, Body, Inline, ListItem, Table } from '@/lib/domain/prose/body';
import { blockText, childrenOf } from '@/lib/domain/prose/text';

/** One statement: a sentence of body prose, or a row of a table (sources-and-import A9). */
export type Statement = {
  /** Id of the paragraph that it stands in, or of the table. */
  readonly blockId: string;
  /** Its words, without blanks at the ends. */
  readonly text: string;
  /** Where these stand in the words of its passage, in UTF-16 code units. */
  readonly from: number;
  readonly to: number;
  /** Ids of the citations that stand in it or directly follow it, in order, with repeats. */
  readonly citations: readonly string[];
};

/** Words that are read in one go: a paragraph, also one of an item or quotation, or a row of a table. */
export type Passage = {
  /** Id of the paragraph, or of the table. */
  readonly blockId: string;
  /** Its words: hard breaks and the borders of cells are blanks, citations nothing. */
  readonly text: string;
  readonly statements: readonly Statement[];
  /** Id of the quotation that it stands in. */
  readonly quotationId: string | null;
  /** The row of a table, from 0. */
  readonly row: number | null;
};

/** The words that an answer, an exemption or a check of a statement is bound to: NFC, blanks folded, none at the ends (A10). */
export const statementWords = (text: string): string => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();

const abbreviations = new Set(
  (
    'Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Cpl Sgt Adm Cmdr Gov Sen Rep Rev Hon Pres Sr Jr St Mt Ft No Nos vol vols p pp c ca cf ' +
    'e.g i.e viz vs fig figs ed eds trans ch sec art al approx est Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Inc Ltd Co Corp'
  ).split(' '),
);
const openers = new Set(
  (
    'The A An In On At By For From With To As And But Or He She It They We I You This That These Those There Here His Her Its ' +
    'Their Our After Before During Since When While Although Though If Because However Both Many Some Most All Another Other ' +
    'According Under Until Between Despite Following'
  ).split(' '),
);

const lastWord = /(?:^|[\s("'“‘[])([\p{L}.]+)\.["'”’)\]]*\s*$/u;
const singleCapital = /(?:^|[^\p{L}\p{N}])\p{Lu}\.\s*$/u;
const startsLower = /^[\s"'“‘([]*\p{Ll}/u;
const firstWord = /^[\s"'“‘([]*([\p{L}\p{N}'’]+)/u;

function belongsTogether(before: string, piece: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(piece) || startsLower.test(piece)) return true;
  const word = lastWord.exec(before)?.[1];
  if (word !== undefined && abbreviations.has(word)) return true;
  return singleCapital.test(before) && !openers.has(firstWord.exec(piece)?.[1] ?? '');
}

const segmenters = new Map<string, Intl.Segmenter>();
function segmenterFor(language: string): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  const made = new Intl.Segmenter(language, { granularity: 'sentence' });
  segmenters.set(language, made);
  return made;
}

/** The segmenter slows down out of proportion in texts longer than this, in UTF-16 code units. */
const windowLength = 16_384;

/** Sentences as the segmenter finds them, window by window: the last one of a window begins the next, since it may go on. */
function segmentsIn(text: string, language: string): string[] {
  const found: string[] = [];
  let length = windowLength;
  for (let start = 0; start < text.length;) {
    const isLast = start + length >= text.length;
    const inside = Array.from(
      segmenterFor(language).segment(text.slice(start, start + length)),
      ({ segment }) => segment,
    );
    const kept = isLast ? inside : inside.slice(0, -1);
    start += kept.reduce((sum, segment) => sum + segment.length, 0);
    length = kept.length === 0 ? length * 2 : windowLength;
    for (const segment of kept) found.push(segment);
  }
  return found;
}

/** Pieces of a text, one per sentence; joined they are the text, character for character. Empty text has none. */
export function splitPieces(text: string, language = 'en'): string[] {
  const pieces: string[] = [];
  for (const segment of segmentsIn(text, language)) {
    const before = pieces.at(-1);
    if (before !== undefined && belongsTogether(before, segment)) pieces[pieces.length - 1] = before + segment;
    else pieces.push(segment);
  }
  return pieces;
}

const hasLetter = /\p{L}/u;

/**
 * The statements of one paragraph, trimmed (sources-and-import A9): sentences of `Intl.Segmenter`, joined after an
 * abbreviation or an initial, and before lower case or closing marks. Pieces without a letter do not count.
 */
export const splitStatements = (text: string, language = 'en'): string[] =>
  splitPieces(text, language).flatMap((piece) => (hasLetter.test(piece) ? [piece.trim()] : []));

/** The words of a run and where its citations stand in them, as offsets in UTF-16 code units. */
function readRun(nodes: readonly Inline[]): { text: string; marks: { at: number; id: string }[] } {
  let text = '';
  const marks: { at: number; id: string }[] = [];
  for (const node of nodes) {
    if (node.type === 'text') text += node.text;
    else if (node.type === 'hardBreak') text += ' ';
    else marks.push({ at: text.length, id: node.attrs.id });
  }
  return { text, marks };
}

function statementsOfRun(blockId: string, nodes: readonly Inline[], language: string): Omit<Passage, 'quotationId'> {
  const { text, marks } = readRun(nodes);
  let start = 0;
  const statements = splitPieces(text, language).flatMap((piece): Statement[] => {
    const end = start + piece.length;
    const first = start;
    // A mark at the very end of the words belongs to them, so does one behind the blank that follows them.
    const citations = marks
      .filter(({ at }) => (at > first || (at === 0 && first === 0)) && at <= end)
      .map(({ id }) => id);
    start = end;
    const from = first + piece.length - piece.trimStart().length;
    const words = piece.trim();
    return hasLetter.test(piece) ? [{ blockId, text: words, from, to: from + words.length, citations }] : [];
  });
  return { blockId, text, statements, row: null };
}

function rowsOf({ attrs, content }: Table): Passage[] {
  return content.flatMap((line, row): Passage[] => {
    if (line.content.every((cell) => cell.type === 'tableHeader')) return [];
    const runs = line.content.flatMap((cell) => cell.content);
    const text = runs.map(blockText).join(' ').trim();
    const citations = runs.flatMap((run) => readRun(run.content ?? []).marks.map(({ id }) => id));
    const whole = { blockId: attrs.id, text, from: 0, to: text.length, citations };
    const statements = hasLetter.test(text) ? [whole] : [];
    return [{ blockId: attrs.id, text, statements, quotationId: null, row }];
  });
}

function passagesOfBlock(block: Block | ListItem, quotationId: string | null, language: string): Passage[] {
  if (block.type === 'subheading') return [];
  if (block.type === 'paragraph') {
    return [{ ...statementsOfRun(block.attrs.id, block.content ?? [], language), quotationId }];
  }
  if (block.type === 'table') return rowsOf(block);
  const inside = block.type === 'quotation' ? block.attrs.id : quotationId;
  return childrenOf(block).flatMap((child) => passagesOfBlock(child, inside, language));
}

/** The passages of a body in order, with their statements; subheadings and rows of header cells alone are none. */
export const passagesOf = (body: Body, language = 'en'): Passage[] =>
  body.content.flatMap((block) => passagesOfBlock(block, null, language));

/** All statements of a body in order. */
export const statementsOf = (body: Body, language = 'en'): Statement[] =>
  passagesOf(body, language).flatMap(({ statements }) => statements);
