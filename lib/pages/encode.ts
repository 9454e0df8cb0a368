import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { css } from '@/components/reader/styles';
import { sha256Bytes } from '@/lib/system/crypto';

export type Coding = 'br' | 'gzip' | 'identity';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
/** Quality for bytes made on demand: a fifth of the time of the best, a few percent larger. */
const brotliQuality = 5;

/** The coding to answer with: the best of ours that the header takes (`q=0` refuses). */
export function chooseCoding(accept: string | null): Coding {
  const weights = new Map(
    (accept ?? '').split(',').map((part) => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((text) => /^\s*q=([\d.]+)\s*$/u.exec(text)?.[1]).find((text) => text !== undefined);
      return [name.trim(), weight === undefined ? 1 : Number(weight)] as const;
    }),
  );
  const takes = (name: string) => (weights.get(name) ?? weights.get('*') ?? 0) > 0;
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
}

/** The bytes of a body in a coding. */
export async function encodeBody(bytes: Uint8Array, coding: Coding): Promise<Uint8Array> {
  if (coding === 'br') {
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    return brotli(bytes, { params });
  }
  return coding === 'gzip' ? zip(bytes) : bytes;
}

/** A strong validator of a body in a coding; the same bytes always have the same. */
export function etagOf(bytes: Uint8Array, coding: Coding): string {
  const hash = Buffer.from(sha256Bytes(bytes), 'hex').toString('base64url');
  return coding === 'identity' ? `"${hash}"` : `"${hash}.${coding}"`;
}

/** True when `If-None-Match` names this validator. */
export function matchesEtag(header: string | null, etag: string): boolean {
  return (header ?? '').split(',').some((part) => {
    const text = part.trim().replace(/^W\//u, '');
    return text === '*' || text === etag;
  });
}

let policy: string | null = null;

/** The policy of public pages: no script, the one inlined style by its hash (stack 3.4). */
export function pagePolicy(): string {
  if (policy !== null) return policy;
  const hash = Buffer.from(sha256Bytes(new TextEncoder().encode(css)), 'hex').toString('base64');
  policy = [
    `default-src 'none'`,
    `style-src 'sha256-${hash}'`,
    `img-src 'self'`,
    `font-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
  ].join('; ');
  return policy;
}
