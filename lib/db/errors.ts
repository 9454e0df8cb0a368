import { Refusal, type RefusalCode } from '@/lib/domain/refusal';

type AdapterError = { cause?: { originalCode?: unknown; originalMessage?: unknown; kind?: unknown } };
type PrismaError = { code?: unknown; meta?: { driverAdapterError?: AdapterError } };

/** SQLSTATEs that the database's own rules raise (prisma/migrations). */
export const ruleCodes = {
  immutable: 'ST001',
  transition: 'ST002',
  publish: 'ST003',
  numbering: 'ST004',
  chain: 'ST005',
  review: 'ST006',
  sources: 'ST007',
} as const;

/** The SQLSTATE behind an error that Prisma or a driver threw, or null. Prisma's own codes disguise it (stack G40). */
export function sqlState(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, meta, cause } = error as PrismaError & AdapterError;
  const original = meta?.driverAdapterError?.cause?.originalCode ?? cause?.originalCode;
  if (typeof original === 'string') return original;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/u.test(code) && !/^P\d{4}$/u.test(code) ? code : null;
}

/**
 * True where the transaction left no trace and another try decides anew: a serialisation failure, a deadlock, or a unique index that
 * someone faster filled (the next try sees their row, and refuses or goes round it).
 */
export function mayRetry(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01' || prismaCode(error) === 'P2034' || isTaken(error);
}

const isTaken = (error: unknown): boolean => sqlState(error) === '23505' || prismaCode(error) === 'P2002';

/** What the adapter calls the error, or null. */
function adapterKind(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { meta, cause } = error as PrismaError & AdapterError;
  const kind = meta?.driverAdapterError?.cause?.kind ?? cause?.kind;
  return typeof kind === 'string' ? kind : null;
}

function prismaCode(error: unknown): string | null {
  const code = typeof error === 'object' && error !== null ? (error as PrismaError).code : null;
  return typeof code === 'string' ? code : null;
}

const away = new Set([
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
]);
/** The driver says so in words alone when a connection dies, or an answer does not come (pg 8). */
const awayWords =
  /^(?:Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client (?:was closed|has encountered a connection error))/u;
/** The adapter's names for it: a raw statement brings the name alone, under a code of its own. */
const awayKinds = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout', 'TooManyConnections']);
const busy = /^(08|53|57P|40001|40P01|57014|25P03|55P03)/u;

function isAway(error: unknown, code: string | null, state: string | null): boolean {
  if (error instanceof Error && awayWords.test(error.message)) return true;
  return away.has(code ?? '') || awayKinds.has(adapterKind(error) ?? '') || (state !== null && busy.test(state));
}

/** What the database's own rules mean to a person. */
const refusals: Readonly<Record<string, RefusalCode>> = {
  [ruleCodes.transition]: 'wrong_state',
  [ruleCodes.publish]: 'not_ready',
  [ruleCodes.numbering]: 'stale',
  [ruleCodes.review]: 'stale',
  [ruleCodes.sources]: 'stale',
};

/**
 * The refusal that an error of the database stands for, or the error itself. Rules that commands check first appear here only when
 * two people were faster than the check; a server that is away or overloaded is `unavailable`.
 */
export function mapDatabaseError(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const state = sqlState(error);
  const code = prismaCode(error);
  const refusal = refusals[state ?? ''];
  if (refusal) return new Refusal(refusal);
  if (isTaken(error)) return new Refusal('unavailable', { retryAfter: 1 });
  if (isAway(error, code, state)) return new Refusal('unavailable', { retryAfter: 2 });
  return error;
}
