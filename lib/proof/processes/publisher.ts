import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { closeDatabase } from '@/lib/db/client';
import { mapDatabaseError } from '@/lib/db/errors';
import { Refusal } from '@/lib/domain/refusal';
import { openRevision } from '@/lib/revisions/commands/open';
import { approve, prose, publish, submit, write } from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';

const actor = z.object({ id: z.string(), name: z.string(), role: z.enum(['editor', 'reviewer', 'admin']) });
const orderSchema = z.object({ articleIds: z.array(z.string()), writer: actor, reviewer: actor });
type Order = z.infer<typeof orderSchema>;

/** Carries one change of an article all the way to its readers, and says so when it was acknowledged. */
async function publishOnce({ writer, reviewer }: Order, articleId: string): Promise<void> {
  const { number } = await openRevision(writer, { articleId, name: 'A change', why: '' });
  await write(writer, number, 1, prose(`History ${newId()}.`, `Another sentence ${newId()}.`));
  await submit(writer, number);
  await approve(reviewer, number);
  const { version } = await publish(reviewer, number, newId());
  process.send?.({ articleId, version });
}

/** Publishes one version of the article after the other. While the database is away it waits; any other refusal is a fault. */
async function publishForEver(order: Order, articleId: string): Promise<never> {
  for (;;) {
    try {
      await publishOnce(order, articleId);
    } catch (error) {
      const said = mapDatabaseError(error);
      if (!(said instanceof Refusal) || said.code !== 'unavailable') process.send?.({ fault: String(said) });
      await pause(50);
    }
  }
}

/**
 * Publishes as fast as it can on the database of `DATABASE_URL`, each article on its own, until it is killed. Tells its starter
 * of every version that was acknowledged, and of every answer that should not have been.
 */
process.once('message', (message) => {
  const order = orderSchema.parse(message);
  for (const articleId of order.articleIds) void publishForEver(order, articleId);
});
process.on('disconnect', () => {
  void closeDatabase().finally(() => process.exit());
});
process.send?.({ ready: true });
