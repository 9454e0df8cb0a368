import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { withdrawArticle } from '@/lib/articles/commands/article';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { openRevision } from '@/lib/revisions/commands/open';
import {
  approve,
  type Cast,
  headOf,
  people,
  prose,
  publishedArticle,
  submit,
  wallIn,
  write,
} from '@/lib/revisions/testing';
import { setClock } from '@/lib/system/clock';
import { scheduleRevision } from '@/lib/versions/commands/schedule';

const database = useDatabase();
const minuteMs = 60_000;
let cast: Cast;
let workers: ChildProcess[] = [];

beforeAll(async () => {
  cast = await people();
});
afterEach(() => {
  setClock(null);
  for (const worker of workers) worker.kill('SIGKILL');
  workers = [];
});

/** A process of its own, up and connected to this file's database. */
async function startWorker(): Promise<ChildProcess> {
  const env = { ...process.env, DATABASE_URL: database().appUrl, LOG_LEVEL: 'error' };
  const worker = fork('lib/proof/processes/second-worker.ts', { env, execArgv: ['--import', 'tsx'] });
  workers.push(worker);
  await once(worker, 'message');
  return worker;
}

const answerSchema = z.object({ done: z.boolean(), error: z.string().default('') });

/**
 * Lets a worker work off what is due, again while the database does not answer in time (four programs and a server share this
 * machine), as its loop does. Resolves with "done", the fault, or "killed".
 */
async function work(worker: ChildProcess): Promise<string> {
  for (;;) {
    const answer = Promise.race([
      once(worker, 'message').then(([message]: unknown[]) => answerSchema.parse(message)),
      once(worker, 'exit').then(() => null),
    ]);
    worker.send('work');
    const said = await answer;
    if (said === null) return 'killed';
    if (said.done) return 'done';
    if (said.error !== 'Refusal: unavailable') return said.error;
  }
}

/** Articles with a revision each that was to be published some minutes ago. */
async function dueArticles(count: number): Promise<{ articleId: string; number: number }[]> {
  const made = [];
  setClock(() => new Date(Date.now() - 30 * minuteMs));
  for (let at = 0; at < count; at += 1) {
    const { articleId } = await publishedArticle(cast);
    const { number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' });
    await write(cast.amal, number, 0, prose(`Another lead ${at}.`));
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await scheduleRevision(cast.nora, {
      ...{ number, headHash: await headOf(number), kind: 'update', changeNote: 'What changed.' },
      ...{ ...wallIn(10 * minuteMs, 'Asia/Damascus'), wordingReason: '' },
    });
    made.push({ articleId, number });
  }
  setClock(null);
  return made;
}

async function outcomesOf(articles: readonly { articleId: string; number: number }[]) {
  const rows = await db().revision.findMany({
    where: { number: { in: articles.map(({ number }) => number) } },
    include: { schedules: true, version: { select: { number: true } }, article: { select: { versions: true } } },
    orderBy: { number: 'asc' },
  });
  return rows.map(({ state, schedules, version, article }) =>
    [state, schedules.map((one) => one.state).join(','), version?.number ?? '-', article.versions.length].join(' '),
  );
}

describe('several workers, each a process of its own, on one database', () => {
  it('R13 four at the same moment: every schedule fires once, what drifted is held once', async () => {
    const articles = await dueArticles(8);
    const drifted = articles.at(-1);
    await withdrawArticle(cast.rosa, { articleId: drifted?.articleId ?? '', reason: 'Under dispute.' });
    const crew = await Promise.all([startWorker(), startWorker(), startWorker(), startWorker()]);
    expect(await Promise.all(crew.map(work))).toEqual(crew.map(() => 'done'));
    const fired = articles.slice(0, -1).map(() => 'published fired 2 2');
    expect(await outcomesOf(articles)).toEqual([...fired, 'approved held - 1']);
    const number = { in: articles.map((one) => one.number) };
    const ids = (await db().revision.findMany({ where: { number } })).map(({ id }) => id);
    const events = await db().event.groupBy({
      by: ['action'],
      where: { subjectId: { in: ids }, action: { in: ['publish', 'hold'] } },
      _count: true,
      orderBy: { action: 'asc' },
    });
    expect(events.map(({ action, _count }) => `${action} ${_count}`)).toEqual(['hold 1', 'publish 7']);
  }, 120_000);

  it('R13 one is killed at work: the others, or the next, publish the rest, nothing twice and nothing half', async () => {
    const articles = await dueArticles(8);
    const [doomed, other] = [await startWorker(), await startWorker()];
    const killed = work(doomed);
    const going = work(other);
    await pause(60);
    doomed.kill('SIGKILL');
    expect(['killed', 'done']).toContain(await killed);
    // A row that the dead one had locked is free as soon as the server notices; the next run takes it.
    await going;
    expect(await work(other)).toBe('done');
    expect(await outcomesOf(articles)).toEqual(articles.map(() => 'published fired 2 2'));
  }, 120_000);
});
