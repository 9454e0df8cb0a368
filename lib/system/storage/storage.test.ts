import { createServer, type Server } from 'node:http';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { sha256Bytes } from '@/lib/system/crypto';
import { folderStorage } from '@/lib/system/storage/folder';
import { s3Storage } from '@/lib/system/storage/s3';
import { signed } from '@/lib/system/storage/sigv4';
import type { Storage, StoredFile } from '@/lib/system/storage/interface';

const credentials = {
  region: 'us-east-1',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

// The four worked examples of "Signature Calculations for the Authorization Header" (Amazon S3 API Reference).
describe('signing, by the examples of the service itself', () => {
  const at = new Date('2013-05-24T00:00:00Z');
  const host = 'examplebucket.s3.amazonaws.com';
  const nothing = new Uint8Array();
  const signatureOf = (method: string, target: string, more: Record<string, string> = {}, body: Uint8Array = nothing) =>
    signed({ method, url: new URL(`https://${host}${target}`), headers: { host, ...more }, body }, credentials, at)[
      'authorization'
    ]?.replace(/^.*Signature=/u, '');

  it.each([
    [
      'GET',
      '/test.txt',
      { range: 'bytes=0-9' },
      '',
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'PUT',
      '/test$file.text',
      { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      'Welcome to Amazon S3.',
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    ['GET', '/?lifecycle', {}, '', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['GET', '/?max-keys=2&prefix=J', {}, '', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('%s %s', (...example) => {
    const [method, target, headers, body, expected] = example;
    expect(signatureOf(method, target, headers, Buffer.from(body))).toBe(expected);
  });
});

const held = new Map<string, Buffer>();
const asked: { method: string; url: string; authorization: string; signedHash: string; hash: string }[] = [];
let server: Server;
let endpoint = '';
let broken = false;
let root = '';

/** Enough of a bucket: put, get, and lists of two keys a page, in order. */
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'stet-files-'));
  server = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      const body = Buffer.concat(parts);
      const url = new URL(req.url ?? '', 'http://bucket');
      asked.push({
        method: req.method ?? '',
        url: url.pathname,
        authorization: req.headers.authorization ?? '',
        signedHash: String(req.headers['x-amz-content-sha256']),
        hash: sha256Bytes(body),
      });
      if (broken) return res.writeHead(403).end('<Error><Code>AccessDenied</Code><Key>secret</Key></Error>');
      const key = url.pathname.replace('/files/', '');
      if (req.method === 'PUT') {
        held.set(key, body);
        return res.end();
      }
      if (!url.searchParams.has('list-type')) {
        const found = held.get(key);
        return found ? res.end(found) : res.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
      }
      const after = url.searchParams.get('continuation-token') ?? '';
      const keys = [...held.keys()].filter(
        (one) => one.startsWith(url.searchParams.get('prefix') ?? '') && one > after,
      );
      const page = keys.toSorted().slice(0, 2);
      const more = keys.length > 2 ? `<NextContinuationToken>${page[1]}</NextContinuationToken>` : '';
      const lines = page.map((one) => `<Contents><Key>${one}</Key><Size>${held.get(one)?.length}</Size></Contents>`);
      return res.end(`<ListBucketResult>${lines.join('')}${more}</ListBucketResult>`);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(root, { recursive: true });
});

const bucketOf = () => s3Storage({ endpoint, bucket: 'files', ...credentials });
const makers: readonly (readonly [string, () => Storage])[] = [
  ['a folder', () => folderStorage(root)],
  ['a bucket', bucketOf],
];

async function all(list: AsyncIterable<StoredFile>): Promise<StoredFile[]> {
  const found: StoredFile[] = [];
  for await (const one of list) found.push(one);
  return found;
}

describe.each(makers)('%s', (_, open) => {
  it('gives back what was put, byte for byte, and null for what was not', async () => {
    const files = open();
    const bytes = Buffer.from([0, 255, 10, 13, 128]);
    await files.put('snapshots/ab/ab12.pdf', bytes);
    expect(await files.get('snapshots/ab/ab12.pdf')).toEqual(bytes);
    expect(await files.get('snapshots/ab/none.pdf')).toBeNull();
  });

  it('takes the same key again, from several at once', async () => {
    const files = open();
    await Promise.all(Array.from({ length: 5 }, () => files.put('snapshots/cd/cd.txt', Buffer.from('same'))));
    expect((await files.get('snapshots/cd/cd.txt'))?.toString()).toBe('same');
  });

  it('lists what begins with a prefix, in order, over several pages', async () => {
    const files = open();
    for (const name of ['c', 'a', 'e', 'b', 'd']) await files.put(`lists/${name}.txt`, Buffer.from(name.repeat(3)));
    const keys = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ key: `lists/${name}.txt`, bytes: 3 }));
    expect(await all(files.list('lists/'))).toEqual(keys);
    expect(await all(files.list('nothing/'))).toEqual([]);
  });

  it.each([
    '../x',
    'a/../../x',
    '/etc/passwd',
    'a//b',
    'A',
    'a b',
    'a?b',
    'a\0b',
    '',
    'a/.b',
    'a\\b',
    '%2e',
    'x'.repeat(301),
  ])('refuses the key %j', async (key) => {
    await expect(open().put(key, Buffer.from('x'))).rejects.toThrow('Not a key');
    await expect((async () => open().get(key))()).rejects.toThrow('Not a key');
  });
});

describe('a folder', () => {
  it('never overwrites, leaves no drafts, and is closed to others', async () => {
    const files = folderStorage(root);
    await files.put('once/a.txt', Buffer.from('first'));
    await files.put('once/a.txt', Buffer.from('second'));
    expect((await files.get('once/a.txt'))?.toString()).toBe('first');
    expect(await readdir(path.join(root, 'once'))).toEqual(['a.txt']);
    expect((await stat(path.join(root, 'once', 'a.txt'))).mode & 0o077).toBe(0);
  });

  it('does not list a draft that a crash left', async () => {
    const files = folderStorage(root);
    await files.put('crash/a.txt', Buffer.from('a'));
    await writeFile(path.join(root, 'crash', 'b.txt.0123~'), 'half');
    expect(await all(files.list('crash/'))).toEqual([{ key: 'crash/a.txt', bytes: 1 }]);
  });
});

describe('a bucket', () => {
  it('is asked with a signature over the hash of what is sent', async () => {
    await bucketOf().put('signed/a.txt', Buffer.from('words'));
    const last = asked.at(-1);
    expect(last).toMatchObject({ method: 'PUT', url: '/files/signed/a.txt' });
    expect(last?.signedHash).toBe(last?.hash);
    expect(last?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/\d{8}\/us-east-1\/s3\/aws4_request,/u,
    );
  });

  it('that refuses says so with its code, and without what else it said', async () => {
    broken = true;
    const files = bucketOf();
    await expect(files.put('x/a.txt', Buffer.from('a'))).rejects.toThrow(
      /^The storage would not keep a file: 403 AccessDenied$/u,
    );
    await expect(files.get('x/a.txt')).rejects.toThrow(/would not read a file: 403/u);
    await expect(all(files.list('x/'))).rejects.toThrow(/would not list a file: 403/u);
    broken = false;
    const gone = s3Storage({ endpoint: 'http://127.0.0.1:1', bucket: 'files', ...credentials });
    await expect(gone.get('x/a.txt')).rejects.toThrow('cannot be reached');
  });
});
