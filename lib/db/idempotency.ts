import { z } from 'zod';

import { Refusal } from '@/lib/domain/refusal';
import { now } from '@/lib/system/clock';
import { sha256 } from '@/lib/system/crypto';
import type { Prisma } from '@/generated/prisma/client';
import type { Tx } from '@/lib/db/tx';

const answerSchema = z.object({ value: z.json().optional() });
const dayMs = 24 * 60 * 60 * 1000;

/** One write of one actor, recognised again by its op id; `fingerprint` tells a repetition from another request with the same id. */
export type Operation = { readonly actorId: string; readonly opId: string; readonly fingerprint: string };

/** Describes the operation that an input asks for, or null when it carries no op id. */
export function operationOf(actorId: string, input: { opId?: string | undefined }): Operation | null {
  if (!input.opId) return null;
  return { actorId, opId: input.opId, fingerprint: sha256(JSON.stringify(input)) };
}

/**
 * The first answer to this operation, or null when it is new. Takes a lock until the end of the transaction, so that of two equal
 * requests at once the second waits for the answer of the first. Throws Refusal `invalid` when the id was used for something else.
 */
export async function firstAnswer(tx: Tx, operation: Operation): Promise<{ value: unknown } | null> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${operation.actorId + operation.opId}, 72707370))`;
  const known = await tx.idempotencyKey.findUnique({
    where: { actorId_opId: { actorId: operation.actorId, opId: operation.opId } },
    select: { command: true, answer: true },
  });
  if (!known) return null;
  if (known.command !== operation.fingerprint) {
    throw new Refusal('invalid', { message: 'This operation id was already used for another request.' });
  }
  return { value: answerSchema.parse(known.answer).value };
}

/** Keeps the answer to an operation and returns it as a repetition will get it: through JSON and back. */
export async function keepAnswer<T>(tx: Tx, operation: Operation, value: T): Promise<T> {
  const answer: { value: T } & Prisma.InputJsonObject = JSON.parse(JSON.stringify({ value }));
  await tx.idempotencyKey.create({
    data: {
      actorId: operation.actorId,
      opId: operation.opId,
      command: operation.fingerprint,
      answer,
      createdAt: now(),
    },
  });
  return answer.value;
}

/** Forgets answers older than 24 hours; returns how many. */
export async function purgeAnswers(tx: Tx): Promise<number> {
  const gone = await tx.idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now().getTime() - dayMs) } } });
  return gone.count;
}
