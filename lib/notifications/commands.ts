import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/system/clock';

type MarkDoneInput = { opId?: string | undefined; notificationId: string };

/** Puts a line of one's own inbox away. A line of someone else is `not_found`; one that is done or gone by itself stays so. */
export async function markDone(actor: Actor, input: MarkDoneInput) {
  permit(actor, 'read_desk', {});
  return inTransaction(actor, input, async (tx) => {
    const { notificationId: id } = input;
    const line = await tx.notification.findUnique({ where: { id }, select: { userId: true } });
    if (line && line.userId !== actor.id) {
      throw new Refusal('not_found', { message: 'There is no such line in your inbox.' });
    }
    await tx.notification.updateMany({ where: { id, userId: actor.id, doneAt: null }, data: { doneAt: now() } });
    return { notificationId: id };
  });
}
