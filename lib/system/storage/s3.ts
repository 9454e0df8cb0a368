import { now } from '@/lib/system/clock';
import { checkedKey } from '@/lib/system/storage/key';
import { type Credentials, signed } from '@/lib/system/storage/sigv4';
import type { Storage, StoredFile } from '@/lib/system/storage/interface';

/** `endpoint` without the bucket: `https://s3.eu-central-1.amazonaws.com`, `http://minio:9000`. */
type Bucket = Credentials & { readonly endpoint: string; readonly bucket: string };

const timeoutMs = 30_000;
const nothing = new Uint8Array();

/**
 * Keeps files in a bucket of an S3-compatible service, addressed by path (`endpoint/bucket/key`). The bucket must exist and be private.
 * Throws a sentence with the status when the service refuses; the key names the hash, so writing twice writes the same.
 */
export function s3Storage(bucket: Bucket): Storage {
  const ask = (method: string, at: string, body: Uint8Array = nothing) => request(bucket, method, at, body);
  return {
    async put(key, bytes) {
      const answer = await ask('PUT', checkedKey(key), bytes);
      if (!answer.ok) throw await refusal('keep', answer);
      await answer.body?.cancel();
    },
    async get(key) {
      const answer = await ask('GET', checkedKey(key));
      if (answer.status === 404) {
        await answer.body?.cancel();
        return null;
      }
      if (!answer.ok) throw await refusal('read', answer);
      return Buffer.from(await answer.arrayBuffer());
    },
    list: (prefix) => listFrom(ask, prefix),
  };
}

type Ask = (method: string, at: string) => Promise<Response>;

async function request(bucket: Bucket, method: string, at: string, body: Uint8Array): Promise<Response> {
  const base = bucket.endpoint.replace(/\/+$/u, '');
  const url = new URL(`${base}/${bucket.bucket}${at.startsWith('?') ? at : `/${at}`}`);
  const { host, ...headers } = signed({ method, url, headers: { host: url.host }, body }, bucket, now());
  return fetch(url, {
    method,
    headers,
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
    ...(method === 'PUT' ? { body: Buffer.from(body) } : {}),
  }).catch((error: unknown) => {
    throw new Error(`The storage at ${host} cannot be reached`, { cause: error });
  });
}

async function refusal(what: string, answer: Response): Promise<Error> {
  const [, code = ''] = /<Code>(\w{1,60})<\/Code>/u.exec(await answer.text()) ?? [];
  return new Error(`The storage would not ${what} a file: ${answer.status} ${code}`.trim());
}

/** Pages of ListObjectsV2; the keys are of our own form, so nothing in them is escaped. */
async function* listFrom(ask: Ask, prefix: string): AsyncIterable<StoredFile> {
  for (let token = ''; ;) {
    const query = new URLSearchParams({ 'list-type': '2', prefix });
    if (token !== '') query.set('continuation-token', token);
    const answer = await ask('GET', `?${query}`);
    if (!answer.ok) throw await refusal('list', answer);
    const page = await answer.text();
    for (const [, entry = ''] of page.matchAll(/<Contents>([\s\S]*?)<\/Contents>/gu)) {
      yield { key: field(entry, 'Key'), bytes: Number(field(entry, 'Size')) };
    }
    token = field(page, 'NextContinuationToken');
    if (token === '') return;
  }
}

function field(xml: string, name: 'Key' | 'Size' | 'NextContinuationToken'): string {
  const start = xml.indexOf(`<${name}>`);
  const end = xml.indexOf(`</${name}>`);
  if (start === -1 || end === -1) return '';
  return xml
    .slice(start + name.length + 2, end)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
