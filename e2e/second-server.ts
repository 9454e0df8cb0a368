import { fork } from 'node:child_process';

type Line = 'open' | 'refused' | 'silent' | 'slow';

/**
 * A second server on the same database, whose way to it can be cut, fall silent, or become slow, and which can be killed.
 * `settings` are of its own.
 */
export async function startSecond(settings: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, ...settings };
  const child = fork('lib/proof/processes/second-server.ts', { execArgv: ['--import', 'tsx'], env });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const up = () =>
    new Promise<string>((resolve, reject) => {
      child.once('message', (message: { origin: string }) => resolve(message.origin));
      child.once('exit', (code) => reject(new Error(`The second server ended with ${code}.`)));
    });
  const origin = await up();
  return {
    origin,
    setLine: (line: Line) => child.send({ line }),
    /** Kills it in the middle of whatever it does. */
    kill: () => child.send({ power: 'off' }),
    /** Starts it again at the same address; done when it answers. */
    restart: async () => {
      const again = up();
      child.send({ power: 'on' });
      await again;
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
