import { type Coverage, coverageOfAll, type Judgement, unsourced } from '@/lib/domain/citation/coverage';
import type { Body } from '@/lib/domain/prose/body';
import { type Prompt, type PromptKind, promptKey } from '@/lib/domain/prose/prompts/prompt';
import { promptsOf } from '@/lib/domain/prose/prompts/section';
import { passagesOf, statementWords } from '@/lib/domain/prose/statements';
import type { Tx } from '@/lib/db/transaction';
import { answersInForce, doubtsAt, type GivenAnswer, judgementOf } from '@/lib/pages/queries/judged';
import type { Assembled } from '@/lib/revisions/assemble';

type Revision = { readonly id: string; readonly articleId: string; readonly baseVersionId: string | null };

/** A section's open question, or one that somebody has answered. */
export type AskedPrompt = Prompt & { readonly sectionId: string; readonly answer: GivenAnswer | null };

/** What is asked and was answered about a revision, and how far its text is sourced by that. */
export type Judged = {
  readonly answers: readonly GivenAnswer[];
  readonly judged: Judgement;
  readonly coverage: Coverage;
};

/** The answers in force in a revision (its own, and those published up to its base) and what they make of its text. */
export async function judgeRevision(
  tx: Tx,
  revision: Revision,
  { sections }: Pick<Assembled, 'sections'>,
): Promise<Judged> {
  const base = revision.baseVersionId
    ? await tx.version.findUniqueOrThrow({ where: { id: revision.baseVersionId }, select: { number: true } })
    : null;
  const { articleId, id: revisionId } = revision;
  const answers = await answersInForce(tx, { articleId, upTo: base?.number ?? 0, revisionId });
  const judged = judgementOf(answers, await doubtsAt(tx, articleId, null));
  return { answers, judged, coverage: coverageOfAll(sections, judged) };
}

/** Statements of a revision that want a source. */
export const unsourcedIn = ({ coverage }: Judged): number => unsourced(coverage);

/** How many prompts were answered with a reason, and how many questions about sources were not. */
export function promptCounts(prompts: readonly AskedPrompt[]): { answered: number; open: number } {
  const aboutSources: readonly PromptKind[] = ['source', 'source_lost', 'figure_changed'];
  const isOpen = ({ kind, answer }: AskedPrompt) => answer === null && aboutSources.includes(kind);
  return { answered: prompts.filter(({ answer }) => answer !== null).length, open: prompts.filter(isOpen).length };
}

type Sides = { readonly before: Assembled | null; readonly after: Assembled };

/** What was said of pasted text, at the statement that it begins with: the text itself does not tell that it was pasted. */
function pastesIn(body: Body, answers: readonly GivenAnswer[]): Prompt[] {
  const pasted = new Set(answers.flatMap(({ kind, statement }) => (kind === 'pasted' ? [statement] : [])));
  return passagesOf(body).flatMap(({ blockId, row, statements }) =>
    statements.flatMap(({ text, from, to }): Prompt[] => {
      const statement = statementWords(text);
      return pasted.has(statement) ? [{ kind: 'pasted', blockId, row, from, to, said: text, statement }] : [];
    }),
  );
}

/**
 * The questions about what a revision changes, in the order of its text, with the answers: sources of statements that came or changed,
 * and in the sections that it changes words about time, dates without a year and slips.
 */
export function promptsOfRevision({ before, after }: Sides, { answers, judged }: Judged): AskedPrompt[] {
  const bases = new Map<string, { contentHash: string; body: Body }>(
    before?.sections.map(({ sectionId, contentHash, body }) => [sectionId, { contentHash, body }]),
  );
  const sources = new Map([...(before?.citations ?? []), ...after.citations].map(({ id, sourceId }) => [id, sourceId]));
  const given = new Map(answers.map((answer) => [promptKey(answer), answer]));
  return after.sections.flatMap(({ sectionId, contentHash, body }) => {
    const base = bases.get(sectionId);
    if (base?.contentHash === contentHash) return [];
    const asked = promptsOf({
      ...{ body, base: base?.body ?? null, judged: { ...judged, exempt: new Set<string>() } },
      sourceOf: (id) => sources.get(id),
    });
    const all = [...pastesIn(body, answers), ...asked];
    return all.map((prompt) => ({ ...prompt, sectionId, answer: given.get(promptKey(prompt)) ?? null }));
  });
}
