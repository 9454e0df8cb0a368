import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { inTransaction } from '@/lib/db/transaction';
import { env } from '@/lib/system/env';
import { now } from '@/lib/system/clock';

/** Has the address of a source looked at next. Throws `not_ready` while addresses are not looked at here. */
export async function askLinkCheck(actor: Actor, input: { opId?: string | undefined; sourceId: string }) {
  permit(actor, 'manage_sources', {});
  if (env().LINK_CHECKER !== 'on') {
    throw new Refusal('not_ready', {
      message: 'Addresses are not looked at here. Whoever runs this site can switch it on.',
    });
  }
  return inTransaction(actor, input, async (tx) => {
    const source = await tx.source.findUnique({ where: { id: input.sourceId }, select: { id: true, host: true } });
    if (!source) throw new Refusal('not_found', { message: 'There is no such source.' });
    if (source.host === '') throw new Refusal('not_ready', { message: 'This source has no address.' });
    await tx.source.update({ where: { id: source.id }, data: { nextCheckAt: now() } });
    return { asked: true };
  });
}
