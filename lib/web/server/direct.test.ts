import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { type Duplex, PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { array, assert, constantFrom, property } from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type PublicPage, PublicPages } from '@/lib/pages/public-pages';
import { answerDirectly, plainRequest } from '@/lib/web/server/direct';
import { makeReaders } from '@/lib/web/server/readers';

const text = 'Words of the page. '.repeat(4000);
const page: PublicPage = {
  ...{ status: 200, headers: { 'content-type': 'text/html; charset=utf-8', vary: 'accept-encoding' } },
  forms: {
    identity: { etag: '"h"', body: Buffer.from(text) },
    gzip: { etag: '"h.gzip"', body: Buffer.from('packed') },
  },
  ...{ listed: [], seq: 1n },
};
const gone: PublicPage = { ...page, status: 410, forms: { identity: { etag: '"g"', body: Buffer.from('Withdrawn') } } };

const pages = new PublicPages();
let server: Server;
let endDirect: () => void;
/** What came behind `node:http`. */
const behind: string[] = [];
const direct: string[] = [];
/** Connections that asked for `/later`: nobody reads them before the test does. */
const waiting: Duplex[] = [];

beforeAll(async () => {
  pages.put('/a', page);
  pages.put('/gone', gone);
  const profile = { dev: false, https: true, trustedProxies: 0 };
  const readers = makeReaders({ pages, load: () => Promise.resolve(null), profile });
  server = createServer((req, res) => {
    behind.push(`${req.method} ${req.url}`);
    if (readers.fromMemory(req, res)) return;
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => void res.writeHead(299).end(Buffer.concat(parts)));
  });
  server.on('upgrade', (req, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
    if (req.url === '/later') waiting.push(socket);
    else socket.pipe(socket);
  });
  server.keepAliveTimeout = 20_000;
  endDirect = answerDirectly(server, (request) => {
    if (request.url === '/fault') throw new Error('A fault');
    const found = readers.direct(request);
    if (found) direct.push(`${request.method} ${request.url}`);
    return found;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  endDirect();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  behind.length = 0;
  direct.length = 0;
});

/** A connection that keeps all that it hears. */
async function open(): Promise<{ socket: Socket; heard: () => string; has: (words: string) => Promise<string> }> {
  const address = server.address();
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  const heard = () => Buffer.concat(parts).toString('latin1');
  const has = async (words: string) => {
    while (!heard().includes(words)) await pause(2);
    return heard();
  };
  return { socket, heard, has };
}

const headOf = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n\r\n`;
const get = (url: string, ...more: string[]) => headOf([`GET ${url} HTTP/1.1`, 'Host: a', ...more]);

/** Everything of an answer but its moment. */
const timeless = (answer: string): { status: string; headers: string[]; body: string } => {
  const at = answer.indexOf('\r\n\r\n');
  const [status = '', ...headers] = answer.slice(0, at).toLowerCase().split('\r\n');
  return {
    status,
    headers: headers.filter((line) => !line.startsWith('date:')).toSorted(),
    body: answer.slice(at + 4),
  };
};

/** What one connection hears when it sends this and then asks for the connection's end. */
async function exchange(sent: string): Promise<string> {
  const { socket, heard } = await open();
  socket.end(sent);
  await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return heard();
}

describe('a plain request', () => {
  it.each([
    ['a page', get('/a')],
    ['a page in a coding', get('/a', 'accept-encoding: gzip')],
    ['a page that the reader has', get('/a', 'If-None-Match: "h"')],
    ['a page with parameters that mean nothing', get('/a?utm_source=x')],
    ['a page that is gone', get('/gone')],
    ['a head', headOf(['HEAD /a HTTP/1.1', 'Host: a'])],
    ['a connection that stays', get('/a', 'Connection: keep-alive')],
  ])('gets the very answer of node:http: %s', async (_, sent) => {
    const own = await exchange(sent);
    expect([direct.length, behind.length]).toEqual([1, 0]);
    expect(own).toMatch(/\r\ndate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n/u);
    // A header that is rare lets the same request go behind.
    const other = await exchange(sent.replace('\r\n', '\r\nTE: trailers\r\n'));
    expect([direct.length, behind.length]).toEqual([1, 1]);
    expect(timeless(own)).toEqual(timeless(other));
  });

  it('is answered again and again on one connection', async () => {
    const { socket, heard, has } = await open();
    for (let turn = 1; turn <= 3; turn += 1) {
      socket.write(get('/gone'));
      while (heard().split('Withdrawn').length <= turn) await pause(2);
    }
    expect(await has('Withdrawn')).toMatch(/^(HTTP\/1\.1 410 Gone\r\n[^]*?\r\n\r\nWithdrawn){3}$/u);
    expect(direct).toHaveLength(3);
    socket.destroy();
  });
});

describe('anything else goes behind with all that it sent', () => {
  it.each([
    ['an address that is not in memory', get('/other')],
    ['a fault', get('/fault')],
    ['a body', `${headOf(['POST /x HTTP/1.1', 'Host: a', 'Content-Length: 3'])}abc`],
    ['a head that has a body', `${get('/a', 'Content-Length: 3')}abc`],
    ['a body in pieces', `${get('/x', 'Transfer-Encoding: chunked')}3\r\nabc\r\n0\r\n\r\n`],
    ['an older protocol', headOf(['GET /a HTTP/1.0', 'Host: a'])],
    ['an end that is asked for', get('/a', 'Connection: close')],
  ])('%s', async (_, sent) => {
    const answer = await exchange(sent);
    expect(direct).toEqual([]);
    expect(behind).toHaveLength(1);
    expect(answer).toMatch(/^HTTP\/1\.1 (200|299) /u);
    expect(answer.includes('\r\n\r\nabc') || answer.includes('3\r\nabc')).toBe(
      /abc/u.test(sent) && !sent.startsWith('GET /a'),
    );
  });

  it.each([
    ['no host', headOf(['GET /a HTTP/1.1'])],
    ['a line without a colon', get('/a', 'nonsense')],
    ['a blank before the colon', get('/a', 'accept-encoding : gzip')],
    ['a folded line', get('/a', 'x: a', ' b')],
    ['two lengths', get('/a', 'Content-Length: 1', 'Content-Length: 2')],
    ['a NUL', get('/a', 'x: \0')],
  ])('is refused there: %s', async (_, sent) => {
    expect(await exchange(sent)).toMatch(/^HTTP\/1\.1 400 /u);
    expect(direct).toEqual([]);
  });

  it('takes a head in two pieces, and two heads in one, in their order', async () => {
    const { socket, has } = await open();
    const sent = get('/gone');
    socket.write(sent.slice(0, 20));
    await pause(20);
    socket.write(sent.slice(20) + get('/other') + get('/gone'));
    const heard = await has('Withdrawn');
    expect(heard.startsWith('HTTP/1.1 410')).toBe(true);
    while (behind.length < 3) await pause(2);
    expect(behind).toEqual(['GET /gone', 'GET /other', 'GET /gone']);
    expect(direct).toEqual([]);
    socket.destroy();
  });

  it('comes after an answer on the socket, and stays behind', async () => {
    const { socket, heard, has } = await open();
    socket.write(get('/gone'));
    await has('Withdrawn');
    socket.write(get('/other'));
    await has('HTTP/1.1 299');
    socket.write(get('/gone'));
    while (heard().split('Withdrawn').length < 3) await pause(2);
    expect([direct, behind]).toEqual([['GET /gone'], ['GET /other', 'GET /gone']]);
    socket.destroy();
  });

  it('may change the protocol, and is heard from then on', async () => {
    const { socket, has } = await open();
    socket.write(get('/a', 'Connection: Upgrade', 'Upgrade: websocket'));
    expect(await has('\r\n\r\n')).toMatch(/^HTTP\/1\.1 101 /u);
    for (const words of ['first', 'second', 'long '.repeat(20_000) + 'end of the third']) {
      socket.write(words);
      expect(await has(words)).toContain(words);
    }
    socket.end();
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  });

  it('keeps what it sent when it is read only after others have sent theirs', async () => {
    const { socket, has } = await open();
    socket.write(get('/later', 'Connection: Upgrade', 'Upgrade: websocket'));
    await has('\r\n\r\n');
    socket.write('Words of one connection.');
    while (!waiting.some(({ readableLength }) => readableLength > 0)) await pause(2);
    await exchange(get('/gone'));
    for (const held of waiting) held.pipe(held);
    expect(await has('connection.')).toMatch(/\r\n\r\nWords of one connection\.$/u);
    socket.destroy();
  });

  it('may bring a body that is far longer than a head', async () => {
    const body = 'Words of a body. '.repeat(30_000);
    const answer = await exchange(
      `${headOf(['POST /x HTTP/1.1', 'Host: a', `Content-Length: ${body.length}`])}${body}`,
    );
    expect(timeless(answer).body).toContain(body);
  });

  it('counts as open until it is closed, like a connection that is answered on the socket', async () => {
    const connections = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    const [own, other] = [await open(), await open()];
    own.socket.write(get('/gone'));
    other.socket.write(get('/other'));
    await Promise.all([own.has('Withdrawn'), other.has('HTTP/1.1 299')]);
    expect(await connections()).toBe(2);
    own.socket.destroy();
    while ((await connections()) > 1) await pause(2);
    other.socket.destroy();
    while ((await connections()) > 0) await pause(2);
  });

  it('is a connection that cannot be read in this way', async () => {
    const heard: Duplex[] = [];
    const plain = createServer();
    plain.removeAllListeners('connection').on('connection', (socket: Duplex) => heard.push(socket));
    answerDirectly(plain, () => Buffer.from('An answer'));
    const stream = new PassThrough();
    plain.emit('connection', stream);
    expect(heard).toEqual([stream]);
  });

  it('is whoever asks again before taking the last answer: nothing piles up', async () => {
    const { socket } = await open();
    socket.pause();
    for (let turn = 0; turn < 200; turn += 1) {
      socket.write(get('/a'));
      await pause(1);
    }
    expect(behind.length).toBeGreaterThan(0);
    expect(direct.length + behind.length).toBeLessThan(200);
    socket.destroy();
  });
});

describe('reading a request', () => {
  it('reads what a browser sends', () => {
    const sent = get(
      '/a?b=c',
      'accept-encoding: gzip, br',
      'If-None-Match: "x"',
      'Cookie: stet=1',
      'Accept: text/html',
    );
    expect(plainRequest(sent)).toEqual({
      ...{ method: 'GET', url: '/a?b=c', accept: 'gzip, br', seen: '"x"' },
    });
  });

  it('takes no header twice that matters, no control character, nothing long', () => {
    const odd = [
      get('/a', 'Host: b'),
      get('/a', 'accept-encoding: gzip', 'Accept-Encoding: br'),
      get('/a', 'if-none-match: "a"', 'if-none-match: "b"'),
      get('/a', 'x: \u0001'),
      get('/a', 'x: \n y: z'),
      get('/a b'),
      get('http://a/a'),
      get('/a', 'Connection: keep-alive, upgrade'),
      get('/a', `x: ${'a'.repeat(9000)}`),
      `${get('/a')}x`,
      get('/a').slice(0, -1),
      get('/a').replaceAll('\r\n', '\n'),
      '',
    ];
    for (const sent of odd) expect(plainRequest(sent)).toBeNull();
  });

  it('never takes a piece that holds anything after the first empty line', () => {
    const part = constantFrom('GET /a HTTP/1.1', 'Host: a', '\r\n', '\r\n\r\n', 'x: y', '\n', '\r', ' ', ':', 'a');
    assert(
      property(array(part, { maxLength: 14 }), (parts) => {
        const sent = parts.join('');
        const taken = plainRequest(sent) !== null;
        expect(taken && sent.indexOf('\r\n\r\n') !== sent.length - 4).toBe(false);
      }),
    );
  });
});
