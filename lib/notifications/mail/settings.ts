import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { isZone } from '@/lib/domain/workflow/wall-time';
import { db } from '@/lib/db/client';
import { personOfToken, sendsMail } from '@/lib/notifications/mail/send';

/** Which mail this person gets, and whether the site sends any. */
export async function getMailSetting(actor: Actor) {
  permit(actor, 'read_desk', {});
  const row = await db().mailSetting.findUnique({ where: { userId: actor.id } });
  const { isOff = false, atOnce = [] } = row ?? {};
  return { isOff, atOnce, sendsMail: sendsMail() };
}

/** Switches all mail off for the person whom a token names; whoever has the link may. False for a token that we never wrote. */
export async function switchMailOff(token: string): Promise<boolean> {
  const userId = personOfToken(token);
  if (userId === null || (await db().user.count({ where: { id: userId } })) === 0) return false;
  await db().mailSetting.upsert({ where: { userId }, update: { isOff: true }, create: { userId, isOff: true } });
  return true;
}

/** Refuses a zone that is none. */
export function refuseOtherZone(zone: string): void {
  if (!isZone(zone)) throw new Refusal('invalid', { message: 'This time zone is not known.' });
}
