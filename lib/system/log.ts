import { now } from '@/lib/system/clock';
import { env } from '@/lib/system/env';

type Level = 'debug' | 'info' | 'warn' | 'error';
/** What goes into a log line: ids, counts, codes. Never text that a person wrote, never a name or an address. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

const rank = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 } as const;

function write(level: Level, event: string, fields: LogFields): void {
  if (rank[level] < rank[env().LOG_LEVEL]) return;
  const line = JSON.stringify({ at: now().toISOString(), level, event, ...fields });
  const stream = rank[level] >= rank.warn ? process.stderr : process.stdout;
  stream.write(`${line}\n`);
}

/** Structured log: one JSON object per line, warnings and errors on stderr. */
export const log = {
  debug: (event: string, fields: LogFields = {}) => write('debug', event, fields),
  info: (event: string, fields: LogFields = {}) => write('info', event, fields),
  warn: (event: string, fields: LogFields = {}) => write('warn', event, fields),
  error: (event: string, fields: LogFields = {}) => write('error', event, fields),
};
