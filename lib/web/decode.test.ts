import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '@/lib/contract/endpoint';
import { limits } from '@/lib/contract/limits';
import { Refusal } from '@/lib/domain/refusal';
import { ownOrigin } from '@/lib/system/site';
import { checkOrigin, checkShape, decode, Malformed, wellFormed } from '@/lib/web/decode';
import { samePath } from '@/lib/web/same-path';

const write = endpoint({
  method: 'PUT',
  path: '/api/v1/things/{number}',
  summary: 'A thing',
  input: z.strictObject({
    number: z.coerce.number().int().positive(),
    title: z.string().min(1),
    any: z.unknown().optional(),
  }),
  output: z.strictObject({}),
});
const read = endpoint({
  method: 'GET',
  path: '/api/v1/things',
  summary: 'Things',
  input: z.strictObject({ q: z.string().optional() }),
  output: z.strictObject({}),
});

const json = { 'content-type': 'application/json' };
const request = (body: BodyInit | null, headers: Record<string, string> = json) =>
  new Request('http://localhost:3000/api/v1/things/7', { method: 'PUT', body, headers });

/** Status and code that the wire would answer with, or "ok". */
async function outcome(made: Request): Promise<string> {
  try {
    await decode(made, write, { number: '7' });
    return 'ok';
  } catch (error) {
    if (error instanceof Malformed) return String(error.status);
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const deep = (levels: number) => `{"title":"a","any":${'['.repeat(levels)}${']'.repeat(levels)}}`;
const bytes = (...values: number[]) => new Uint8Array([...Buffer.from('{"title":"'), ...values, ...Buffer.from('"}')]);

describe('decode', () => {
  const cases: [string, () => Request, string][] = [
    ['a good body', () => request('{"title":"a"}'), 'ok'],
    ['a charset of UTF-8', () => request('{"title":"a"}', { 'content-type': 'application/json; charset=utf-8' }), 'ok'],
    ['another charset', () => request('{"title":"a"}', { 'content-type': 'application/json; charset=utf-7' }), '415'],
    ['a form', () => request('title=a', { 'content-type': 'application/x-www-form-urlencoded' }), '415'],
    ['plain text', () => request('{"title":"a"}', { 'content-type': 'text/plain' }), '415'],
    ['nothing', () => request(null), '400'],
    ['cut JSON', () => request('{"title":'), '400'],
    ['an array', () => request('[]'), '400'],
    ['null', () => request('null'), '400'],
    ['a text', () => request('"a"'), '400'],
    ['NaN', () => request('{"title":NaN}'), '400'],
    ['an overlong byte sequence', () => request(bytes(0xc0, 0xaf)), '400'],
    ['a surrogate in UTF-8', () => request(bytes(0xed, 0xa0, 0x80)), '400'],
    ['a byte order mark', () => request('\uFEFF{"title":"a"}'), '400'],
    ['depth at the limit', () => request(deep(limits.jsonDepth - 1)), 'ok'],
    ['depth above the limit', () => request(deep(limits.jsonDepth)), '400'],
    ['depth that breaks zod', () => request(deep(5000)), '400'],
    ['too many values', () => request(JSON.stringify({ title: 'a', any: Array(limits.jsonNodes).fill(0) })), '413'],
    ['a body above the limit', () => request(`{"title":"${'a'.repeat(limits.bodyBytes)}"}`), '413'],
    ['an unknown key', () => request('{"title":"a","role":"admin"}'), 'invalid'],
    ['__proto__', () => request('{"title":"a","__proto__":{"role":"admin"}}'), '400'],
    ['__proto__ inside', () => request('{"title":"a","any":[{"__proto__":1}]}'), '400'],
    ['constructor', () => request('{"title":"a","constructor":{"prototype":{"x":1}}}'), 'invalid'],
    ['the path parameter again', () => request('{"title":"a","number":8}'), '400'],
    ['an operator for a text', () => request('{"title":{"not":""}}'), 'invalid'],
    ['a NUL', () => request(String.raw`{"title":"a\u0000"}`), 'invalid'],
    ['a lone surrogate', () => request(String.raw`{"title":"\ud800"}`), 'invalid'],
    ['a lone surrogate in a key', () => request(String.raw`{"title":"a","any":{"\udc00":1}}`), 'invalid'],
    ['a surrogate pair', () => request(String.raw`{"title":"\ud83d\ude00"}`), 'ok'],
  ];
  test.each(cases)('%s', async (_name, made, expected) => {
    expect(await outcome(made())).toBe(expected);
  });

  test.each(['0', '-1', '1e309', '7.5', 'x', '', '0x1g', 'NaN'])(
    'refuses %j as a number in the path',
    async (number) => {
      await expect(decode(request('{"title":"a"}'), write, { number })).rejects.toBeInstanceOf(Refusal);
    },
  );

  test('gives texts in NFC', async () => {
    const made = await decode(request('{"title":"Caf\u0065\u0301","any":{"e\u0301":["e\u0301"]}}'), write, {
      number: '7',
    });
    expect(made).toEqual({ number: 7, title: 'Caf\u00e9', any: { '\u00e9': ['\u00e9'] } });
  });

  test('stops reading a body without a length at the limit', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      },
    });
    const made = new Request('http://localhost/x', {
      method: 'PUT',
      body,
      headers: json,
      duplex: 'half',
    } as RequestInit);
    expect(await outcome(made)).toBe('413');
    expect(sent).toBeLessThan(limits.bodyBytes / (64 * 1024) + 4);
  });

  test('reads the query of a GET and refuses a double parameter', async () => {
    const get = (query: string) => decode(new Request(`http://localhost/api/v1/things${query}`), read, {});
    expect(await get('?q=a%20b')).toEqual({ q: 'a b' });
    await expect(get('?q=a&q=b')).rejects.toBeInstanceOf(Malformed);
    await expect(get('?x=1')).rejects.toBeInstanceOf(Refusal);
    await expect(get(`?q=${'a'.repeat(limits.queryBytes)}`)).rejects.toBeInstanceOf(Malformed);
  });
});

test('the shape check does not recurse', () => {
  let value: unknown = 0;
  for (let n = 0; n < 100_000; n += 1) value = [value];
  expect(() => checkShape(value)).toThrow(Malformed);
});

test('a refused text names its place', () => {
  const refused = () => wellFormed({ sections: [{ heading: 'a\0' }] });
  expect(refused).toThrow(expect.objectContaining({ detail: expect.objectContaining({ issues: [placed] }) }));
});

const placed = expect.objectContaining({ where: 'sections.0.heading' });

describe('origin', () => {
  const own = ownOrigin();
  test.each([
    [{ origin: own }, true],
    [{ origin: own, 'sec-fetch-site': 'same-origin' }, true],
    [{}, false],
    [{ origin: 'null' }, false],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: `${own}.evil.example` }, false],
    [{ origin: own, 'sec-fetch-site': 'cross-site' }, false],
    [{ origin: own, 'sec-fetch-site': 'same-site' }, false],
  ])('%j', (headers, good) => {
    expect(passes(new Headers(Object.entries(headers)))).toBe(good);
  });
});

function passes(headers: Headers): boolean {
  try {
    checkOrigin(headers);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'forbidden') return false;
    throw error;
  }
}

describe('where sign-in leads back to', () => {
  test.each([
    ['/desk/revisions/48?tab=review', '/desk/revisions/48?tab=review'],
    ['/articles/iran%E2%80%93syria', '/articles/iran%E2%80%93syria'],
    ['//evil.example', '/desk'],
    ['/\\evil.example', '/desk'],
    ['/\t/evil.example', '/desk'],
    ['/\n/evil.example', '/desk'],
    ['https://evil.example', '/desk'],
    ['javascript:alert(1)', '/desk'],
    ['/..//evil.example', '/desk'],
    ['/%5cevil.example', '/%5cevil.example'],
    ['evil', '/desk'],
    ['', '/desk'],
    [undefined, '/desk'],
    [['/a', '/b'], '/desk'],
  ])('%j', (next, path) => {
    expect(samePath(next)).toBe(path);
  });
});
