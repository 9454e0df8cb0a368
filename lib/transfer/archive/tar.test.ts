import { execFileSync } from 'node:child_process';
import { array, assert, asyncProperty, integer, record, stringMatching, uint8Array } from 'fast-check';
import { expect, it } from 'vitest';
import { readTar, tarEnd, tarEntry, type Entry } from '@/lib/transfer/archive/tar';

const entries = array(
  record({ name: stringMatching(/^[a-z0-9/.-]{1,100}$/u), body: uint8Array({ maxLength: 2000 }) }),
  { maxLength: 6 },
);

/** The bytes in pieces of one size. */
async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function read(bytes: Buffer, size = 1000): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const { name, body } of readTar(pieces(bytes, size))) found.push({ name, body: new Uint8Array(body) });
  return found;
}

const written = (files: readonly Entry[]) => Buffer.concat([...files.map(tarEntry), tarEnd]);

it('reads what it wrote, however it comes in', async () => {
  await assert(
    asyncProperty(entries, integer({ min: 1, max: 3000 }), async (files, size) => {
      expect(await read(written(files), size)).toEqual(files);
    }),
    { numRuns: 100 },
  );
});

it('refuses what ends too early, wherever', async () => {
  const whole = written([
    { name: 'a', body: Buffer.from('first') },
    { name: 'b', body: Buffer.alloc(700, 'x') },
  ]);
  for (let at = 0; at < whole.length - 1024; at += 37) {
    await expect(read(whole.subarray(0, at))).rejects.toThrow(/^The archive is cut off or damaged: it ends after /u);
  }
});

it('refuses a head that was changed, in any byte but the two that end its sum', async () => {
  const whole = written([{ name: 'stet.json', body: Buffer.from('{}') }]);
  const places = Array.from({ length: 512 }, (_, at) => at).filter((at) => at !== 154 && at !== 155);
  for (const at of places) {
    const changed = Buffer.from(whole);
    changed.writeUInt8((changed.readUInt8(at) + 1) % 256, at);
    await expect(read(changed)).rejects.toThrow(/^This is no archive of Stet\.$/u);
  }
});

it('refuses names that a tar of this form does not hold', () => {
  for (const name of ['', 'a b', 'ü', 'x'.repeat(101)]) {
    expect(() => tarEntry({ name, body: new Uint8Array() })).toThrow(/is no name for a part of an archive/u);
  }
});

it('is read by other programs', () => {
  const listed = execFileSync('tar', ['-tvf', '-'], {
    input: written([{ name: 'data/article/000001.jsonl', body: Buffer.from('{}\n') }]),
    encoding: 'utf8',
  });
  expect(listed).toMatch(/^-rw------- .* 3 .* data\/article\/000001\.jsonl\n$/u);
});
