import type { Block, Body, Inline, ListItem } from '@/lib/domain/prose/body';
import { blockText, childrenOf } from '@/lib/domain/prose/text';

/** One statement: a sentence of body prose, or a row of a table (sources-and-import A9). */
export type Statement = {
  /** Id of the paragraph that it stands in, or of the table. */
  readonly blockId: string;
  /** Its words, without blanks at the ends. */
  readonly text: string;
  /** Ids of the citations that stand in it or directly follow it, in order, with repeats. */
  readonly citations: readonly string[];
};

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

/** Pieces of a text, one per sentence; joined they are the text, character for character. Empty text has none. */
export function splitPieces(text: string, language = 'en'): string[] {
  const pieces: string[] = [];
  for (const { segment } of segmenterFor(language).segment(text)) {
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

function statementsOfRun(blockId: string, nodes: readonly Inline[], language: string): Statement[] {
  const { text, marks } = readRun(nodes);
  let start = 0;
  return splitPieces(text, language).flatMap((piece): Statement[] => {
    const end = start + piece.length;
    const from = start;
    // A mark at the very end of the words belongs to them, so does one behind the blank that follows them.
    const citations = marks
      .filter(({ at }) => (at > from || (at === 0 && from === 0)) && at <= end)
      .map(({ id }) => id);
    start = end;
    return hasLetter.test(piece) ? [{ blockId, text: piece.trim(), citations }] : [];
  });
}

function statementsOfBlock(block: Block | ListItem, language: string): Statement[] {
  if (block.type === 'subheading') return [];
  if (block.type === 'paragraph') return statementsOfRun(block.attrs.id, block.content ?? [], language);
  if (block.type === 'table') {
    return block.content.flatMap((row): Statement[] => {
      if (row.content.every((cell) => cell.type === 'tableHeader')) return [];
      const runs = row.content.flatMap((cell) => cell.content);
      const text = runs.map(blockText).join(' ').trim();
      const citations = runs.flatMap((run) => readRun(run.content ?? []).marks.map(({ id }) => id));
      return hasLetter.test(text) ? [{ blockId: block.attrs.id, text, citations }] : [];
    });
  }
  return childrenOf(block).flatMap((child) => statementsOfBlock(child, language));
}

/** All statements of a body in order; subheadings and rows of header cells alone are none. */
export const statementsOf = (body: Body, language = 'en'): Statement[] =>
  body.content.flatMap((block) => statementsOfBlock(block, language));
