import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { atStop } from '@/lib/cli/processes.mjs';
import { onServerCores } from '@/lib/proof/bench/measure/load';

/** Everything that a run makes: git-ignored, and may be deleted. */
export const scratch = path.join('.data', 'bench');

/** A server that the bench started. */
export type Server = {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  /** From the start of the process until it listened. */
  readonly listeningMs: number;
  readonly stop: () => Promise<void>;
};

type What = {
  readonly name: string;
  readonly port: number;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Away from the core of the load generator. */
  readonly pinned?: boolean;
};

const patienceMs = 60_000;

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    const end = (result: boolean) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });

async function untilListening(child: ChildProcess, { name, port }: What): Promise<void> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(2)) {
    if (child.exitCode !== null) throw new Error(`${name} ended with code ${child.exitCode}; see ${logOf(name)}.`);
    if (await listens(port)) return;
  }
  throw new Error(`${name} does not listen; see ${logOf(name)}.`);
}

const logOf = (name: string) => path.join(scratch, `${name}.log`);

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(hard);
}

/** Starts a server, its output in a file, and waits until it listens. It ends with the bench at the latest. */
export async function startServer(what: What): Promise<Server> {
  const { name, port, command, env, cwd, pinned = true } = what;
  const [program = '', ...args] = pinned ? onServerCores(command) : command;
  const log = openSync(logOf(name), 'a');
  const began = performance.now();
  const child = spawn(program, args, {
    stdio: ['ignore', log, log],
    env: { ...process.env, ...env },
    ...(cwd !== undefined && { cwd }),
  });
  const stop = () => stopChild(child);
  atStop(stop);
  await untilListening(child, what);
  return { name, port, pid: child.pid ?? 0, listeningMs: performance.now() - began, stop };
}

/** Runs a Node program to its end; its output goes to a file. Throws when it fails. */
export async function runNode(
  name: string,
  args: readonly string[],
  options: Pick<What, 'cwd' | 'env'>,
): Promise<void> {
  const log = openSync(logOf(name), 'a');
  const child = spawn(process.execPath, [...args], { ...options, stdio: ['ignore', log, log] } as object);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${name} ended with code ${code}; see ${logOf(name)}.`);
}
