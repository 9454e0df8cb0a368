import { groupBy } from '@/lib/domain/group';
import type { Body } from '@/lib/domain/prose/body';
import { namesFigure } from '@/lib/domain/prose/prompts/figures';
import { readQuotes } from '@/lib/domain/prose/prompts/quotes';
import { type Passage, passagesOf, type Statement, statementWords } from '@/lib/domain/prose/statements';

/** What people have said about statements and citations, apart from the text itself. Statements are named by their `statementWords`. */
export type Judgement = {
  /** Statements that need no source, as someone said with a reason. Bound to the words: other words are judged anew. */
  readonly exempt: ReadonlySet<string>;
  /** Statements flagged as wanting a source (a better one, a checked one), whatever they cite. */
  readonly flagged: ReadonlySet<string>;
  /** Citations that were found not to say what the statement says, by `failedKey`. */
  readonly failed: ReadonlySet<string>;
};

/** Names a citation under a statement: with other words it has not failed. */
export const failedKey = (statement: string, citationId: string): string => `${citationId} ${statement}`;

/** Nobody has said anything. */
export const noJudgement: Judgement = { exempt: new Set(), flagged: new Set(), failed: new Set() };

type Sourcing = 'sourced' | 'exempt' | 'unsourced';

/** Whether a statement has a source, needs none, or wants one. A source that it has counts before an exemption. */
export function sourcingOf({ text, citations }: Pick<Statement, 'text' | 'citations'>, judged: Judgement): Sourcing {
  const words = statementWords(text);
  if (judged.flagged.has(words)) return 'unsourced';
  if (citations.some((id) => !judged.failed.has(failedKey(words, id)))) return 'sourced';
  return judged.exempt.has(words) ? 'exempt' : 'unsourced';
}

/** How many there are, and how many of them have a source. */
type Part = { readonly all: number; readonly sourced: number };

/**
 * How far a text is sourced (sources-and-import A9). `statements` counts all, exempt ones too; `quotations` and `figures` (statements
 * with a number or a date) leave out what is exempt. A quotation is sourced where the statement in which it ends is.
 */
export type Coverage = {
  readonly statements: number;
  readonly sourced: number;
  readonly exempt: number;
  readonly quotations: Part;
  readonly figures: Part;
};

const none: Coverage = {
  ...{ statements: 0, sourced: 0, exempt: 0 },
  ...{ quotations: { all: 0, sourced: 0 }, figures: { all: 0, sourced: 0 } },
};

const plus = (a: Part, b: Part): Part => ({ all: a.all + b.all, sourced: a.sourced + b.sourced });

/** The figures of several texts as those of one. */
export const sumCoverage = (all: readonly Coverage[]): Coverage =>
  all.reduce(
    (a, b) => ({
      statements: a.statements + b.statements,
      sourced: a.sourced + b.sourced,
      exempt: a.exempt + b.exempt,
      quotations: plus(a.quotations, b.quotations),
      figures: plus(a.figures, b.figures),
    }),
    none,
  );

/** The statements in which the quotations of a passage end, one for each. Linear: both stand in the order of the text. */
export function statementsWithQuotation({ text, statements }: Passage): Statement[] {
  let at = 0;
  return readQuotes(text).quotations.flatMap(({ to }) => {
    while (at < statements.length && (statements[at]?.to ?? 0) < to) at += 1;
    const found = statements[at];
    return found && found.from < to ? [found] : [];
  });
}

/** Quotations by the statement that each ends in; a block quotation is one, whatever marks it has. */
function quotationsOf(passages: readonly Passage[]): Statement[] {
  const blocks = groupBy(
    passages.filter(({ quotationId }) => quotationId !== null),
    ({ quotationId }) => quotationId,
  );
  const lasts = [...blocks.values()].flatMap((inside) => inside.flatMap(({ statements }) => statements).at(-1) ?? []);
  return [...passages.filter(({ quotationId }) => quotationId === null).flatMap(statementsWithQuotation), ...lasts];
}

function partOf(statements: readonly Statement[], judged: Judgement): Part {
  const states = statements.map((one) => sourcingOf(one, judged));
  return {
    all: states.filter((state) => state !== 'exempt').length,
    sourced: states.filter((state) => state === 'sourced').length,
  };
}

/** How far one section is sourced. Pure: exemptions and flags are arguments, so the same text can be judged as of any time. */
export function coverageOf(body: Body, judged: Judgement): Coverage {
  const passages = passagesOf(body);
  const statements = passages.flatMap((passage) => passage.statements);
  const states = statements.map((one) => sourcingOf(one, judged));
  const count = (state: Sourcing) => states.filter((one) => one === state).length;
  return {
    statements: statements.length,
    sourced: count('sourced'),
    exempt: count('exempt'),
    quotations: partOf(quotationsOf(passages), judged),
    figures: partOf(
      statements.filter(({ text }) => namesFigure(text)),
      judged,
    ),
  };
}

/** How far an article is sourced. */
export const coverageOfAll = (sections: readonly { readonly body: Body }[], judged: Judgement): Coverage =>
  sumCoverage(sections.map(({ body }) => coverageOf(body, judged)));

/** Statements that want a source. */
export const unsourced = ({ statements, sourced, exempt }: Coverage): number => statements - sourced - exempt;

/** Per cent of what needs a source, rounded down, so that 100 means all; null where nothing needs one. */
export function percentSourced({ statements, sourced, exempt }: Coverage): number | null {
  const needing = statements - exempt;
  return needing === 0 ? null : Math.floor((sourced / needing) * 100);
}
