import { z } from 'zod';

import { db } from '@/lib/db/client';
import { sha256 } from '@/lib/system/crypto';

/** The hash before the first event. */
const origin = '0'.repeat(64);
const batch = 1000;
const rowsSchema = z.array(z.object({ id: z.bigint(), prev_hash: z.string(), hash: z.string(), text: z.string() }));

/** How many events hold together, and the first that does not: its number, and why. */
export type ChainReport = {
  readonly checked: number;
  readonly broken: { readonly id: string; readonly reason: string } | null;
};

/**
 * Walks the whole audit log and recomputes each hash here, in the program: numbers without a gap, each event naming the hash of the one
 * before, each hash that of its event. Entries cut off at the end are found by comparing `checked` with an earlier count.
 */
export async function verifyEvents(): Promise<ChainReport> {
  let last = { id: 0n, hash: origin };
  for (;;) {
    const rows = rowsSchema.parse(
      await db()
        .$queryRaw`select id, encode(prev_hash, 'hex') as prev_hash, encode(hash, 'hex') as hash, event_text(event) as text from event where id > ${last.id} order by id limit ${batch}`,
    );
    for (const row of rows) {
      const reason = faultOf(row, last);
      if (reason) return { checked: Number(last.id), broken: { id: String(row.id), reason } };
      last = row;
    }
    if (rows.length < batch) return { checked: Number(last.id), broken: null };
  }
}

function faultOf(row: z.infer<typeof rowsSchema>[number], last: { id: bigint; hash: string }): string | null {
  if (row.id !== last.id + 1n) return `event ${last.id + 1n} is missing`;
  if (row.prev_hash !== last.hash) return 'it does not name the hash of the event before';
  return sha256(row.text) === row.hash ? null : 'it was changed after it was written';
}
