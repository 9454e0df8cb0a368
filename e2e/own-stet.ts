import { spawn } from 'node:child_process';

/** Another Stet beside that of the journeys, with data of its own, which can be stopped and started again. */
export function ownStet(name: string, port: number) {
  const origin = `http://localhost:${port}`;
  const env = {
    ...process.env,
    ...{ PORT: String(port), NEXTAUTH_URL: origin, STET_DATA_DIR: `.data/${name}`, DATABASE_URL: '', DEMO: '1' },
    LOG_LEVEL: 'warn',
  };
  let stop = () => Promise.resolve();
  /** Until it answers; `fresh` throws its data away first. */
  const start = async ({ fresh = false } = {}): Promise<void> => {
    const child = spawn(process.execPath, ['lib/cli/start.mjs', ...(fresh ? ['--fresh'] : [])], { env });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    stop = () => {
      child.kill('SIGTERM');
      return ended;
    };
    await new Promise<void>((resolve, reject) => {
      let said = '';
      const read = (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('Stet is at')) resolve();
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => reject(new Error(`Stet ended: ${said.slice(-1000)}`)));
    });
  };
  return { origin, start, stop: () => stop() };
}
