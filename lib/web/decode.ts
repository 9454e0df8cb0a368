import type { z } from 'zod';
import { pathParameters, type Endpoint } from '@/lib/contract/endpoint';
import { limits } from '@/lib/contract/limits';
import { Refusal, type Issue } from '@/lib/domain/refusal';
import { ownOrigin } from '@/lib/system/site';

/** The request is not well made (400, 413, 415): it never reaches a schema or a command. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  constructor(
    readonly status: 400 | 413 | 415,
    message: string,
  ) {
    super(message);
  }
}

type Values = Record<string, unknown>;

/** Throws `forbidden` unless the request comes from our own origin; an absent origin counts as foreign (reliability 3.3). */
export function checkOrigin(headers: Headers): void {
  const site = headers.get('sec-fetch-site');
  const foreign = site !== null && site !== 'same-origin';
  if (foreign || headers.get('origin') !== ownOrigin()) {
    throw new Refusal('forbidden', { message: 'This request did not come from this site.' });
  }
}

/** Reads a body of at most `max` bytes; 413 as soon as it is more. */
export async function readBytes(request: Request, max: number): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? '0');
  if (declared > max) throw new Malformed(413, 'The request is too large.');
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const step = await reader?.read();
    if (!step || step.done) break;
    size += step.value.byteLength;
    if (size > max) {
      await reader?.cancel();
      throw new Malformed(413, 'The request is too large.');
    }
    chunks.push(step.value);
  }
  return Buffer.concat(chunks);
}

/** Text of bytes that must be UTF-8; 400 when they are not. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Malformed(400, 'The request is not UTF-8.');
  }
}

/** Media type without parameters, in lower case. A charset other than UTF-8 is refused. */
function mediaType(headers: Headers): string {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';');
  const charset = parameters.map((part) => part.trim()).find((part) => part.startsWith('charset='));
  if (charset && !['charset=utf-8', 'charset="utf-8"'].includes(charset)) {
    throw new Malformed(415, 'Send UTF-8.');
  }
  return type.trim();
}

/** Throws 415 unless the body has the media type. */
export function checkContentType(headers: Headers, wanted: string): void {
  if (mediaType(headers) !== wanted) throw new Malformed(415, `Send ${wanted}.`);
}

/** Throws 400 where a value is deeper or larger than `limits`, or names `__proto__`. Does not recurse. */
export function checkShape(value: unknown): void {
  let count = 0;
  const open: { value: unknown; depth: number }[] = [{ value, depth: 1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (next.depth > limits.jsonDepth) throw new Malformed(400, 'The request is nested too deeply.');
    for (const [key, inner] of Object.entries(next.value)) {
      if (key === '__proto__') throw new Malformed(400, 'The request holds a name that is not allowed.');
      count += 1;
      if (count > limits.jsonNodes) throw new Malformed(413, 'The request holds too many values.');
      open.push({ value: inner, depth: next.depth + 1 });
    }
  }
}

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseJson(text: string): Values {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Malformed(400, 'The request is not JSON.');
  }
  checkShape(value);
  if (!isObject(value)) throw new Malformed(400, 'The request is not a JSON object.');
  return value;
}

function queryValues(url: string): Values {
  const { search, searchParams } = new URL(url);
  if (search.length > limits.queryBytes) throw new Malformed(413, 'The address is too long.');
  const values: [string, string][] = [...searchParams];
  if (new Set(values.map(([name]) => name)).size !== values.length) {
    throw new Malformed(400, 'A parameter is given twice.');
  }
  return Object.fromEntries(values);
}

const whole = (issues: z.core.$ZodIssue[]): Issue[] =>
  issues.slice(0, 50).map((issue) => ({
    code: issue.code,
    where: issue.path.map(String).join('.'),
    message: issue.message,
  }));

/** The refusal `invalid` that names what a schema found wrong. */
export function refusalOf(found: z.core.$ZodIssue[]): Refusal {
  const issues = whole(found);
  return new Refusal('invalid', { message: issues[0]?.message ?? 'The request does not fit.', issues });
}

/** The fields of an ordinary form. Throws `Malformed` for another type, more than `limits.formBytes`, or what is not UTF-8. */
export async function decodeForm(request: Request): Promise<Readonly<Record<string, string>>> {
  checkContentType(request.headers, 'application/x-www-form-urlencoded');
  const text = decodeUtf8(await readBytes(request, limits.formBytes));
  // A browser sends a line break as two signs; limits count what was typed.
  const fields = [...new URLSearchParams(text)].map(([name, value]) => [name, value.replaceAll('\r\n', '\n')] as const);
  return Object.fromEntries(fields);
}

/** A copy whose every text is NFC; throws `invalid` at a NUL or a lone surrogate, naming the place. */
export function wellFormed(value: unknown, where = ''): unknown {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) {
      const message = 'This text holds a character that cannot be stored.';
      throw new Refusal('invalid', { message, issues: [{ code: 'not_well_formed', where, message }] });
    }
    return value.normalize('NFC');
  }
  if (Array.isArray(value)) return value.map((inner, at) => wellFormed(inner, `${where}${where && '.'}${at}`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const place = `${where}${where && '.'}${key}`;
      return [String(wellFormed(key, place)), wellFormed(inner, place)];
    }),
  );
}

/** The values of a request before any schema: path parameters, then the query (GET) or the JSON body. */
async function rawValues(request: Request, endpoint: Endpoint, params: Values): Promise<Values> {
  const named = Object.fromEntries(pathParameters(endpoint.path).map((name) => [name, params[name]]));
  if (endpoint.method === 'GET') return merge(named, queryValues(request.url));
  checkContentType(request.headers, 'application/json');
  const bytes = await readBytes(request, endpoint.bodyBytes ?? limits.bodyBytes);
  return merge(named, parseJson(decodeUtf8(bytes)));
}

function merge(params: Values, given: Values): Values {
  const twice = Object.keys(params).find((name) => Object.hasOwn(given, name));
  if (twice) throw new Malformed(400, `"${twice}" belongs into the path alone.`);
  return { ...given, ...params };
}

/**
 * The input of an endpoint out of a request, in this order: content type, size, fatal UTF-8, JSON and its depth,
 * well-formed text in NFC (before any schema looks at it, reliability F8), the strict schema. The origin is checked before, by `checkOrigin`.
 * Throws `Malformed` or Refusal `invalid` with one issue per wrong field.
 */
export async function decode<I extends z.ZodObject>(
  request: Request,
  endpoint: Endpoint<I>,
  params: Values,
): Promise<z.output<I>> {
  const parsed = endpoint.input.safeParse(wellFormed(await rawValues(request, endpoint, params)));
  if (parsed.success) return parsed.data;
  throw refusalOf(parsed.error.issues);
}
