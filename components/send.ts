import { z } from 'zod';
import { pathParameters, type Endpoint } from '@/lib/contract/endpoint';
import type { Issue, RefusalCode } from '@/lib/domain/refusal';

/** Why a request did not succeed: a refusal of the server, `offline` when it never arrived, `unexpected` for a failure. */
export type SendCode = RefusalCode | 'offline' | 'unexpected';

/** What `send` throws: the server's code, sentence, issues, and what is there now. */
export class SendError extends Error {
  override readonly name = 'SendError';
  readonly issues: readonly Issue[];
  /** What the server holds now, with `stale` and `wrong_state`. */
  readonly current: unknown;
  constructor(
    readonly code: SendCode,
    message: string,
    detail: { issues?: readonly Issue[]; current?: unknown } = {},
  ) {
    super(message);
    this.issues = detail.issues ?? [];
    this.current = detail.current;
  }
}

const refusalCodes = [
  'signed_out',
  'forbidden',
  'own_work',
  'not_found',
  'wrong_state',
  'stale',
  'invalid',
  'not_ready',
  'rate_limited',
  'unavailable',
] as const satisfies readonly RefusalCode[];

type Values = Record<string, unknown>;
/** `opId` may be left out: `send` makes one, and keeps it over its own retries. */
export type SendInput<I extends z.ZodObject> = Omit<z.output<I>, 'opId'> & { readonly opId?: string };

export type SendOptions = {
  readonly signal?: AbortSignal;
  /** How often a request that did not arrive is repeated; 2 unless told. Safe, because the op id stays the same. */
  readonly retries?: number;
  /** The request outlives the page that sent it. Browsers refuse more than 64 KiB of such bodies. */
  readonly keepalive?: boolean;
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function requestOf(endpoint: Endpoint, input: Values, options: SendOptions): [string, RequestInit] {
  const inPath = pathParameters(endpoint.path);
  const path = inPath.reduce(
    (made, name) => made.replace(`{${name}}`, encodeURIComponent(String(input[name]))),
    endpoint.path,
  );
  const rest = Object.entries(input).filter(([name, value]) => !inPath.includes(name) && value !== undefined);
  const { signal, keepalive } = options;
  const common: RequestInit = {
    method: endpoint.method,
    ...(signal ? { signal } : {}),
    ...(keepalive ? { keepalive } : {}),
  };
  if (endpoint.method === 'GET') {
    const query = new URLSearchParams(rest.map(([name, value]) => [name, String(value)]));
    return [rest.length > 0 ? `${path}?${query}` : path, common];
  }
  const headers = { 'content-type': 'application/json' };
  return [path, { ...common, headers, body: JSON.stringify(Object.fromEntries(rest)) }];
}

async function arrive(url: string, init: RequestInit, retries: number): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const response = await fetch(url, init);
      if (![502, 503, 504].includes(response.status) || attempt >= retries) return response;
    } catch (error) {
      if (init.signal?.aborted) throw error;
      if (attempt >= retries) throw new SendError('offline', 'The server cannot be reached.');
    }
    await pause(400 * 2 ** attempt);
  }
}

const problemSchema = z.object({
  code: z.enum([...refusalCodes, 'unexpected']),
  message: z.string(),
  issues: z.array(z.object({ code: z.string(), where: z.string(), message: z.string() })).default([]),
  current: z.unknown().optional(),
});

async function failure(response: Response): Promise<SendError> {
  const problem = problemSchema.safeParse(await response.json().catch(() => null));
  if (!problem.success) return new SendError('unexpected', `Something went wrong on our side (${response.status}).`);
  const { code, message, issues, current } = problem.data;
  return new SendError(code, message, { issues, current });
}

/**
 * Calls an endpoint of the API, typed by the same constant as its handler: fills the path, adds an op id, repeats what
 * did not arrive. Throws `SendError`; `signed_out` means that the session is over and nothing was written.
 */
export async function send<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: SendInput<I>,
  options: SendOptions = {},
): Promise<z.output<O>> {
  const wantsOpId = 'opId' in endpoint.input.shape;
  const values: Values = { ...input, ...(wantsOpId ? { opId: input.opId ?? crypto.randomUUID() } : {}) };
  const [url, init] = requestOf(endpoint, values, options);
  const response = await arrive(url, init, options.retries ?? 2);
  if (!response.ok) throw await failure(response);
  return endpoint.output.parse(await response.json());
}
