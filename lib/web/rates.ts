import type { Rate } from '@/lib/contract/limits';
import { db } from '@/lib/db/client';
import { Refusal } from '@/lib/domain/refusal';
import { now } from '@/lib/system/clock';

/**
 * Counts one try under `key` (route and session, account or address) and throws `rate_limited` when the window is full.
 * The counter is a row, so it holds over all processes and outlives a restart.
 */
export async function countTry(key: string, rate: Rate): Promise<void> {
  const at = now();
  const start = new Date(Math.floor(at.getTime() / 1000 / rate.seconds) * rate.seconds * 1000);
  const rows = await db().$queryRaw<{ count: number }[]>`
    insert into rate_limit (key, window_start, count) values (${key}, ${start}, 1)
    on conflict (key) do update set
      count = case when rate_limit.window_start = excluded.window_start then least(rate_limit.count + 1, 1000000) else 1 end,
      window_start = excluded.window_start
    returning count`;
  if ((rows[0]?.count ?? 0) <= rate.count) return;
  const retryAfter = Math.max(1, Math.ceil((start.getTime() + rate.seconds * 1000 - at.getTime()) / 1000));
  throw new Refusal('rate_limited', { message: tooMany(retryAfter), retryAfter });
}

/** Forgets the tries under `key`, after a success. */
export async function clearTries(key: string): Promise<void> {
  await db().rateLimit.deleteMany({ where: { key } });
}

function tooMany(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return `Too many tries. You can try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
}
