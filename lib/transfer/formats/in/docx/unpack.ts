import { Unzip, UnzipInflate, zipSync } from 'fflate';
import type { Intake } from '@/lib/transfer/formats/in/intake';

const mostPacked = 20 * 1024 * 1024;
const mostUnpacked = 100 * 1024 * 1024;
const mostParts = 5000;
const step = 64 * 1024;

/** The parts of a file that hold text: XML, and what leads from one to another. Pictures and the like stay packed. */
const isText = (name: string) => /\.(?:xml|rels)$/iu.test(name) && !name.includes('..');

/** Refused for a reason that is told. */
class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Unpacks the text parts, counting bytes while inflating: what the zip's directory says may be a lie. Throws Refused, or what fflate throws. */
function inflate(bytes: Uint8Array): Map<string, Uint8Array[]> {
  const parts = new Map<string, Uint8Array[]>();
  let unpacked = 0;
  let count = 0;
  const unzip = new Unzip((file) => {
    count += 1;
    if (count > mostParts) throw new Refused('too-large', `The file has more than ${mostParts} parts.`);
    if (!isText(file.name)) return;
    const chunks: Uint8Array[] = [];
    parts.set(file.name, chunks);
    file.ondata = (error, chunk) => {
      if (error) throw error;
      unpacked += chunk.length;
      if (unpacked > mostUnpacked) {
        throw new Refused(
          'too-large',
          `The file unpacks to more than ${mostUnpacked} bytes (100 MiB); that cannot be read.`,
        );
      }
      chunks.push(chunk.slice());
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (let at = 0; at < bytes.length; at += step) unzip.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  return parts;
}

/** The text parts of a DOCX by their names; null when it is none or unpacks to too much: the issues say why. */
export function unpackDocx(bytes: Uint8Array, intake: Intake): Map<string, Uint8Array> | null {
  const refuse = (code: string, message: string) => {
    intake.issues.error({ line: 1, column: 1 }, code, message);
    return null;
  };
  if (bytes.length > mostPacked) {
    return refuse('too-large', `The file has ${bytes.length} bytes; at most ${mostPacked} (20 MiB) can be read.`);
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    return refuse('not-docx', 'This is no Word document (.docx): it is no zip file.');
  try {
    const parts = inflate(bytes);
    if (!parts.has('word/document.xml'))
      return refuse('not-docx', 'This is no Word document (.docx): it has no word/document.xml.');
    return new Map([...parts].map(([name, chunks]) => [name, Buffer.concat(chunks)]));
  } catch (error) {
    if (error instanceof Refused) return refuse(error.code, error.message);
    return refuse('not-docx', 'The file is broken: it cannot be unpacked.');
  }
}

/** The parts as a zip again, stored: whoever unpacks it meets nothing larger than it is. */
export const repack = (parts: ReadonlyMap<string, Uint8Array>): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 }));
