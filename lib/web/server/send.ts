import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Coding, PublicPage } from '@/lib/pages/public-pages';
import { codingFor, namesEtag } from '@/lib/web/server/coding';
import type { PlainRequest } from '@/lib/web/server/direct';
import { baseHeaders, type Profile } from '@/lib/web/server/headers';

/** A head in both shapes that it is written in: flat, as `writeHead` takes it fastest, and as bytes without status and date. */
type Head = { readonly flat: readonly string[]; readonly bytes: Uint8Array };
/** One form of a page, ready to be written. */
type Ready = { readonly etag: string; readonly head: Head; readonly unmodified: Head; readonly body: Uint8Array };
type ReadyPage = { readonly status: number } & Readonly<Partial<Record<Coding, Ready>>> & { readonly identity: Ready };

const ready = new WeakMap<PublicPage, ReadyPage>();

function headOf(flat: readonly string[]): Head {
  const lines = flat.map((text, at) => (at % 2 === 0 ? `${text}: ` : `${text}\r\n`));
  return { flat, bytes: Buffer.from(`${lines.join('')}\r\n`, 'latin1') };
}

function prepare(page: PublicPage, profile: Profile): ReadyPage {
  const common = { ...baseHeaders(profile), 'referrer-policy': 'strict-origin-when-cross-origin', ...page.headers };
  const flat = Object.entries(common).flat();
  const forms = Object.entries(page.forms).map(([coding, { etag, body }]): [string, Ready] => {
    const validator = page.status === 200 ? ['etag', etag] : [];
    const packed = coding === 'identity' ? [] : ['content-encoding', coding];
    const head = headOf([...flat, ...validator, ...packed, 'content-length', String(body.byteLength)]);
    return [coding, { etag, body, head, unmodified: headOf([...flat, ...validator]) }];
  });
  const made = { status: page.status, ...Object.fromEntries(forms) } as ReadyPage;
  ready.set(page, made);
  return made;
}

type Chosen = { readonly status: number; readonly head: Head; readonly body: Uint8Array | null };

/** What a request gets of a page that is in memory: coding, 304, HEAD. */
function choose(page: PublicPage, { method, accept, seen }: Omit<PlainRequest, 'url'>, profile: Profile): Chosen {
  const made = ready.get(page) ?? prepare(page, profile);
  const form = made[codingFor(accept)] ?? made.identity;
  if (seen !== undefined && made.status === 200 && namesEtag(seen, form.etag)) {
    return { status: 304, head: form.unmodified, body: null };
  }
  return { status: made.status, head: form.head, body: method === 'HEAD' ? null : form.body };
}

/** Writes a page that is in memory. */
export function sendPage(req: IncomingMessage, res: ServerResponse, page: PublicPage, profile: Profile): void {
  const { 'accept-encoding': accept, 'if-none-match': seen } = req.headers;
  const method = req.method === 'HEAD' ? 'HEAD' : 'GET';
  const { status, head, body } = choose(page, { method, accept: accept ?? '', seen }, profile);
  res.writeHead(status, head.flat as string[]);
  if (body) res.end(body);
  else res.end();
}

/** The same answer as it goes over the wire, in one piece; `keepSeconds` is how long its connection waits for another request. */
export function pageBytes(request: PlainRequest, page: PublicPage, profile: Profile, keepSeconds: number): Uint8Array {
  const { status, head, body } = choose(page, request, profile);
  const now = Math.floor(Date.now() / 1000);
  if (joined.second !== now) joined = { second: now, answers: new Map(), bytes: 0 };
  const held = request.method === 'GET' ? joined.answers.get(head) : undefined;
  if (held) return held;
  const first = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\ndate: ${new Date(now * 1000).toUTCString()}\r\n`;
  const connection = `connection: keep-alive\r\nkeep-alive: timeout=${keepSeconds}\r\n`;
  const made = Buffer.concat([Buffer.from(first + connection, 'latin1'), head.bytes, body ?? nothing]);
  joined.bytes += made.byteLength;
  if (request.method === 'GET' && joined.bytes <= mostJoined) joined.answers.set(head, made);
  return made;
}

const nothing = new Uint8Array();
const mostJoined = 8 * 1024 * 1024;
/** What was answered in this second, joined with its date: one piece is written faster than three. */
let joined = { second: 0, answers: new Map<Head, Uint8Array>(), bytes: 0 };
