import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Coding, PublicPage } from '@/lib/pages/public-pages';
import { codingFor, namesEtag } from '@/lib/web/server/coding';
import { baseHeaders, type Profile } from '@/lib/web/server/headers';

/** One form of a page, ready to be written: flat heads, as `writeHead` takes them fastest. */
type Ready = {
  readonly etag: string;
  readonly head: readonly string[];
  readonly unmodified: readonly string[];
  readonly body: Uint8Array;
};
type ReadyPage = { readonly status: number } & Readonly<Partial<Record<Coding, Ready>>> & { readonly identity: Ready };

const ready = new WeakMap<PublicPage, ReadyPage>();

function prepare(page: PublicPage, profile: Profile): ReadyPage {
  const common = { ...baseHeaders(profile), 'referrer-policy': 'strict-origin-when-cross-origin', ...page.headers };
  const flat = Object.entries(common).flat();
  const forms = Object.entries(page.forms).map(([coding, { etag, body }]): [string, Ready] => {
    const validator = page.status === 200 ? ['etag', etag] : [];
    const packed = coding === 'identity' ? [] : ['content-encoding', coding];
    const head = [...flat, ...validator, ...packed, 'content-length', String(body.byteLength)];
    return [coding, { etag, body, head, unmodified: [...flat, ...validator] }];
  });
  const made = { status: page.status, ...Object.fromEntries(forms) } as ReadyPage;
  ready.set(page, made);
  return made;
}

/** Writes a page that is in memory: coding, 304, HEAD. */
export function sendPage(req: IncomingMessage, res: ServerResponse, page: PublicPage, profile: Profile): void {
  const made = ready.get(page) ?? prepare(page, profile);
  const form = made[codingFor(req.headers['accept-encoding'] ?? '')] ?? made.identity;
  const seen = req.headers['if-none-match'];
  if (seen !== undefined && made.status === 200 && namesEtag(seen, form.etag)) {
    res.writeHead(304, form.unmodified as string[]).end();
    return;
  }
  res.writeHead(made.status, form.head as string[]);
  if (req.method === 'HEAD') res.end();
  else res.end(form.body);
}
