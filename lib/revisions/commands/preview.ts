import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/transaction';
import { lockRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';
import { now } from '@/lib/system/clock';
import { newId, randomToken, sha256 } from '@/lib/system/crypto';

type ShareInput = { number: number; reader: string; days: number };
type RevokeInput = { opId?: string | undefined; number: number; previewId: string };

const dayMs = 86_400_000;
/** So many links of one revision may work at the same time. */
const mostLinks = 20;

/**
 * Makes a link by which somebody without an account reads a revision as readers would, for so many days. The token is answered
 * once; its hash alone is kept. Refuses `wrong_state` when the revision has ended, `invalid` when too many links work already.
 */
export async function sharePreview(actor: Actor, { number, reader, days }: ShareInput) {
  // No op id: a repeated answer would have to keep the token itself.
  return inTransaction(actor, {}, async (tx) => {
    const revision = await lockRevision(tx, number);
    permit(actor, 'share_preview', revisionSubject(revision));
    const at = now();
    const working = await tx.previewLink.count({
      where: { revisionId: revision.id, revokedAt: null, expiresAt: { gt: at } },
    });
    if (working >= mostLinks) {
      throw new Refusal('invalid', { message: `${mostLinks} links work already. Revoke one that is not needed.` });
    }
    const token = randomToken();
    const expiresAt = new Date(at.getTime() + days * dayMs);
    const id = newId();
    await tx.previewLink.create({
      data: {
        ...{ id, revisionId: revision.id, tokenHash: sha256(token), reader },
        ...{ createdById: actor.id, createdAt: at, expiresAt },
      },
    });
    const payload = { link: id, until: expiresAt.toISOString() };
    await recordEvent(tx, actor, {
      ...{ action: 'share_preview', subjectType: 'revision', subjectId: revision.id, payload },
    });
    return { previewId: id, path: `/preview/${token}`, expiresAt: expiresAt.toISOString() };
  });
}

/** Ends a preview link at once. Refuses `not_found`; a link that was revoked before stays as it was. */
export async function revokePreview(actor: Actor, input: RevokeInput) {
  permit(actor, 'preview', {});
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const link = await tx.previewLink.findFirst({ where: { id: input.previewId, revisionId: revision.id } });
    if (!link) throw new Refusal('not_found', { message: 'There is no such preview link.' });
    if (link.revokedAt === null) {
      await tx.previewLink.update({ where: { id: link.id }, data: { revokedAt: now(), revokedById: actor.id } });
      const payload = { link: link.id };
      await recordEvent(tx, actor, {
        ...{ action: 'revoke_preview', subjectType: 'revision', subjectId: revision.id, payload },
      });
    }
    return { previewId: link.id };
  });
}
