import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { guardedFetch, type GuardedOptions } from '@/lib/system/guarded-fetch';
import { isPublicAddress } from '@/lib/system/public-address';

let server: Server;
let base = '';
let port = 0;
const seen: IncomingMessage[] = [];

const pages: Record<string, (res: ServerResponse) => void> = {
  '/plain': (res) => res.setHeader('set-cookie', 'a=b').end('words'),
  '/missing': (res) => res.writeHead(404).end('not here'),
  '/long': (res) => res.end(Buffer.alloc(3 * 1024 * 1024, 97)),
  '/bomb': (res) => res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(9 * 1024 * 1024))),
  '/small-gzip': (res) => res.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('words')),
  '/slow-head': () => undefined,
  '/slow-body': (res) => void res.write('x'),
  '/loop': (res) => res.writeHead(302, { location: '/loop' }).end(),
  '/inward': (res) => res.writeHead(302, { location: `http://[::1]:${port}/plain` }).end(),
  '/to-name': (res) => res.writeHead(307, { location: `http://inside.example:${port}/plain` }).end(),
  '/to-file': (res) => res.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/twice': (res) => res.writeHead(301, { location: '/once' }).end(),
  '/once': (res) => res.writeHead(308, { location: '/plain' }).end(),
};

beforeAll(async () => {
  server = createServer((req, res) => {
    seen.push(req);
    const page = pages[req.url ?? ''];
    if (page) page(res);
    else res.end('sentinel');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  ({ port } = server.address() as AddressInfo);
  base = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const allow = (address: string, at: number) => address === '127.0.0.1' && at === port;
const get = (path: string, options: GuardedOptions = {}) => guardedFetch(`${base}${path}`, { allow, ...options });
const problem = (name: string) => expect.objectContaining({ name: 'OutboundError', problem: name });

/** Spellings of addresses that are not on the public internet; `P` stands for the port of a server that must not be reached. */
const inward = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '127.255.0.9',
  ],
  ...['0', '0.0.0.0', '0x0', '0.1.2.3', '%31%32%37.0.0.1', '１２７.0.0.1', '127。0。0。1', 'localhost', 'LOCALHOST'],
  ...[
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '192.168.255.255',
    '169.254.169.254',
  ],
  ...[
    '0xa9fea9fe',
    '2852039166',
    '100.64.0.1',
    '100.127.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '198.18.0.1',
  ],
  ...['198.19.255.255', '198.51.100.7', '203.0.113.7', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
  ...['[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[::7f00:1]'],
  ...['[::ffff:0:127.0.0.1]', '[64:ff9b::127.0.0.1]', '[64:ff9b:1::a00:1]', '[fe80::1]', '[fec0::1]', '[fc00::1]'],
  ...[
    '[fd12:3456::1]',
    '[ff02::1]',
    '[ff0e::1]',
    '[2001:db8::1]',
    '[2001::7f00:1]',
    '[2002:7f00:1::]',
    '[3fff::1]',
    '[100::1]',
  ],
];

describe('where requests may go', () => {
  it.each(inward)('not to %s', async (host) => {
    const before = seen.length;
    await expect(guardedFetch(`http://${host}:${port}/sentinel`)).rejects.toEqual(problem('address'));
    expect(seen).toHaveLength(before);
  });

  it.each(['1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
    'to %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it('nothing that is no address is one', () => {
    expect(['', 'example.org', '1.2.3', 'fe80::1%eth0', '2606:4700::1111%1'].map(isPublicAddress)).not.toContain(true);
  });

  it.each(['ftp://example.org/', 'file:///etc/passwd', 'data:text/plain,x', 'javascript:1', '//example.org', 'x', ''])(
    'never by another scheme: %s',
    async (address) => {
      await expect(guardedFetch(address)).rejects.toEqual(problem('scheme'));
    },
  );

  it('never with a user name or password', async () => {
    await expect(guardedFetch(`http://amal:x@127.0.0.1:${port}/plain`, { allow })).rejects.toEqual(problem('scheme'));
  });

  it('a name that leads to one public and one private address is refused', async () => {
    const findAddresses = async () => [
      { address: '93.184.215.14', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    await expect(guardedFetch('http://two.example/', { findAddresses })).rejects.toEqual(problem('address'));
    const nobody = guardedFetch('http://none.example/', { findAddresses: async () => [] });
    await expect(nobody).rejects.toEqual(problem('address'));
  });

  it('a name that changes its mind between two hops is refused, and what it hides is not reached', async () => {
    let asked = 0;
    const findAddresses = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    };
    const before = seen.length;
    const to = guardedFetch(`http://inside.example:${port}/to-name`, { allow, findAddresses });
    await expect(to).rejects.toEqual(problem('address'));
    expect(asked).toBe(2);
    expect(seen.slice(before).map(({ url }) => url)).toEqual(['/to-name']);
  });
});

describe('redirects', () => {
  it('are followed three times at most, each checked', async () => {
    const twice = await get('/twice');
    expect(twice).toMatchObject({ url: `${base}/plain`, status: 200 });
    const before = seen.length;
    await expect(get('/loop')).rejects.toEqual(problem('redirects'));
    expect(seen).toHaveLength(before + 4);
  });

  it('do not lead inward, nor to another scheme', async () => {
    const before = seen.length;
    await expect(get('/inward')).rejects.toEqual(problem('address'));
    await expect(get('/to-file')).rejects.toEqual(problem('scheme'));
    expect(seen.slice(before).map(({ url }) => url)).toEqual(['/inward', '/to-file']);
  });
});

describe('answers', () => {
  it('come with status, headers and bytes; cookies neither leave nor come in', async () => {
    const plain = await get('/plain', { headers: { accept: 'text/html' } });
    expect(plain).toMatchObject({ status: 200, cut: false });
    expect(plain.body.toString()).toBe('words');
    expect(plain.headers).not.toHaveProperty('set-cookie');
    await get('/plain');
    expect(seen.at(-1)?.headers).not.toHaveProperty('cookie');
    expect(seen.at(-1)?.headers['user-agent']).toMatch(/^Stet \(\+http/u);
    expect(await get('/missing')).toMatchObject({ status: 404 });
    expect(await get('/long', { method: 'HEAD' })).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  });

  it('are capped: refused, or cut where the beginning is enough; compressed ones by what they become', async () => {
    await expect(get('/long')).rejects.toEqual(problem('too_large'));
    const cut = await get('/long', { tooLong: 'cut', maxBytes: 1000 });
    expect([cut.cut, cut.body.length]).toEqual([true, 1000]);
    await expect(get('/bomb')).rejects.toEqual(problem('too_large'));
    expect((await get('/small-gzip')).body.toString()).toBe('words');
  });

  it('that do not come are given up, before the first word and after it', async () => {
    await expect(get('/slow-head', { timeoutMs: 60 })).rejects.toEqual(problem('timeout'));
    await expect(get('/slow-body', { timeoutMs: 60 })).rejects.toEqual(problem('timeout'));
  });

  it('of nobody are unreachable', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => {
      free.listen(0, '127.0.0.1', resolve);
    });
    const { port: gone } = free.address() as AddressInfo;
    await new Promise((resolve) => {
      free.close(resolve);
    });
    const asked = guardedFetch(`http://127.0.0.1:${gone}/`, { allow: () => true });
    await expect(asked).rejects.toEqual(problem('unreachable'));
  });
});
