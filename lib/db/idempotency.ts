import { z } from 'zod';

import { Refusal } from '@/lib/domain/refusal';
import { now } from '@/lib/system/clock';
import { sha256 } from '@/lib/system/crypto';
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
  const [known] = await tx.$queryRaw<{ command: string; answer: unknown }[]>`
    select command, answer from first_answer(${operation.actorId}::uuid, ${operation.opId}::uuid)`;
  if (!known) return null;
  if (known.command !== operation.fingerprint) {
    throw new Refusal('invalid', { message: 'This operation id was already used for another request.' });
  }
  return { value: answerSchema.parse(known.answer).value };
}

/** Keeps the answer to an operation and returns it as a repetition will get it: through JSON and back. */
export async function keepAnswer<T>(tx: Tx, operation: Operation, value: T): Promise<T> {
  const text = JSON.stringify({ value });
  const { actorId, opId, fingerprint } = operation;
  await tx.$executeRaw`
    insert into idempotency_key (actor_id, op_id, command, answer, created_at)
    values (${actorId}::uuid, ${opId}::uuid, ${fingerprint}, ${text}::jsonb, ${now()})`;
  const answer: { value: T } = JSON.parse(text);
  return answer.value;
}

/** Forgets answers older than 24 hours; returns how many. */
export async function purgeAnswers(tx: Tx): Promise<number> {
  const gone = await tx.idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(now().getTime() - dayMs) } } });
  return gone.count;
}
