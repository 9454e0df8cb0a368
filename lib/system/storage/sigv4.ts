import { createHmac } from 'node:crypto';

import { sha256, sha256Bytes } from '@/lib/system/crypto';

export type Credentials = { readonly region: string; readonly accessKeyId: string; readonly secretAccessKey: string };

/** One request to sign. `headers` in lower case, `host` among them. */
export type Signable = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** Percent-encoding of RFC 3986 as AWS wants it: everything but letters, digits, `-._~`. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/gu, (sign) => `%${sign.codePointAt(0)?.toString(16).toUpperCase()}`);

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();

/** `20130524T000000Z` */
const stampOf = (at: Date): string => `${at.toISOString().slice(0, 19).replaceAll(/[-:]/gu, '')}Z`;

const pathOf = ({ pathname }: URL): string =>
  pathname
    .split('/')
    .map((part) => encode(decodeURIComponent(part)))
    .join('/');

const queryOf = ({ searchParams }: URL): string =>
  [...searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join('&');

/**
 * The headers of a request to an S3-compatible service, signed (AWS Signature Version 4, "Transferring payload in a single chunk").
 * Of the given headers all are signed; date, hash of the body and signature are added.
 */
export function signed(
  { method, url, headers, body }: Signable,
  credentials: Credentials,
  at: Date,
): Record<string, string> {
  const { region, accessKeyId, secretAccessKey } = credentials;
  const stamp = stampOf(at);
  const bodyHash = sha256Bytes(body);
  const all: Record<string, string> = { ...headers, 'x-amz-content-sha256': bodyHash, 'x-amz-date': stamp };
  const names = Object.keys(all).toSorted();
  const signedNames = names.join(';');
  const lines = names.map((name) => `${name}:${all[name]?.trim()}\n`).join('');
  const request = [method, pathOf(url), queryOf(url), lines, signedNames, bodyHash].join('\n');
  const scope = `${stamp.slice(0, 8)}/${region}/s3/aws4_request`;
  const key = [region, 's3', 'aws4_request'].reduce(
    (made: Buffer, part) => hmac(made, part),
    hmac(`AWS4${secretAccessKey}`, stamp.slice(0, 8)),
  );
  const signature = hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, sha256(request)].join('\n')).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope},SignedHeaders=${signedNames},Signature=${signature}`;
  return { ...all, authorization };
}
