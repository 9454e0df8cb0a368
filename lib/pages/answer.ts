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
};

/** One public page: from a request to its answer. */
export type AnswerMaker = (request: PublicRequest) => Promise<Answer>;

const revalidate = 'public, max-age=0, must-revalidate';
/** For what can never change under its address. */
export const immutable = 'public, max-age=31536000, immutable';

type Options = {
  readonly status?: number;
  readonly cache?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A complete HTML page with the policy of public pages. */
export async function page(
  element: ReactElement,
  { status = 200, cache = revalidate, headers }: Options = {},
): Promise<Answer> {
  return {
    status,
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

/** Anything that is not a page, such as XML or JSON; nothing in it may run. */
export function data(
  type: string,
  body: string | Uint8Array,
  { status = 200, cache = revalidate }: Options = {},
): Answer {
  const policy = "default-src 'none'; frame-ancestors 'none'";
  return { status, headers: { 'content-type': type, 'cache-control': cache, 'content-security-policy': policy }, body };
}

/** For ever at another path of this site. */
export function moved(path: string): Answer {
  return { status: 308, headers: { location: path, 'cache-control': revalidate }, body: '' };
}
