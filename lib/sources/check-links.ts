import { z } from 'zod';
import { afterLooks, findingOfStatus, type LinkFinding, linkFindings } from '@/lib/domain/citation/library/link-checks';
import { linkStates } from '@/lib/domain/citation/links';
import { db } from '@/lib/db/client';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction, systemActor } from '@/lib/db/transaction';
import { announce } from '@/lib/pages/store';
import { env } from '@/lib/system/env';
import { guardedFetch, type GuardedOptions, OutboundError } from '@/lib/system/guarded-fetch';
import { log } from '@/lib/system/log';
import { now } from '@/lib/system/clock';

/** How one look at an address is made; a test puts its own server in. */
export type Looking = Pick<GuardedOptions, 'allow' | 'findAddresses' | 'timeoutMs'>;

const minute = 60 * 1000;
/** A host is asked at most once in so long, however many sources it has and however many workers run. */
const hostPauseMs = 10 * 1000;
const claimMs = 10 * minute;
const rowSchema = z.array(z.object({ id: z.string(), url: z.string() }));
const state = z.enum(linkStates);
const finding = z.enum(linkFindings);

/**
 * Looks at the addresses that are due, one after the other, at most `limit`, and answers how many. Nothing unless LINK_CHECKER is on.
 * What is found changes what is known of the address now, and no record: versions and approvals stay as they are.
 */
export async function checkDueLinks(limit = 20, looking: Looking = {}): Promise<number> {
  if (env().LINK_CHECKER !== 'on') return 0;
  for (let done = 0; done < limit; done += 1) {
    const due = await claimDue();
    if (!due) return done;
    await keep(due, await look(due.url, looking));
  }
  return limit;
}

type Due = { readonly id: string; readonly url: string };

/** Claimed for a while: another worker takes another row, and a look that was cut off is made again later. */
async function claimDue(): Promise<Due | null> {
  const at = now();
  return inTransaction(systemActor, {}, async (tx) => {
    const rows = rowSchema.parse(
      await tx.$queryRaw`
        select s.id::text as id, c.csl ->> 'URL' as url from source s join source_state c on c.id = s.current_state_id
        where s.next_check_at <= ${at} and s.merged_into_id is null and s.host <> '' and c.csl ->> 'URL' is not null
          and not exists (select from source o join link_check l on l.source_id = o.id
            where o.host = s.host and l.at > ${new Date(at.getTime() - hostPauseMs)})
        order by s.next_check_at limit 1 for update of s skip locked`,
    );
    const [due] = rows;
    if (!due) return null;
    await tx.source.update({ where: { id: due.id }, data: { nextCheckAt: new Date(at.getTime() + claimMs) } });
    return due;
  });
}

type Found = { readonly finding: LinkFinding; readonly status: number | null; readonly note: string };

/** Asked as a reader asks (many servers answer HEAD otherwise); the beginning of the page is enough. */
async function look(url: string, looking: Looking): Promise<Found> {
  try {
    const answer = await guardedFetch(url, { ...looking, maxBytes: 64 * 1024, tooLong: 'cut' });
    const moved = answer.url === url ? '' : `leads to ${answer.url}`;
    return { finding: findingOfStatus(answer.status), status: answer.status, note: moved.slice(0, 500) };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    const isOurs = error.problem === 'address' || error.problem === 'scheme';
    return { finding: isOurs ? 'unclear' : 'no_answer', status: null, note: error.message.slice(0, 500) };
  }
}

async function keep({ id, url }: Due, found: Found): Promise<void> {
  await inTransaction(systemActor, {}, async (tx) => {
    await tx.$queryRaw`select 1 from source where id = ${id}::uuid for no key update`;
    const source = await tx.source.findUniqueOrThrow({ where: { id }, select: { urlStatus: true } });
    await tx.linkCheck.create({ data: { sourceId: id, url, at: now(), ...found } });
    const looks = await tx.linkCheck.findMany({ where: { sourceId: id, url }, orderBy: { id: 'desc' }, take: 10 });
    const before = state.parse(source.urlStatus);
    const after = afterLooks(
      before,
      looks.map((one) => ({ finding: finding.parse(one.finding), at: one.at.getTime() })),
    );
    await tx.source.update({
      where: { id },
      data: { urlStatus: after.state, lastCheckedAt: now(), nextCheckAt: new Date(after.nextAt) },
    });
    if (after.state === before) return;
    const payload = { from: before, to: after.state };
    await recordEvent(tx, systemActor, { action: 'link_state', subjectType: 'source', subjectId: id, payload });
    await announce(tx, []);
    log.info('link_state', { source: id, ...payload });
  });
}

/** Sources with an address that nobody has looked at yet are due; those of older records are found so. Answers how many. */
export async function planLinkChecks(): Promise<number> {
  if (env().LINK_CHECKER !== 'on') return 0;
  return db().$executeRaw`
    update source set next_check_at = ${now()} where next_check_at is null and host <> '' and merged_into_id is null`;
}
