import type { Prisma } from '@/generated/prisma/client';
import type { Tx } from '@/lib/db/tx';
import { now } from '@/lib/system/clock';

/** Notes what must happen after commit (mail, inbox, re-rendering), in the same transaction. The payload holds ids, not text. */
export async function enqueue(tx: Tx, kind: string, payload: Prisma.InputJsonObject): Promise<void> {
  const at = now();
  await tx.outbox.create({ data: { kind, payload, createdAt: at, nextAt: at } });
}
