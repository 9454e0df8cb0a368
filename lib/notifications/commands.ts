import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { tomorrowAtNine } from '@/lib/domain/workflow/later';
import { permit } from '@/lib/domain/workflow/can';
import { inTransaction } from '@/lib/db/transaction';
import { refuseOtherZone } from '@/lib/notifications/mail/settings';
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

type SortInput = {
  opId?: string | undefined;
  subjectId: string;
  deed: 'done' | 'later' | 'read' | 'unread';
  zone: string;
};

/**
 * Does something with all lines of one's own inbox about one revision or article: puts them away, off to nine o'clock of the
 * next morning where the person is, or marks them. Nothing about it in the inbox: Refusal `not_found`.
 */
export async function sortInbox(actor: Actor, input: SortInput) {
  permit(actor, 'read_desk', {});
  refuseOtherZone(input.zone);
  return inTransaction(actor, input, async (tx) => {
    const about = [{ revisionId: input.subjectId }, { articleId: input.subjectId }];
    const at = now();
    const data = {
      done: { doneAt: at },
      later: { laterUntil: new Date(tomorrowAtNine(at.getTime(), input.zone)) },
      read: { readAt: at },
      unread: { readAt: null },
    }[input.deed];
    const { count } = await tx.notification.updateMany({ where: { userId: actor.id, doneAt: null, OR: about }, data });
    if (count === 0) throw new Refusal('not_found', { message: 'Nothing about it is in your inbox any more.' });
    return { subjectId: input.subjectId };
  });
}

type MailInput = { opId?: string | undefined; isOff: boolean; atOnce: string[]; zone: string };

/** Sets which mail one gets: none, a digest each morning, and which kinds of lines at once. */
export async function setMail(actor: Actor, input: MailInput) {
  permit(actor, 'read_desk', {});
  refuseOtherZone(input.zone);
  return inTransaction(actor, input, async (tx) => {
    const { isOff, zone } = input;
    const atOnce = [...new Set(input.atOnce)];
    const data = { isOff, atOnce, zone };
    await tx.mailSetting.upsert({ where: { userId: actor.id }, update: data, create: { userId: actor.id, ...data } });
    return { isOff, atOnce };
  });
}
