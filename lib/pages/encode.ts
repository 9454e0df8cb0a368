import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { styleSheets } from '@/components/reader/styles';
import type { Coding, PageForm } from '@/lib/pages/public-pages';
import { sha256Bytes } from '@/lib/system/crypto';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** Effort of compression: brotli's quality and gzip's level. */
export type Effort = { readonly brotli: number; readonly gzip: number };
/** For bytes that are made once and sent many times. */
export const best: Effort = { brotli: 11, gzip: 9 };
/** For bytes made on demand: a fifth of the time, a few percent larger. */
export const quick: Effort = { brotli: 5, gzip: 6 };

/** An answer's body as bytes. */
export const bytesOf = ({ body }: { readonly body: string | Uint8Array }): Uint8Array =>
  typeof body === 'string' ? new TextEncoder().encode(body) : body;

/** The bytes of a body as they are, with their validator. */
export const identityForm = (bytes: Uint8Array): PageForm => ({ etag: etagOf(bytes, 'identity'), body: bytes });

const packers: Readonly<
  Record<Exclude<Coding, 'identity'>, (bytes: Uint8Array, effort: Effort) => Promise<Uint8Array>>
> = {
  br: (bytes, effort) =>
    brotli(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: effort.brotli,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
  gzip: (bytes, effort) => zip(bytes, { level: effort.gzip }),
};

/** The bytes of a body in one coding, with their validator. */
export const encodeForm = async (bytes: Uint8Array, coding: Coding, effort: Effort): Promise<PageForm> => ({
  etag: etagOf(bytes, coding),
  body: coding === 'identity' ? bytes : await packers[coding](bytes, effort),
});

/** The bytes of a body in every coding, each with its validator. */
export async function encodeForms(bytes: Uint8Array, effort: Effort): Promise<Record<Coding, PageForm>> {
  const [br, gzipped] = await Promise.all([encodeForm(bytes, 'br', effort), encodeForm(bytes, 'gzip', effort)]);
  return { identity: identityForm(bytes), gzip: gzipped, br };
}

/** A strong validator of a body in a coding; the same bytes always have the same. */
function etagOf(bytes: Uint8Array, coding: Coding): string {
  const hash = Buffer.from(sha256Bytes(bytes), 'hex').toString('base64url');
  return coding === 'identity' ? `"${hash}"` : `"${hash}.${coding}"`;
}

let policy: string | null = null;

/** The policy of public pages: no script, the inlined styles by their hashes (stack 3.4). */
export function pagePolicy(): string {
  if (policy !== null) return policy;
  const hashes = Object.values(styleSheets).map((sheet) => {
    const hash = Buffer.from(sha256Bytes(new TextEncoder().encode(sheet)), 'hex').toString('base64');
    return `'sha256-${hash}'`;
  });
  policy = [
    `default-src 'none'`,
    `style-src ${hashes.join(' ')}`,
    `img-src 'self'`,
    `font-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
  ].join('; ');
  return policy;
}
