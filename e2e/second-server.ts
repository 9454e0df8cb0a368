import { fork } from 'node:child_process';

type Line = 'open' | 'refused' | 'silent' | 'slow';

/** A second server on the same database, whose way to it can be cut, fall silent, or become slow. `settings` are of its own. */
export async function startSecond(settings: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, ...settings };
  const child = fork('lib/proof/second-server.ts', { execArgv: ['--import', 'tsx'], env });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const origin = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { origin: string }) => resolve(message.origin));
    child.once('exit', (code) => reject(new Error(`The second server ended with ${code}.`)));
  });
  return {
    origin,
    setLine: (line: Line) => child.send({ line }),
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
