import { type Judgement, sourcingOf } from '@/lib/domain/citation/coverage';
import type { Body } from '@/lib/domain/prose/body';
import { type Change, changesOf } from '@/lib/domain/prose/prompts/changes';
import { datesIn, numbersIn } from '@/lib/domain/prose/prompts/figures';
import type { Hit, Prompt, PromptKind } from '@/lib/domain/prose/prompts/prompt';
import { lonelySingle, readQuotes } from '@/lib/domain/prose/prompts/quotes';
import { doubledWords, gluedWords, hyphenedNames, missingWords } from '@/lib/domain/prose/prompts/slips';
import { timeBoundWords } from '@/lib/domain/prose/prompts/time-bound';
import { type Passage, passagesOf, type Statement, statementsOf, statementWords } from '@/lib/domain/prose/statements';
import { findDates } from '@/lib/domain/timeline/find-dates';

/** One section as it stands, and as it was in the version that the revision was made from (null: it is new). */
export type PromptedSection = {
  readonly body: Body;
  readonly base: Body | null;
  readonly judged: Judgement;
  /** The source that a citation cites; undefined for one that nobody knows. */
  readonly sourceOf: (citationId: string) => string | undefined;
};

/** Shorter statements are not asked for a source (ux.md 9.6). */
const shortest = 50;

/** More of one kind in one statement are no further help. */
const mostHits = 5;

const promptAt = (kind: PromptKind, passage: Passage, statement: Statement, hit: Hit): Prompt => ({
  ...hit,
  ...{ kind, blockId: passage.blockId, row: passage.row, statement: statementWords(statement.text) },
});

const wholeOf = ({ from, to, text }: Statement): Hit => ({ from, to, said: text });

/** Readers of one statement: what each finds is worth a prompt of that kind. */
const readers: readonly (readonly [PromptKind, (text: string) => Hit[]])[] = [
  ['time_bound', timeBoundWords],
  ['no_year', datesWithoutYear],
  ['doubled_word', doubledWords],
  ['missing_word', missingWords],
  ['run_together', gluedWords],
  ['hyphen_names', hyphenedNames],
];

function datesWithoutYear(text: string): Hit[] {
  return findDates(text).flatMap(({ at, words, when }) =>
    when.kind === 'no_year' ? [{ from: at, to: at + words.length, said: words }] : [],
  );
}

type Reading = readonly { readonly kind: PromptKind; readonly hit: Hit }[];

/** What was found in statements before: while somebody writes, all but one are as they were. */
const readings = new Map<string, Reading>();
const mostReadings = 4000;

function readWords(text: string): Reading {
  const known = readings.get(text);
  if (known) return known;
  const reading = readers.flatMap(([kind, read]) =>
    read(text)
      .slice(0, mostHits)
      .map((hit) => ({ kind, hit })),
  );
  if (readings.size >= mostReadings) readings.clear();
  readings.set(text, reading);
  return reading;
}

/** Within quotation marks the words are somebody else's: nobody is to change them. */
function promptsOfWords(passage: Passage): Prompt[] {
  if (passage.quotationId !== null) return [];
  const { quotations } = readQuotes(passage.text);
  const isQuoted = (hit: Hit) => quotations.some(({ from, to }) => from <= hit.from && hit.to <= to);
  return passage.statements.flatMap((statement) =>
    readWords(statement.text).flatMap(({ kind, hit: { from, to, said } }) => {
      const hit = { from: from + statement.from, to: to + statement.from, said };
      return isQuoted(hit) ? [] : [promptAt(kind, passage, statement, hit)];
    }),
  );
}

const signAt = ({ text }: Passage, at: number): Hit => ({ from: at, to: at + 1, said: text.charAt(at) });

function placed(kind: PromptKind, passage: Passage, at: number): Prompt[] {
  const statement = passage.statements.findLast(({ from }) => from <= at);
  return statement ? [promptAt(kind, passage, statement, signAt(passage, at))] : [];
}

/** A mark that is left open where the next paragraph opens with one again is how long quotations are set. */
function goesOn(passage: Passage, at: number, next: Passage | undefined): boolean {
  return /^["“„«]$/u.test(passage.text.charAt(at)) && /^\s*["“„«]/u.test(next?.text ?? '');
}

function oddQuotes(passages: readonly Passage[]): Prompt[] {
  return passages.flatMap((passage, index) => {
    const { lonely } = readQuotes(passage.text);
    const places =
      lonely.length === 1 && goesOn(passage, lonely[0] ?? 0, passages[index + 1]) ? [] : lonely.slice(0, 1);
    const single = lonelySingle(passage.text);
    return [...places, ...(single === null ? [] : [single])].flatMap((at) => placed('odd_quotes', passage, at));
  });
}

const pairs = [
  [/"/gu, /[“”]/gu],
  [/(?<=\p{L})'(?=\p{L})/gu, /(?<=\p{L})’(?=\p{L})/gu],
] as const;

/** Straight and curly marks in one section: the first of those that are fewer. */
function mixedQuotes(passages: readonly Passage[]): Prompt[] {
  return pairs.flatMap((forms) => {
    const [straight, curly] = forms.map((form) =>
      passages.flatMap((passage) => [...passage.text.matchAll(form)].map(({ index }) => ({ passage, at: index }))),
    );
    if (!straight?.[0] || !curly?.[0]) return [];
    const { passage, at } = straight.length < curly.length ? straight[0] : curly[0];
    return placed('mixed_quotes', passage, at);
  });
}

const figuresOf = (text: string) => [...datesIn(text), ...numbersIn(text)];

function otherFigure(before: string, now: string): { said: string; before: string } | null {
  const [old, fresh] = [figuresOf(before), figuresOf(now)];
  const came = fresh.filter((one) => !old.includes(one));
  const went = old.filter((one) => !fresh.includes(one));
  return came[0] !== undefined && went[0] !== undefined ? { said: came[0], before: went[0] } : null;
}

const places = (text: string, said: string): number => Math.max(0, text.toLowerCase().indexOf(said.toLowerCase()));

/** What a change did to the source of a statement: it went, or stands under another figure, or a new statement has none. */
function promptOfChange(passage: Passage, change: Change, section: PromptedSection): Prompt[] {
  const { now, before, isSame } = change;
  const make = (kind: PromptKind, hit: Hit) => promptAt(kind, passage, now, hit);
  const wants = sourcingOf(now, section.judged) === 'unsourced' && now.citations.length === 0;
  if (wants && before && before.citations.length > 0) {
    return [{ ...make('source_lost', wholeOf(now)), before: before.text, citations: [...new Set(before.citations)] }];
  }
  if (isSame) return [];
  if (wants) return now.text.length >= shortest ? [make('source', wholeOf(now))] : [];
  const sources = new Set(before?.citations.map(section.sourceOf));
  const kept = now.citations.filter((id) => sources.has(section.sourceOf(id)));
  const figure = before && kept.length > 0 ? otherFigure(before.text, now.text) : null;
  if (!figure) return [];
  const from = now.from + places(now.text, figure.said);
  const hit = { from, to: from + figure.said.length, said: figure.said };
  return [{ ...make('figure_changed', hit), before: figure.before, citations: [...new Set(kept)] }];
}

const inOrder = (prompts: readonly Prompt[], passages: readonly Passage[]): Prompt[] => {
  const order = new Map(passages.map(({ blockId, row }, at) => [`${blockId} ${row}`, at]));
  const placeOf = ({ blockId, row }: Prompt) => order.get(`${blockId} ${row}`) ?? 0;
  return prompts.toSorted((a, b) => placeOf(a) - placeOf(b) || a.from - b.from);
};

/**
 * All that is worth asking about a section, in the order of its text (ux.md 9.6, sources-and-import A9): sources of new and changed
 * statements; words about time, dates without a year and slips wherever they stand. Answered prompts are among them: their words say
 * which. Pure; time grows with the text, and with the product of statements that came and went up to a bound.
 */
export function promptsOf(section: PromptedSection): Prompt[] {
  const passages = passagesOf(section.body);
  const statements = passages.flatMap((passage) => passage.statements);
  const changes = new Map(
    changesOf(section.base ? statementsOf(section.base) : [], statements).map((change) => [change.now, change]),
  );
  const ofChanges = passages.flatMap((passage) =>
    passage.statements.flatMap((statement) => {
      const change = changes.get(statement);
      return change ? promptOfChange(passage, change, section) : [];
    }),
  );
  return inOrder(
    [...ofChanges, ...passages.flatMap(promptsOfWords), ...oddQuotes(passages), ...mixedQuotes(passages)],
    passages,
  );
}

/** The question for a source of one statement that stood there before; null when it has one or needs none. */
export function sourceQuestion(passage: Passage, statement: Statement, judged: Judgement): Prompt | null {
  return sourcingOf(statement, judged) === 'unsourced'
    ? promptAt('source', passage, statement, wholeOf(statement))
    : null;
}

/** Slips in a title, which has no block and no statement. */
export const slipsOfTitle = (title: string): { readonly kind: PromptKind; readonly hit: Hit }[] => [
  ...hyphenedNames(title).map((hit) => ({ kind: 'hyphen_names' as const, hit })),
  ...doubledWords(title).map((hit) => ({ kind: 'doubled_word' as const, hit })),
];
