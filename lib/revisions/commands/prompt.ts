import type { Actor } from '@/lib/domain/actor';
import { isReasonOf, keptMonths, type PromptKind, type PromptReason } from '@/lib/domain/prose/prompts/prompt';
import { statementWords } from '@/lib/domain/prose/statements';
import { Refusal } from '@/lib/domain/refusal';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { editing } from '@/lib/revisions/edit';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { now } from '@/lib/system/clock';
import { newId, sha256 } from '@/lib/system/crypto';

type AnswerInput = {
  opId?: string | undefined;
  number: number;
  sectionId: string;
  kind: PromptKind;
  statement: string;
  reason: PromptReason | null;
};

/**
 * Keeps the answer to a prompt: for the next person who opens the section, and for the reviewer. It is bound to the words of the
 * statement, and null takes an earlier one back. Refused once the text is approved: it would not be what was approved.
 */
export async function answerPrompt(actor: Actor, input: AnswerInput) {
  const { kind, reason } = input;
  if (reason !== null && !isReasonOf(kind, reason)) {
    const message = 'This is no reason for that prompt.';
    throw new Refusal('invalid', { message, issues: [{ code: 'reason', where: 'reason', message }] });
  }
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    editing(actor, revision);
    refuseApproved(revision);
    await refuseForeignSection(tx, revision, input.sectionId);
    const statement = statementWords(input.statement);
    const statementHash = sha256(statement);
    const until = reason === 'keep' ? inMonths(now(), keptMonths) : null;
    const { id: revisionId, articleId } = revision;
    await tx.promptAnswer.create({
      data: {
        ...{ id: newId(), articleId, revisionId, sectionId: input.sectionId, kind, reason, until },
        ...{ statement, statementHash, createdById: actor.id, createdAt: now() },
      },
    });
    await recordEvent(tx, actor, {
      ...{ action: 'answer_prompt', subjectType: 'revision', subjectId: revisionId },
      payload: { number: input.number, sectionId: input.sectionId, kind, reason, statementHash },
    });
    return { at: now().toISOString(), until: until?.toISOString() ?? null };
  });
}

/** A day so many months later, at the same time. */
function inMonths(from: Date, months: number): Date {
  const day = new Date(from);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day;
}

/** An approval says yes to a text with its answers. */
function refuseApproved({ reviews, headHash, state }: LockedRevision): void {
  const isApproved = reviews.some(
    ({ verdict, dismissal, carries, ...review }) =>
      verdict === 'approve' &&
      dismissal === null &&
      (review.headHash === headHash || carries.some((carry) => carry.headHash === headHash)),
  );
  if (state !== 'approved' && !isApproved) return;
  throw new Refusal('wrong_state', {
    message: 'Somebody has approved this text with its answers as they are. Change the text, or take it back first.',
  });
}

async function refuseForeignSection(tx: Tx, { articleId }: LockedRevision, sectionId: string): Promise<void> {
  const section = await tx.section.findUnique({ where: { id: sectionId }, select: { articleId: true } });
  if (section?.articleId !== articleId) throw new Refusal('not_found', { message: 'There is no such section.' });
}
