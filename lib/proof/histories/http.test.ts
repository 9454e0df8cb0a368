import { mkdirSync } from 'node:fs';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { type App, checkBuild, origin, startApp } from '@/lib/proof/bench/stage/app';
import { scratch } from '@/lib/proof/bench/stage/child';
import { signIn } from '@/lib/proof/bench/stage/people';
import { type Count, runHistory } from '@/lib/proof/histories/history';
import { batch } from '@/lib/proof/histories/intents';
import { people } from '@/lib/proof/histories/model';
import type { Cast } from '@/lib/proof/histories/observe';
import { makeCast } from '@/lib/proof/histories/stage';
import { overHttp } from '@/lib/proof/histories/wire';
import { setClock } from '@/lib/system/clock';
import { forgetEnv } from '@/lib/system/env';

/** How many random histories over HTTP: `STET_HTTP_RUNS=3000` for a long night. */
const numRuns = Number(process.env['STET_HTTP_RUNS'] ?? '150');
const timeout = 120_000 + numRuns * 8000;

const database = useDatabase();
let app: App;
let cast: Cast;
const cookies = new Map<string, string>();

beforeAll(async () => {
  checkBuild();
  // The server's pages name its origin, and so must those that they are compared with.
  process.env['NEXTAUTH_URL'] = origin;
  forgetEnv();
  mkdirSync(scratch, { recursive: true });
  cast = await makeCast();
  await db().user.updateMany({ where: { id: { in: Object.values(cast) } }, data: { isDemo: true } });
  app = await startApp(`histories-${process.pid}`, database());
  for (const person of people) cookies.set(cast[person], await signIn(app, person));
}, 120_000);
afterEach(() => setClock(null));
afterAll(async () => {
  delete process.env['NEXTAUTH_URL'];
  forgetEnv();
  await app.stop();
});

/** What one person may write in a minute is limited; here nobody waits for the next. */
const letEverybodyWrite = async (): Promise<void> => {
  await db().rateLimit.deleteMany();
};

test(
  'random histories of people at once, each request over HTTP to the server as it is built',
  async () => {
    const counted: Count = new Map();
    const wire = overHttp(app, cookies);
    const history = fc.array(batch, { minLength: 4, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 }), history, (quorum, batches) =>
        runHistory({ cast, wire, quorum, counted, beforeBatch: letEverybodyWrite }, batches),
      ),
      { numRuns, endOnFailure: true },
    );
    expect(counted.get('publish') ?? 0).toBeGreaterThan(0);
    expect(counted.get('approve') ?? 0).toBeGreaterThan(0);
  },
  timeout,
);
