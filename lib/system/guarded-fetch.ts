import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify, promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

import { isPublicAddress } from '@/lib/system/public-address';
import { ownOrigin } from '@/lib/system/site';

/** Why an outgoing request was not made, or was given up. */
export type OutboundProblem = 'address' | 'scheme' | 'redirects' | 'timeout' | 'too_large' | 'unreachable';

/** An outgoing request that was refused or failed; `problem` says which, the message names the host. */
export class OutboundError extends Error {
  constructor(
    readonly problem: OutboundProblem,
    message: string,
  ) {
    super(message);
    this.name = 'OutboundError';
  }
}

/** Finds the addresses of a host; `dns.lookup` unless a test puts another in. */
type FindAddresses = (host: string) => Promise<readonly LookupAddress[]>;

export type GuardedOptions = {
  readonly method?: 'GET' | 'HEAD';
  /** Headers besides `host`, `user-agent` and `accept-encoding`. Never cookies or credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For all hops together; 5 s unless given. */
  readonly timeoutMs?: number;
  /** Of the body, inflated; 2 MB unless given. */
  readonly maxBytes?: number;
  /** What to do with a longer body: refuse it (`too_large`), or keep its beginning. */
  readonly tooLong?: 'refuse' | 'cut';
  readonly maxRedirects?: number;
  readonly signal?: AbortSignal;
  /** Tests only: addresses that may be connected to although they are not public. */
  readonly allow?: (address: string, port: number) => boolean;
  /** Tests only: another resolver of names. */
  readonly findAddresses?: FindAddresses;
};

export type Fetched = {
  /** The address that answered, after redirects. */
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The body is only the beginning of what there was. */
  readonly cut: boolean;
};

const defaults = { timeoutMs: 5000, maxBytes: 2 * 1024 * 1024, maxRedirects: 3 };

/**
 * The one way out to the web. http and https only; a host whose name leads to any address that is not public is refused when the
 * connection is made, at every redirect again, so a name that changes its mind in between gains nothing. No cookies, no credentials,
 * no kept connections. Throws OutboundError. Answers with any status, 404 and 500 too.
 */
export async function guardedFetch(address: string | URL, options: GuardedOptions = {}): Promise<Fetched> {
  const deadline = AbortSignal.timeout(options.timeoutMs ?? defaults.timeoutMs);
  const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
  let url = checkedUrl(address);
  for (let hops = 0; ; hops += 1) {
    const answer = await send(url, { ...options, signal }).catch((error: unknown) => {
      throw problemOf(error, url, deadline.aborted);
    });
    const next = redirectOf(answer);
    if (next === null) return answer;
    if (hops >= (options.maxRedirects ?? defaults.maxRedirects)) {
      throw new OutboundError('redirects', `${url.host} redirects too often.`);
    }
    url = checkedUrl(next);
  }
}

function checkedUrl(address: string | URL): URL {
  const url = URL.canParse(address.toString()) ? new URL(address) : null;
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new OutboundError('scheme', 'Only addresses with http and https can be asked.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new OutboundError('scheme', 'An address with a user name or password is not asked.');
  }
  return url;
}

function redirectOf(answer: Fetched): string | null {
  const to = answer.headers['location'];
  if (to === undefined || ![301, 302, 303, 307, 308].includes(answer.status)) return null;
  return URL.canParse(to, answer.url) ? new URL(to, answer.url).href : to;
}

type Sent = GuardedOptions & { readonly signal: AbortSignal };

async function send(url: URL, options: Sent): Promise<Fetched> {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const may = (address: string) => isPublicAddress(address) || options.allow?.(address, port) === true;
  const host = url.hostname.replaceAll(/^\[|\]$/gu, '');
  // Node asks `lookup` for names only; an address is connected to as it is.
  if (isIP(host) !== 0 && !may(host)) throw refusedAddress(url);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: options.method ?? 'GET',
      agent: false,
      signal: options.signal,
      lookup: guardedLookup(may, options.findAddresses ?? systemAddresses),
      headers: { ...options.headers, 'user-agent': `Stet (+${ownOrigin()})`, 'accept-encoding': 'identity' },
    });
    request
      .on('response', resolve)
      .on('error', reject)
      .on('upgrade', () => request.destroy())
      .end();
  });
  const { body, cut } = await readBody(response, options);
  return { url: url.href, status: response.statusCode ?? 0, headers: oneEach(response), body, cut };
}

const refusedAddress = ({ host }: { host: string }) =>
  new OutboundError('address', `${host} is not an address on the public internet.`);

const systemAddresses: FindAddresses = (host) => promisify(systemLookup)(host, { all: true });

/** Resolves a name as the socket does, and hands over only addresses that it may connect to: all are checked, one bad one spoils the host. */
function guardedLookup(may: (address: string) => boolean, find: FindAddresses): LookupFunction {
  const check = callbackify(async (host: string, family: number) => {
    const found = await find(host);
    if (!found.every(({ address }) => may(address))) throw refusedAddress({ host });
    const usable = found.filter((one) => family === 0 || one.family === family);
    const [first] = usable;
    if (!first) throw refusedAddress({ host });
    return { first, usable };
  });
  return (host, { all, family }, done) => {
    check(host, Number(family) || 0, (error, checked) => {
      if (error) done(error, '', 0);
      else if (all) done(null, [...checked.usable]);
      else done(null, checked.first.address, checked.first.family);
    });
  };
}

const oneEach = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || name === 'set-cookie' ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

async function readBody(response: IncomingMessage, options: Sent): Promise<{ body: Buffer; cut: boolean }> {
  const max = options.maxBytes ?? defaults.maxBytes;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    const part = Buffer.from(chunk as Uint8Array);
    size += part.length;
    parts.push(part);
    if (size > max) break;
  }
  response.destroy();
  if (size > max && options.tooLong !== 'cut') throw tooLarge(max);
  const raw = Buffer.concat(parts).subarray(0, max);
  const coding = (response.headers['content-encoding'] ?? 'identity').toLowerCase();
  return { body: coding === 'identity' ? raw : await inflated(raw, coding, max), cut: size > max };
}

const tooLarge = (max: number) => new OutboundError('too_large', `The answer is longer than ${max} bytes.`);

/** We ask for `identity`; some servers answer compressed all the same. The inflated size is capped while inflating. */
async function inflated(raw: Buffer, coding: string, maxOutputLength: number): Promise<Buffer> {
  const by = { gzip: gunzip, 'x-gzip': gunzip, deflate: inflate, br: brotliDecompress }[coding];
  if (!by || raw.length === 0) return raw;
  return promisify<Buffer, { maxOutputLength: number }, Buffer>(by)(raw, { maxOutputLength }).catch(
    (error: unknown) => {
      if (error instanceof RangeError) throw tooLarge(maxOutputLength);
      throw error;
    },
  );
}

function problemOf(error: unknown, { host }: URL, isLate: boolean): OutboundError {
  if (error instanceof OutboundError) return error;
  if (isLate) return new OutboundError('timeout', `${host} took too long to answer.`);
  const why = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return new OutboundError('unreachable', `${host} cannot be reached${why}.`);
}
