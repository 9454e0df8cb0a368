import { beforeAll, describe, expect, it } from 'vitest';

import { allEndpoints } from '@/lib/contract/all';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { type State, states } from '@/lib/domain/workflow/transitions';
import { type Deed, deeds, type Target } from '@/lib/proof/deeds';
import { rejectRevision, reviewRevision } from '@/lib/reviews/commands/review';
import { startThread } from '@/lib/reviews/commands/thread';
import { nameCheckpoint } from '@/lib/revisions/commands/checkpoint';
import { discardRevision } from '@/lib/revisions/commands/lifecycle';
import { openRevision } from '@/lib/revisions/commands/open';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import {
  approve,
  type Cast,
  headOf,
  people,
  prose,
  publish,
  publishedArticle,
  submit,
  wallIn,
  write,
} from '@/lib/revisions/testing';
import { createSource } from '@/lib/sources/commands/record';
import { newId } from '@/lib/system/crypto';
import { scheduleRevision } from '@/lib/versions/commands/schedule';

useDatabase();

let cast: Cast;
let articleId: string;
let sourceId: string;

beforeAll(async () => {
  cast = await people();
  ({ articleId } = await publishedArticle(cast));
  const csl = { type: 'book', title: 'A book' };
  ({ sourceId } = await createSource(cast.amal, { csl, stub: false }));
});

const nameOf = ({ endpoint: { method, path } }: Pick<Deed, 'endpoint'>) => `${method} ${path}`;

const unknown = (): Target => ({
  ...{
    number: 999_999,
    headHash: '0'.repeat(64),
    headSeq: 0,
    liveNumber: 1,
    seq: 0,
    sectionId: newId(),
    leadId: newId(),
  },
  ...{ articleId: newId(), otherId: newId(), reviewId: newId(), threadId: newId(), sourceId: newId() },
  ...{ personId: newId(), notificationId: newId(), blockId: 'b1', checkpointId: newId() },
});

/** Of every table: how many rows, and the newest transaction that wrote one. */
async function fingerprint(): Promise<string> {
  return JSON.stringify(await db().$queryRawUnsafe(await fingerprintSql()));
}

let knownSql: string | null = null;
async function fingerprintSql(): Promise<string> {
  knownSql ??= (
    await db().$queryRaw<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`
  )
    .map(
      ({ name }) => `select '${name}', count(*)::text as rows, max(xmin::text::bigint)::text as written from "${name}"`,
    )
    .join(' union all ');
  return knownSql;
}

/** What came of a request: done, refused, or the error that should not have been. */
const outcomeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? 'refused' : String(error)),
  );

describe('every endpoint', () => {
  it('has its command in the sweep', () => {
    const swept = new Set(deeds.map(nameOf));
    const signedIn = allEndpoints.filter((endpoint) => endpoint.access === 'signed-in');
    expect([...swept].toSorted()).toEqual(signedIn.map((endpoint) => nameOf({ endpoint })).toSorted());
  });

  it.each(['amal', 'jonas', 'rosa'] as const)(
    'refuses ids that do not exist to %s, and writes nothing',
    async (who) => {
      const before = await fingerprint();
      for (const deed of deeds.filter(({ about }) => about !== 'nothing')) {
        expect([nameOf(deed), await outcomeOf(deed.run(cast[who], unknown()))]).toEqual([nameOf(deed), 'refused']);
      }
      expect(await fingerprint()).toBe(before);
    },
  );

  it('without ids answers or refuses', async () => {
    for (const actor of [cast.amal, cast.jonas, cast.rosa]) {
      for (const deed of deeds.filter(({ about }) => about === 'nothing')) {
        expect(['done', 'refused']).toContain(await outcomeOf(deed.run(actor, unknown())));
      }
    }
  });
});

/** What brings a submitted revision into each state. */
const ways: Record<State, (number: number) => Promise<unknown>> = {
  draft: async () => undefined,
  in_review: async () => undefined,
  changes_requested: async (number) =>
    reviewRevision(cast.jonas, {
      ...{ number, headHash: await headOf(number), verdict: 'request_changes', comment: 'Say when.' },
    }),
  approved: (number) => approve(cast.jonas, number),
  scheduled: async (number) => {
    await approve(cast.jonas, number);
    const words = { kind: 'update', changeNote: 'What changed.', wordingReason: '', ...wallIn(3_600_000) } as const;
    await scheduleRevision(cast.jonas, { number, headHash: await headOf(number), ...words });
  },
  published: async (number) => {
    await approve(cast.jonas, number);
    await publish(cast.jonas, number);
  },
  discarded: (number) => discardRevision(cast.amal, { number, reason: '' }),
  rejected: (number) => rejectRevision(cast.jonas, { number, reason: 'Not true.' }),
};

/** A revision by Amal in that state, with a thread and, where there is one, the review that brought it there. */
async function revisionIn(state: State): Promise<Target> {
  const { number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' });
  await write(cast.amal, number, 1, prose(`History ${newId()}.`));
  const { checkpointId } = await nameCheckpoint(cast.amal, { number, label: 'At first' });
  await write(cast.amal, number, 1, prose(`History ${newId()}, anew.`));
  const about = { number, sectionId: null, quote: '', prefix: '', suffix: '', mustResolve: false };
  const { threadId } = await startThread(cast.yusuf, { ...about, text: 'Why?' });
  if (state !== 'draft') await submit(cast.amal, number);
  await ways[state](number);
  const screen = await getEditScreen(cast.amal, number);
  expect(screen.state).toBe(state);
  const [lead, history] = screen.sections;
  if (!lead || !history) throw new Error('A summary and a section are expected');
  return {
    ...unknown(),
    ...{ number, headHash: screen.headHash, headSeq: screen.headSeq, sourceId, threadId, checkpointId },
    ...{ seq: history.seq, liveNumber: screen.liveNumber ?? 0 },
    ...{ sectionId: history.sectionId, leadId: lead.sectionId },
    reviewId: screen.reviews[0]?.id ?? newId(),
    blockId: history.body.content[0]?.attrs.id ?? '',
  };
}

/** Another version goes live: every revision that is open is based on an older one then. */
async function overtake(): Promise<number> {
  const { number } = await openRevision(cast.amal, { articleId, name: 'Faster', why: '' });
  await write(cast.amal, number, 0, prose(`Lead ${newId()}.`));
  await submit(cast.amal, number);
  await approve(cast.jonas, number);
  return (await publish(cast.jonas, number)).version;
}

/** Whether a command left the revision as another one than the requests are about. */
async function hasMoved(state: State, { number, headHash, headSeq }: Target): Promise<boolean> {
  const row = await db().revision.findUniqueOrThrow({ where: { number } });
  return row.state !== state || row.headHash !== headHash || row.headSeq !== headSeq;
}

/** Runs every command of a revision on one in that state; answers what did not go as it should, and who could do what. */
async function sweep(state: State, actor: Actor): Promise<{ faults: string[]; done: number }> {
  const faults: string[] = [];
  let done = 0;
  let target = await revisionIn(state);
  let before = await fingerprint();
  for (const deed of deeds.filter(({ about }) => about === 'revision')) {
    const outcome = await outcomeOf(deed.run(actor, target));
    if (outcome === 'refused') {
      if ((await fingerprint()) !== before) faults.push(`${nameOf(deed)} was refused but left traces`);
      continue;
    }
    if (outcome !== 'done') faults.push(`${nameOf(deed)}: ${outcome}`);
    const leavesTraces = (await fingerprint()) !== before;
    const isRead = deed.endpoint.method === 'GET';
    if (leavesTraces === isRead) faults.push(`${nameOf(deed)} was done, and ${isRead ? 'a' : 'no'} row tells of it`);
    done += 1;
    if (await hasMoved(state, target)) target = await revisionIn(state);
    before = await fingerprint();
  }
  return { faults, done };
}

describe.each(states)('on a revision that is %s', (state) => {
  it.each(['amal', 'nora', 'rosa'] as const)(
    'every command of %s is done or refused, and a refusal leaves no trace',
    async (who) => {
      const { faults, done } = await sweep(state, cast[who]);
      expect(faults).toEqual([]);
      expect(done).toBeGreaterThan(0);
    },
    60_000,
  );

  it('that was overtaken, publishing is refused, and those who wrote it bring it up to date while it is open', async () => {
    const target = { ...(await revisionIn(state)), liveNumber: await overtake() };
    const moves = deeds.filter(({ endpoint }) => /publish|rebase/u.test(endpoint.path));
    const found: string[] = [];
    for (const actor of [cast.nora, cast.rosa, cast.amal]) {
      for (const deed of moves) {
        const before = await fingerprint();
        const outcome = await outcomeOf(deed.run(actor, target));
        const isUntouched = (await fingerprint()) === before;
        if (outcome !== 'refused' || !isUntouched) found.push(`${actor.name} ${nameOf(deed)}: ${outcome}`);
      }
    }
    const mayRebase = !['scheduled', 'published', 'discarded', 'rejected'].includes(state);
    // Afterwards nothing is left to bring up to date: Amal, who wrote it, comes last and may not publish.
    expect(found).toEqual(mayRebase ? ['Amal POST /api/v1/revisions/{number}/rebase: done'] : []);
  });
});
