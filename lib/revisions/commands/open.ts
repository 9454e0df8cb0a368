import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { baseWithdrawnSentences } from '@/lib/domain/workflow/sentences';
import { leftAs } from '@/lib/domain/workflow/withdrawal';
import { inTransaction } from '@/lib/db/transaction';
import { assembleRevision, assembleVersion } from '@/lib/revisions/assemble';
import { lockArticle, lockRevision } from '@/lib/revisions/lock';
import { startRevision } from '@/lib/revisions/start';
import { revisionSubject } from '@/lib/revisions/subject';

type OpenInput = { opId?: string | undefined; articleId: string; name: string; why: string };

/**
 * Opens a revision on the live version. An article may have several open at once. One that was withdrawn or leads elsewhere is
 * brought back by restoring a version, so nobody writes here what could not be published.
 */
export async function openRevision(actor: Actor, input: OpenInput) {
  permit(actor, 'open_revision', {});
  return inTransaction(actor, input, async (tx) => {
    const article = await lockArticle(tx, input.articleId);
    const baseVersionId = article.liveVersionId;
    if (!baseVersionId) {
      throw new Refusal('wrong_state', { message: 'This article has no version yet: go on with its first revision.' });
    }
    const left = leftAs(article);
    if (left) throw new Refusal('wrong_state', { message: baseWithdrawnSentences[left] });
    const { article: text } = await assembleVersion(tx, baseVersionId);
    const { name, why } = input;
    const { number } = await startRevision(tx, actor, { articleId: article.id, baseVersionId, name, why, text });
    return { number };
  });
}

type RestoreInput = { opId?: string | undefined; articleId: string; version: number; why: string };

/**
 * Opens a revision that holds the text of an old version, on the live one: it goes through review like any other. Where the
 * article is withdrawn or leads elsewhere, this revision may bring it back.
 */
export async function restoreVersion(actor: Actor, input: RestoreInput) {
  permit(actor, 'open_revision', {});
  return inTransaction(actor, input, async (tx) => {
    const article = await lockArticle(tx, input.articleId);
    const old = await tx.version.findUnique({
      where: { articleId_number: { articleId: article.id, number: input.version } },
      select: { id: true },
    });
    if (!old) throw new Refusal('not_found', { message: `There is no version ${input.version}.` });
    const { article: text } = await assembleVersion(tx, old.id);
    const { number } = await startRevision(tx, actor, {
      articleId: article.id,
      baseVersionId: article.liveVersionId,
      endsWithdrawalAt: leftAs(article) ? article.stateAt : null,
      name: `Restore version ${input.version}`,
      why: input.why,
      text,
    });
    return { number };
  });
}

type CopyInput = { opId?: string | undefined; number: number };

/** Starts a new revision from the text of one that was discarded or rejected. */
export async function copyRevision(actor: Actor, input: CopyInput) {
  return inTransaction(actor, input, async (tx) => {
    const old = await lockRevision(tx, input.number);
    permit(actor, 'copy', revisionSubject(old));
    const { article: text } = await assembleRevision(tx, old);
    const { number } = await startRevision(tx, actor, {
      articleId: old.articleId,
      baseVersionId: old.article.liveVersionId,
      name: old.name,
      why: `Started from revision ${old.number}.`,
      text,
    });
    return { number };
  });
}
