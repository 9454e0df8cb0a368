import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/system/clock';

type MarkDoneInput = { opId?: string | undefined; notificationId: string };

/** Puts a line of one's own inbox away. A line of someone else is `not_found`; one that is done stays as it is. */
export async function markDone(actor: Actor, input: MarkDoneInput) {
  permit(actor, 'read_desk', {});
  return inTransaction(actor, input, async (tx) => {
    const own = { id: input.notificationId, userId: actor.id };
    const line = await tx.notification.findFirst({ where: own, select: { id: true } });
    if (!line) throw new Refusal('not_found', { message: 'There is no such line in your inbox.' });
    await tx.notification.updateMany({ where: { ...own, doneAt: null }, data: { doneAt: now() } });
    return { notificationId: line.id };
  });
}
