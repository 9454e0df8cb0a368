import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import next from 'next';
import postgres from 'postgres';
import { publicPages } from '@/lib/pages/public-pages';
import { env } from '@/lib/system/env';
import { log } from '@/lib/system/log';
import { authSecret } from '@/lib/system/secret';
import { csrfCookieName, isHttps } from '@/lib/system/site';
import { makeAnswer } from '@/lib/web/server/answer';
import { answerDirectly } from '@/lib/web/server/direct';
import { diskCopy } from '@/lib/web/server/disk-copy';
import { follow } from '@/lib/web/server/follow';
import type { Profile } from '@/lib/web/server/headers';
import { makeLoader } from '@/lib/web/server/load';
import { makeTurns } from '@/lib/web/server/turns';
import { keepAliveSeconds, makeReaders, noReaders, type Readers } from '@/lib/web/server/readers';

const drainMs = 10_000;

function close(server: Server, endDirect: () => void): void {
  log.info('draining');
  server.close(() => process.exit(0));
  endDirect();
  server.closeIdleConnections();
  setTimeout(() => {
    server.closeAllConnections();
    process.exit(0);
  }, drainMs).unref();
}

/** Ends well on a signal, and when the process that started this one is gone. */
function stopOnRequest(server: Server, endDirect: () => void): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    close(server, endDirect);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
}

function limit(server: Server): void {
  server.requestTimeout = 60_000;
  server.headersTimeout = 15_000;
  server.keepAliveTimeout = keepAliveSeconds * 1000;
  server.maxHeadersCount = 100;
}

type Answer = ReturnType<typeof makeAnswer>;

/** Whatever goes wrong is answered with 500, and noted. */
function guarded(answer: Answer) {
  const fail = (error: unknown, req: IncomingMessage, res: ServerResponse): void => {
    log.error('front', { kind: error instanceof Error ? error.name : typeof error, method: req.method ?? '' });
    if (!res.headersSent) res.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
    res.end();
  };
  return (req: IncomingMessage, res: ServerResponse): void => {
    try {
      answer(req, res)?.catch((error: unknown) => fail(error, req, res));
    } catch (error) {
      fail(error, req, res);
    }
  };
}

/** Live pages that are brought into memory before the first request, in bytes. */
const warmBytes = 64 * 1024 * 1024;

/** Follows the database and answers readers from memory. */
function openReaders(profile: Profile, answered: () => void): Readers {
  const { DATABASE_URL, STET_DATA_DIR } = env();
  const pages = publicPages();
  const sql = postgres(DATABASE_URL, {
    ...{ max: 3, connect_timeout: 2, backoff: () => 0.2, onnotice: () => undefined },
    types: { bigint: postgres.BigInt },
    connection: { application_name: 'stet-readers' },
  });
  const loader = makeLoader(sql);
  const disk = diskCopy(path.join(STET_DATA_DIR, 'pages'));
  const follower = follow({ sql, loader, pages, disk });
  pages.refresh = follower.refresh;
  const warm = async () => log.info('pages_in_memory', { count: await follower.warm(warmBytes) });
  // Beside the start and the first requests, which may keep it waiting too long at its first try: what they ask for is read one by one meanwhile.
  void warm()
    .catch(warm)
    .catch(() => log.warn('pages_not_in_memory'));
  return makeReaders({ pages, load: follower.load, profile, answered });
}

async function main(): Promise<void> {
  const dev = process.argv.includes('--dev');
  const { HOST, PORT, NEXTAUTH_URL, TRUST_PROXY } = env();
  const origin = NEXTAUTH_URL ? new URL(NEXTAUTH_URL).origin : '';
  const profile: Profile = { dev, https: origin.startsWith('https:'), trustedProxies: TRUST_PROXY };
  // While Next prepares itself the pages come into memory.
  const turns = makeTurns();
  const readers = dev ? noReaders : openReaders(profile, turns.read);
  const app = next({ dev, hostname: HOST, port: PORT });
  await app.prepare();
  const answer = makeAnswer({
    profile,
    origin,
    csrf: { cookie: csrfCookieName(), secret: authSecret(), https: isHttps() },
    ...{ readers, turns },
    next: app.getRequestHandler(),
  });
  const server = createServer(guarded(answer));
  limit(server);
  const upgrade = dev ? app.getUpgradeHandler() : null;
  server.on('upgrade', (req, socket, head) => {
    if (upgrade) void upgrade(req, socket, head);
    else socket.destroy();
  });
  stopOnRequest(server, answerDirectly(server, readers.direct));
  server.listen(PORT, HOST, () => {
    log.info('listening', { host: HOST, port: PORT, dev });
    process.send?.({ event: 'listening', port: PORT });
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    log.error('listen_failed', { code: error.code ?? '', port: PORT });
    process.exit(1);
  });
}

main().catch((error: unknown) => {
  log.error('start_failed', { message: error instanceof Error ? error.message : String(error) });
  process.exit(1);
});
