import type { VerificationVerdict } from '@/lib/domain/citation/library/verification';
import { statementWords } from '@/lib/domain/prose/statements';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { boundUses, readText } from '@/lib/sources/text';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type VerifyInput = {
  opId?: string | undefined;
  articleId: string;
  citationId: string;
  /** The revision whose text was read; what readers see without it. */
  number?: number | undefined;
  /** Of the words that the person saw. */
  statementHash: string;
  verdict: VerificationVerdict;
  comment: string;
  snapshotId?: string | undefined;
};

/**
 * One person's check that a source says what a statement says, bound to exactly these words and this use. Throws `own_work` for whoever
 * had a hand in the citation, and `stale` with the words that stand there now when the person saw others.
 */
export async function verifyCitation(actor: Actor, input: VerifyInput) {
  permit(actor, 'verify_citation', {});
  return inTransaction(actor, input, async (tx) => {
    const citation = await tx.citation.findUnique({ where: { id: input.citationId } });
    if (citation?.articleId !== input.articleId) {
      throw new Refusal('not_found', { message: 'There is no such citation in this article.' });
    }
    await refuseOwn(tx, actor, citation.lineage);
    const text = await readText(tx, { articleId: citation.articleId, number: input.number });
    const uses = boundUses(text).filter(({ citationId }) => citationId === citation.id);
    const use = uses.find(({ statementHash }) => statementHash === input.statementHash);
    if (!use) {
      const current = uses.map(({ statement, statementHash }) => ({ statement, statementHash }));
      throw new Refusal('stale', { message: 'The statement has other words by now. Read it again.', current });
    }
    const id = newId();
    await tx.verification.create({
      data: {
        ...{ id, lineage: citation.lineage, citationId: citation.id, verdict: input.verdict, comment: input.comment },
        ...{ statementHash: use.statementHash, statementText: statementWords(use.statement), useHash: use.useHash },
        snapshotSha256: await hashOfSnapshot(tx, citation.sourceId, input.snapshotId),
        ...{ byId: actor.id, createdAt: now() },
      },
    });
    const payload = { verdict: input.verdict, lineage: citation.lineage, statementHash: use.statementHash };
    await recordEvent(tx, actor, { action: 'verify', subjectType: 'citation', subjectId: citation.id, payload });
    return { verificationId: id };
  });
}

async function refuseOwn(tx: Tx, actor: Actor, lineage: string): Promise<void> {
  const own = await tx.citation.findFirst({ where: { lineage, createdById: actor.id }, select: { id: true } });
  if (!own) return;
  throw new Refusal('own_work', { message: 'You made this citation, so someone else has to look it up.' });
}

async function hashOfSnapshot(tx: Tx, sourceId: string, snapshotId: string | undefined): Promise<string | null> {
  if (snapshotId === undefined) return null;
  const snapshot = await tx.snapshot.findUnique({ where: { id: snapshotId }, include: { source: true } });
  const { source } = snapshot ?? {};
  if (snapshot && source && (source.id === sourceId || source.mergedIntoId === sourceId)) return snapshot.sha256;
  throw new Refusal('not_found', { message: 'This source has no such snapshot.' });
}
