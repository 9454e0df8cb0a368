import { type FlagKind, onStatement } from '@/lib/domain/citation/library/flags';
import type { Actor } from '@/lib/domain/actor';
import { statementsOf, statementWords } from '@/lib/domain/prose/statements';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { markArticle } from '@/lib/pages/store';
import { hashOfStatement, readText } from '@/lib/sources/text';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type RaiseInput = {
  opId?: string | undefined;
  articleId: string;
  number?: number | undefined;
  sectionId: string;
  statementHash: string;
  kind: FlagKind;
  /** The citation that is doubtful; left out for a flag on the statement itself. */
  citationId?: string | undefined;
  why: string;
};

/**
 * Raises a doubt about a statement, or about one of its citations, with a reason. The statement is named by the words that the person saw:
 * others are `stale`. The same doubt twice is one flag, and answers with the first.
 */
export async function raiseFlag(actor: Actor, input: RaiseInput) {
  permit(actor, 'flag', {});
  return inTransaction(actor, input, async (tx) => {
    await tx.$queryRaw`select 1 from article where id = ${input.articleId}::uuid for no key update`;
    const statement = await statementOf(tx, input);
    const lineage = await lineageOf(tx, input, statement.citations);
    const { articleId, sectionId, kind, statementHash, why } = input;
    const known = await tx.flag.findFirst({
      where: { articleId, sectionId, kind, lineage, statementHash, clearedAt: null },
    });
    if (known) return { flagId: known.id };
    const id = newId();
    const words = { statementHash, statementText: statementWords(statement.text) };
    await tx.flag.create({
      data: { id, articleId, sectionId, kind, lineage, ...words, why, createdById: actor.id, createdAt: now() },
    });
    await recordEvent(tx, actor, {
      action: 'flag',
      subjectType: 'article',
      subjectId: articleId,
      payload: { flagId: id, kind },
    });
    await markArticle(tx, articleId);
    return { flagId: id };
  });
}

async function statementOf(tx: Tx, { articleId, number, sectionId, statementHash }: RaiseInput) {
  const { sections } = await readText(tx, { articleId, number });
  const section = sections.find((one) => one.sectionId === sectionId);
  if (!section) throw new Refusal('not_found', { message: 'There is no such section in this text.' });
  const statements = statementsOf(section.body);
  const found = statements.filter(({ text }) => hashOfStatement(text) === statementHash);
  const [first] = found;
  if (first) return { text: first.text, citations: found.flatMap(({ citations }) => citations) };
  throw new Refusal('stale', { message: 'The statement has other words by now. Read it again.' });
}

async function lineageOf(tx: Tx, { kind, citationId }: RaiseInput, inStatement: readonly string[]) {
  if (citationId === undefined) {
    if (onStatement.has(kind)) return null;
    throw new Refusal('invalid', { message: 'Say which citation of the statement you mean.' });
  }
  const citation = await tx.citation.findUnique({ where: { id: citationId }, select: { id: true, lineage: true } });
  if (citation && inStatement.includes(citation.id)) return citation.lineage;
  throw new Refusal('not_found', { message: 'This statement has no such citation.' });
}

type ClearInput = { opId?: string | undefined; articleId: string; flagId: string; why: string };

/** Ends a doubt, once, with a reason. */
export async function clearFlag(actor: Actor, input: ClearInput) {
  permit(actor, 'flag', {});
  return inTransaction(actor, input, async (tx) => {
    await tx.$queryRaw`select 1 from flag where id = ${input.flagId}::uuid for update`;
    const flag = await tx.flag.findUnique({ where: { id: input.flagId } });
    if (flag?.articleId !== input.articleId) throw new Refusal('not_found', { message: 'There is no such flag.' });
    if (flag.clearedAt) throw new Refusal('wrong_state', { message: 'This flag has been taken away already.' });
    await tx.flag.update({
      where: { id: flag.id },
      data: { clearedAt: now(), clearedById: actor.id, clearedWhy: input.why },
    });
    const payload = { flagId: flag.id, kind: flag.kind };
    await recordEvent(tx, actor, { action: 'clear_flag', subjectType: 'article', subjectId: flag.articleId, payload });
    await markArticle(tx, flag.articleId);
    return { flagId: flag.id };
  });
}
