import type { ReactElement } from 'react';
import type { Site } from '@/components/reader/view';
import { pagePolicy } from '@/lib/pages/encode';
import { renderPage } from '@/lib/pages/render';

/** What a public page may know of a request: its address. Nothing else makes another page. */
export type PublicRequest = {
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly site: Site;
};

/** A complete answer, before coding and conditional requests. Header names in lower case. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** False: there are too many of its kind to keep them in memory. */
  readonly kept?: false;
};

type Make = (request: PublicRequest) => Promise<Answer>;
/**
 * One public page: from a request to its answer. `query` lists the parameters that make another page, all others are ignored,
 * or, with `strict`, the maker's to refuse; `still` says that it needs nothing of the database.
 */
export type AnswerMaker = Make & {
  readonly query?: readonly string[];
  readonly strict?: true;
  readonly still?: true;
};

/** A page that asks for these query parameters. */
export const asking = (query: readonly string[], make: Make): AnswerMaker => Object.assign(make, { query });
/** A page that is the same whatever the database holds. */
export const still = (make: Make): AnswerMaker => Object.assign(make, { still: true as const });

const revalidate = 'public, max-age=0, must-revalidate';
/** For what can never change under its address. */
export const immutable = 'public, max-age=31536000, immutable';

type Options = {
  readonly status?: number;
  readonly cache?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly kept?: false;
};

/** A complete HTML page with the policy of public pages. */
export async function page(
  element: ReactElement,
  { status = 200, cache = revalidate, headers, kept }: Options = {},
): Promise<Answer> {
  return {
    status,
    ...(kept === false && { kept }),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': cache,
      'content-security-policy': pagePolicy(),
      'referrer-policy': 'strict-origin-when-cross-origin',
      ...headers,
    },
    body: await renderPage(element),
  };
}

/** By these, scripts of other sites may read an answer, its validator and its links; never what belongs to a session. */
export const openHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link',
  'cross-origin-resource-policy': 'cross-origin',
} as const;

/** Anything that is not a page, such as XML or JSON; nothing in it may run. `open`: scripts of other sites may read it. */
export function data(
  type: string,
  body: string | Uint8Array,
  { status = 200, cache = revalidate, headers, kept, open = false }: Options & { readonly open?: boolean } = {},
): Answer {
  const policy = "default-src 'none'; frame-ancestors 'none'";
  const common = { 'content-type': type, 'cache-control': cache, 'content-security-policy': policy };
  return {
    status,
    ...(kept === false && { kept }),
    headers: { ...common, ...(open ? openHeaders : {}), ...headers },
    body,
  };
}

/** For ever at another path of this site. */
export function moved(path: string): Answer {
  return { status: 308, headers: { location: path, 'cache-control': revalidate }, body: '' };
}
