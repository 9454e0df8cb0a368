import type { IncomingMessage, ServerResponse } from 'node:http';
import { keyOf, type PublicPage, type PublicPages } from '@/lib/pages/public-pages';
import type { Profile } from '@/lib/web/server/headers';
import type { DirectAnswer } from '@/lib/web/server/direct';
import { pageBytes, sendPage } from '@/lib/web/server/send';

/** Answers public pages from memory, or from the database, without the framework. */
export type Readers = {
  /** The answer of a page in memory as bytes. */
  readonly direct: DirectAnswer;
  /** True when the page was in memory and is answered. */
  readonly fromMemory: (req: IncomingMessage, res: ServerResponse) => boolean;
  /** True when the page was stored and is answered. Only for well-made addresses. */
  readonly fromStore: (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;
};

type Parts = {
  readonly pages: PublicPages;
  readonly load: (path: string) => Promise<PublicPage | null>;
  readonly profile: Profile;
  /** Called at each answer from memory. */
  readonly answered?: () => void;
};

/** How long a connection waits for its next request. */
export const keepAliveSeconds = 20;

const articleAddress = /^\/articles\/[^/?]+$/;

/** Path and query of an address. */
function split(url: string): [string, string] {
  const at = url.indexOf('?');
  return at === -1 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}

/** The page that an address means, if it is in memory: parameters that make no other page are left out, unless it is strict. */
function find(pages: PublicPages, url: string): PublicPage | undefined {
  const exact = pages.get(url);
  if (exact) return exact;
  const [path, query] = split(url);
  if (query === '') return undefined;
  const base = pages.get(path);
  if (!base) return undefined;
  const asked = new URLSearchParams(query);
  const key = keyOf(path, asked, base.listed);
  if (base.strict && new URLSearchParams(split(key)[1]).size !== asked.size) return undefined;
  return key === path ? base : pages.get(key);
}

/** The readers' side of the server in front. */
export function makeReaders({ pages, load, profile, answered }: Parts): Readers {
  const isReading = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD';
  const fromMemory = (req: IncomingMessage, res: ServerResponse): boolean => {
    if (!isReading(req)) return false;
    const page = find(pages, req.url ?? '');
    if (!page) return false;
    sendPage(req, res, page, profile);
    answered?.();
    return true;
  };
  return {
    direct: (request) => {
      const page = find(pages, request.url);
      if (!page) return null;
      answered?.();
      return pageBytes(request, page, profile, keepAliveSeconds);
    },
    fromMemory,
    async fromStore(req, res) {
      const [path, query] = split(req.url ?? '');
      if (!isReading(req) || !articleAddress.test(path)) return false;
      const page = await load(path);
      if (!page) return false;
      const isOther = query !== '' && keyOf(path, new URLSearchParams(query), page.listed) !== path;
      if (isOther) return fromMemory(req, res);
      sendPage(req, res, page, profile);
      return true;
    },
  };
}

/** No readers' side: in development every page is made anew. */
export const noReaders: Readers = {
  direct: () => null,
  fromMemory: () => false,
  fromStore: () => Promise.resolve(false),
};
