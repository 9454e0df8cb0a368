import type { ReportForm, ReportOutcome } from '@/lib/contract/reports';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { db } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { inTransaction, systemActor, type Tx } from '@/lib/db/transaction';
import { announce } from '@/lib/pages/store';
import { now } from '@/lib/system/clock';
import { newId } from '@/lib/system/crypto';

type FileInput = Omit<ReportForm, 'website'> & { readonly articleId: string };

/** Takes a reader's report of an error and answers its number. For readers: nobody is signed in. */
export async function fileReport(input: FileInput): Promise<{ number: number }> {
  permit(null, 'report_error', {});
  const { articleId, version, words, section, source, email } = input;
  return inTransaction(systemActor, {}, async (tx) => {
    const read = await tx.version.findUnique({ where: { articleId_number: { articleId, number: version } } });
    if (!read) throw new Refusal('not_found', { message: 'There is no such version.' });
    const { number } = await tx.errorReport.create({
      data: { id: newId(), articleId, versionNumber: version, words, section, source, email, createdAt: now() },
      select: { number: true },
    });
    const payload = { number, articleId, version };
    const subject = { subjectType: 'report', subjectId: String(number) };
    await recordEvent(tx, systemActor, { action: 'file_report', ...subject, payload });
    await enqueue(tx, 'report_filed', { articleId });
    return { number };
  });
}

type AnswerInput = {
  opId?: string | undefined;
  number: number;
  outcome: ReportOutcome;
  answer: string;
  version: number | null;
};

/**
 * Says what became of a report, once. `corrected` names the version that put it right: the list of corrections then names
 * the report. Refuses `wrong_state` when somebody has answered it before.
 */
export async function answerReport(actor: Actor, input: AnswerInput) {
  permit(actor, 'answer_report', {});
  return inTransaction(actor, input, async (tx) => {
    const { number, outcome, answer } = input;
    await tx.$queryRaw`select 1 from error_report where number = ${number} for update`;
    const report = await tx.errorReport.findUnique({ where: { number } });
    if (!report) throw new Refusal('not_found', { message: 'There is no such report.' });
    if (report.outcome !== null) {
      throw new Refusal('wrong_state', { message: 'Somebody has answered this report. Look at the answer.' });
    }
    const correctedInId = await correctionOf(tx, report.articleId, input);
    const answered = { answeredById: actor.id, answeredAt: now() };
    await tx.errorReport.update({ where: { number }, data: { outcome, answer, correctedInId, ...answered } });
    await enqueue(tx, 'report_answered', { articleId: report.articleId });
    await announce(tx, []);
    const payload = { number, outcome, version: input.version };
    await recordEvent(tx, actor, {
      ...{ action: 'answer_report', subjectType: 'report', subjectId: String(number), payload },
    });
    return { number, outcome, changedPaths: [] };
  });
}

/** The version that an answer names. Throws `invalid` where one is missing, is none, or does not belong to the outcome. */
async function correctionOf(tx: Tx, articleId: string, { outcome, version }: AnswerInput): Promise<string | null> {
  if (outcome !== 'corrected') {
    if (version === null) return null;
    throw invalid('Only a corrected error has a version that put it right.');
  }
  if (version === null) throw invalid('Say which version put it right.');
  const found = await tx.version.findUnique({
    where: { articleId_number: { articleId, number: version } },
    select: { id: true },
  });
  if (!found) throw invalid(`The article has no version ${version}.`);
  return found.id;
}

const invalid = (message: string) =>
  new Refusal('invalid', { message, issues: [{ code: 'invalid', where: 'version', message }] });

const keptMs = 30 * 24 * 3600 * 1000;

/** Erases the addresses of reports that were answered 30 days ago, as the form promises. Answers how many. */
export async function eraseAddresses(): Promise<number> {
  const before = new Date(now().getTime() - keptMs);
  const { count } = await db().errorReport.updateMany({
    where: { email: { not: '' }, answeredAt: { lte: before } },
    data: { email: '' },
  });
  return count;
}
