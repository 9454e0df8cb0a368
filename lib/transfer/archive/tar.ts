import { ArchiveError } from '@/lib/transfer/archive/error';

const block = 512;
/** What a single entry may hold: parts are far smaller, files are refused above this long before. */
const mostBytes = 512 * 1024 * 1024;

/** One file of a tar. */
export type Entry = { readonly name: string; readonly body: Uint8Array };

const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, '0')}\0`;

/** A file as the blocks of a tar (POSIX ustar), readable by its owner alone. Names are at most 100 bytes of ASCII. */
export function tarEntry({ name, body }: Entry): Buffer {
  if (!/^[\x21-\x7e]{1,100}$/u.test(name)) throw new ArchiveError(`"${name}" is no name for a part of an archive.`);
  const head = Buffer.alloc(block);
  head.write(name, 0, 'latin1');
  head.write(octal(0o600, 8) + octal(0, 8) + octal(0, 8) + octal(body.length, 12) + octal(0, 12), 100, 'latin1');
  head.write('        0', 148, 'latin1');
  head.write('ustar\x0000', 257, 'latin1');
  head.write(`${sumOf(head).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return Buffer.concat([head, body, Buffer.alloc(padding(body.length))]);
}

/** The end of a tar. */
export const tarEnd = Buffer.alloc(2 * block);

const padding = (length: number) => (block - (length % block)) % block;
const sumOf = (head: Buffer) => head.reduce((sum, byte) => sum + byte, 0);

/** Takes bytes from a stream in pieces of any size. */
function taker(stream: AsyncIterable<Uint8Array>) {
  const chunks = stream[Symbol.asyncIterator]();
  let held: Uint8Array[] = [];
  let length = 0;
  return async (wanted: number): Promise<Buffer | null> => {
    while (length < wanted) {
      const next = await chunks.next();
      if (next.done) return null;
      held.push(next.value);
      length += next.value.length;
    }
    const all = Buffer.concat(held);
    held = [all.subarray(wanted)];
    length -= wanted;
    return all.subarray(0, wanted);
  };
}

const cutOff = (after: string) =>
  new ArchiveError(`The archive is cut off or damaged: it ends after ${after || 'its beginning'}.`);

/** The files of a tar, one after the other. Throws ArchiveError when it is none, damaged, or ends too early. */
export async function* readTar(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Entry> {
  const take = taker(stream);
  let last = '';
  for (;;) {
    const head = await take(block);
    if (!head) throw cutOff(last);
    if (head.every((byte) => byte === 0)) return;
    const { name, size } = readHead(head, last);
    const body = await take(size + padding(size));
    if (!body) throw cutOff(last);
    yield { name, body: body.subarray(0, size) };
    last = name;
  }
}

function readHead(head: Buffer, last: string): { name: string; size: number } {
  const field = (from: number, length: number) =>
    head.toString('latin1', from, from + length).replace(/[\0 ].*$/su, '');
  const blank = Buffer.from(head);
  blank.fill(0x20, 148, 156);
  const size = Number.parseInt(field(124, 12), 8);
  const isWhole = head.toString('latin1', 257, 262) === 'ustar' && Number.parseInt(field(148, 8), 8) === sumOf(blank);
  if (!isWhole || !(size >= 0 && size <= mostBytes)) {
    throw new ArchiveError(last === '' ? 'This is no archive of Stet.' : `The archive is damaged behind ${last}.`);
  }
  return { name: field(0, 100), size };
}
