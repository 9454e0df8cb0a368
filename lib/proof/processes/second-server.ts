import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import net from 'node:net';

import { z } from 'zod';

import { freePort } from '@/lib/cli/machine.mjs';
import { startPostgres } from '@/lib/cli/postgres.mjs';

/** What becomes of a server's connections to its database. */
const lines = ['open', 'refused', 'silent', 'slow'] as const;
type Line = (typeof lines)[number];
const messageSchema = z.object({ line: z.enum(lines).optional(), power: z.enum(['off', 'on']).optional() });

const slowMs = 400;

/** A way to the database that can be cut, fall silent, or become slow. */
class Cable {
  private line: Line = 'open';
  private readonly sockets = new Set<net.Socket>();
  private readonly server = net.createServer((socket) => this.carry(socket));

  constructor(private readonly target: number) {}

  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** From now on. Connections that are there are ended by `refused`, and hold still while `silent`. */
  set(line: Line): void {
    this.line = line;
    for (const socket of this.sockets) {
      if (line === 'refused') socket.destroy();
      else if (line === 'silent') socket.pause();
      else socket.resume();
    }
  }

  close(): void {
    this.set('refused');
    this.server.close();
  }

  private carry(client: net.Socket): void {
    if (this.line === 'refused') {
      client.destroy();
      return;
    }
    const database = net.connect(this.target, '127.0.0.1');
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (bytes: Buffer) => {
        if (this.line !== 'slow') to.write(bytes);
        else setTimeout(() => to.write(bytes), slowMs);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
    if (this.line === 'silent') for (const socket of [client, database]) socket.pause();
  }
}

/** The server itself, which can be killed and started again as the same one. */
class Machine {
  private server: ChildProcess | null = null;
  private isStopping = false;

  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly onUp: () => void,
    private readonly onEnd: () => void,
  ) {}

  start(): void {
    const server = fork('.next/stet/server.mjs', { env: this.env });
    this.server = server;
    server.once('message', this.onUp);
    server.once('exit', () => {
      // Killed on purpose: it will be started again.
      if (this.server === server || this.isStopping) this.onEnd();
    });
  }

  /** As a power cut: no request in hand is finished. */
  kill(): void {
    const { server } = this;
    this.server = null;
    server?.kill('SIGKILL');
  }

  stop(): void {
    this.isStopping = true;
    if (this.server) this.server.kill('SIGTERM');
    else this.onEnd();
  }
}

/**
 * A second server beside the one of the browser journeys, as a second machine would be: the same build and database, nothing
 * else in common. Tells its origin to whoever started it, each time that it is up; `{ line }` says what becomes of its way to
 * the database, `{ power }` kills it and starts it again.
 */
async function main(): Promise<void> {
  const postgres = await startPostgres({ dataDir: '.data/e2e/pg' });
  const cable = new Cable(postgres.port);
  const url = new URL(postgres.appUrl);
  url.port = String(await cable.open());
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    DATABASE_URL: url.href,
    PORT: String(port),
    HOST: '127.0.0.1',
    NEXTAUTH_URL: origin,
    NEXTAUTH_SECRET: randomUUID() + randomUUID(),
    STET_DATA_DIR: '.data/e2e-second',
    DEMO: '0',
    LOG_LEVEL: 'error',
  };
  await new Promise<void>((resolve) => {
    const machine = new Machine(env, () => process.send?.({ origin }), resolve);
    machine.start();
    process.on('message', (message) => {
      const { line, power } = messageSchema.parse(message);
      if (line) cable.set(line);
      if (power === 'off') machine.kill();
      if (power === 'on') machine.start();
    });
    const stop = () => machine.stop();
    process.on('SIGTERM', stop);
    process.on('disconnect', stop);
  });
  cable.close();
  await postgres.stop();
  process.exit();
}

await main();
