import { textOfHtml } from '@/lib/domain/citation/library/page-text';
import { Refusal } from '@/lib/domain/refusal';

/** What a file is, by what stands in it: its name and what the browser says of it are not asked. */
export type FileKind = { readonly mime: string; readonly extension: string; readonly text: string | null };

const magic: readonly (readonly [bytes: string, mime: string, extension: string])[] = [
  ['25504446 2d', 'application/pdf', 'pdf'],
  ['89504e47 0d0a1a0a', 'image/png', 'png'],
  ['ffd8ff', 'image/jpeg', 'jpg'],
];
const kinds = 'a web page (HTML), plain text, PDF, PNG or JPEG';

const refused = (message: string) =>
  new Refusal('invalid', { message, issues: [{ code: 'file_kind', where: 'base64', message }] });

/**
 * The kind of a file that may be kept as a snapshot, with its words where it has any: HTML, plain text, PDF, PNG or JPEG. Throws
 * `invalid` for all else, naming what may be kept; pictures that can hold scripts (SVG, XML) are among that.
 */
export function fileKind(bytes: Buffer): FileKind {
  for (const [signature, mime, extension] of magic) {
    const start = Buffer.from(signature.replaceAll(' ', ''), 'hex');
    if (bytes.subarray(0, start.length).equals(start)) return { mime, extension, text: null };
  }
  const text = decoded(bytes);
  if (text === null) throw refused(`This is no file that can be kept. Use ${kinds}.`);
  const start = text.slice(0, 2000).trimStart();
  if (/^<(?:!doctype\s+html|html|head|body)\b/iu.test(start)) {
    return { mime: 'text/html', extension: 'html', text: textOfHtml(text) };
  }
  if (/^<(?:\?xml|!doctype|svg|!--|!entity)/iu.test(start)) {
    throw refused(`XML and SVG files are not kept. Use ${kinds}.`);
  }
  return { mime: 'text/plain', extension: 'txt', text };
}

/** Text of UTF-8, or of UTF-16 that says so; null where there are control signs as in programs and archives. */
function decoded(bytes: Buffer): string | null {
  const coding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(coding, { fatal: true }).decode(bytes);
    // oxlint-disable-next-line no-control-regex -- the signs that no text has
    return /[\u0000-\u0008\u000e-\u001f]/u.test(text) ? null : text;
  } catch {
    return latin(bytes);
  }
}

/** Older pages in Windows-1252 and the like say so in their head: read as that, since only their words are looked up. */
function latin(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 2048).toString('latin1');
  const [, charset = ''] = /<meta[^>]{0,200}charset=["']?([a-z0-9-]{2,30})/iu.exec(head) ?? [];
  if (charset === '') return null;
  if (/^(?:windows-1252|iso-8859-1|latin1)$/iu.test(charset)) return western(bytes);
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

/** 0x80 to 0x9F of Windows-1252, which browsers read for ISO-8859-1 too. Node 20 decodes them as control signs. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

function western(bytes: Buffer): string | null {
  if (bytes.includes(0)) return null;
  return bytes.toString('latin1').replaceAll(/[\u0080-\u009F]/gu, (sign) => upper[sign.charCodeAt(0) - 0x80] ?? sign);
}
