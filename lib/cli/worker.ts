import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { purgeSessions } from '@/lib/accounts/sessions';
import { checkDatabase } from '@/lib/db/boot';
import { closeDatabase, db } from '@/lib/db/client';
import { purgeAnswers } from '@/lib/db/idempotency';
import { deliverDue } from '@/lib/notifications/deliver';
import { catchUpOrigins } from '@/lib/pages/live/origins';
import { mailDue, planDigests } from '@/lib/notifications/mail/deliver';
import { renewPages } from '@/lib/pages/live/renew';
import { eraseAddresses } from '@/lib/articles/commands/report';
import { checkDueLinks, planLinkChecks } from '@/lib/sources/check-links';
import { purgeScreens } from '@/lib/reviews/commands/seen';
import { log } from '@/lib/system/log';
import { purgePresence } from '@/lib/revisions/commands/presence';
import { runDue } from '@/lib/versions/run-due';

type Job = { readonly name: string; readonly everyMs: number; readonly run: () => Promise<unknown> };

const second = 1000;

/** What is done beside the requests. Any number of workers may run: rows are claimed, schedules fire by their own id. */
const jobs: readonly Job[] = [
  { name: 'outbox', everyMs: 2 * second, run: () => deliverDue() },
  { name: 'mail', everyMs: 5 * second, run: () => mailDue() },
  { name: 'digests', everyMs: 300 * second, run: planDigests },
  { name: 'pages', everyMs: 2 * second, run: () => renewPages() },
  { name: 'origins', everyMs: 15 * second, run: () => catchUpOrigins() },
  { name: 'schedule', everyMs: 15 * second, run: runDue },
  { name: 'links', everyMs: 15 * second, run: () => checkDueLinks() },
  { name: 'new_links', everyMs: 3600 * second, run: planLinkChecks },
  { name: 'answers', everyMs: 3600 * second, run: () => purgeAnswers(db()) },
  { name: 'addresses', everyMs: 3600 * second, run: eraseAddresses },
  { name: 'presence', everyMs: 600 * second, run: purgePresence },
  { name: 'screens', everyMs: 3600 * second, run: purgeScreens },
  { name: 'sessions', everyMs: 3600 * second, run: purgeSessions },
];

/** Runs one job over and over until told to stop; a failure is logged and the next turn tries again. */
async function repeat({ name, everyMs, run }: Job, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await run().catch((error: unknown) => {
      log.error('job_failed', { job: name, error: error instanceof Error ? error.name : typeof error });
    });
    await pause(everyMs, null, { signal }).catch(() => null);
  }
}

/** Ends after the work in hand, on a signal or when the process that started this one is gone. */
function stopOnRequest(): AbortSignal {
  const stopping = new AbortController();
  // Each job waits on it, and Node takes more than ten for a leak.
  setMaxListeners(jobs.length + 1, stopping.signal);
  for (const name of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(name, () => stopping.abort());
  return stopping.signal;
}

const signal = stopOnRequest();
try {
  await checkDatabase();
  log.info('worker_started');
  await Promise.all(jobs.map((job) => repeat(job, signal)));
  log.info('worker_stopped');
} catch (error) {
  log.error('worker_failed', { error: error instanceof Error ? error.message : typeof error });
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
// An open channel to the starter would keep the process.
process.exit();
