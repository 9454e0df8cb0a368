import type { EndpointInput, EndpointOutput } from '@/lib/contract/endpoint';
import type { lookUpSourceEndpoint } from '@/lib/contract/sources';
import type { Actor } from '@/lib/domain/actor';
import type { CslItem } from '@/lib/domain/citation/citation';
import { settle } from '@/lib/domain/citation/read/parts/candidate';
import { permit } from '@/lib/domain/workflow/can';
import { crossref } from '@/lib/sources/resolvers/crossref';
import { openLibrary } from '@/lib/sources/resolvers/open-library';
import { page } from '@/lib/sources/resolvers/page';
import { pubmed } from '@/lib/sources/resolvers/pubmed';
import type { Resolver } from '@/lib/sources/resolvers/resolver';
import { env } from '@/lib/system/env';
import { guardedFetch, OutboundError } from '@/lib/system/guarded-fetch';
import { log } from '@/lib/system/log';

type Input = EndpointInput<typeof lookUpSourceEndpoint>;
type Output = EndpointOutput<typeof lookUpSourceEndpoint>;
type Fetch = typeof guardedFetch;

/** Those that may be asked, in this order, with where they are. */
function resolversNow(): { readonly resolver: Resolver; readonly base: string }[] {
  const { RESOLVERS, CROSSREF_URL, PUBMED_URL, OPEN_LIBRARY_URL } = env();
  const all = {
    crossref: { resolver: crossref, base: CROSSREF_URL },
    pubmed: { resolver: pubmed, base: PUBMED_URL },
    openlibrary: { resolver: openLibrary, base: OPEN_LIBRARY_URL },
    page: { resolver: page, base: '' },
  };
  return Object.entries(all).flatMap(([name, one]) => (RESOLVERS.some((on) => on === name) ? [one] : []));
}

const unread = 'We could not read that page from here. Fill in what you know: title and who published it are enough.';

/**
 * Asks the network about a work that is named by a number or an address, if the settings allow it; the first that knows it answers. What
 * comes back has passed the same checks as anything typed; the form takes it for its empty fields alone. Never throws for the network: where
 * nobody is asked or nobody knows, the answer has no record, and a sentence if somebody was asked in vain.
 */
export async function lookUp(actor: Actor, { csl }: Input, fetch: Fetch = guardedFetch): Promise<Output> {
  permit(actor, 'manage_sources', {});
  const { csl: work } = settle(csl);
  const asked = resolversNow().flatMap(({ resolver, base }) => {
    const address = resolver.address(work, base.replace(/\/$/u, ''));
    return address === null ? [] : [{ resolver, address }];
  });
  for (const one of asked) {
    const found = await ask(one, work, fetch);
    if (found) return { from: one.resolver.name, csl: found.csl, warnings: [...found.warnings], problem: null };
  }
  return { from: null, csl: null, warnings: [], problem: asked.length === 0 ? null : unread };
}

type Asked = { readonly resolver: Resolver; readonly address: string };

async function ask({ resolver, address }: Asked, work: CslItem, fetch: Fetch) {
  try {
    const tooLong = resolver.isCut ? 'cut' : 'refuse';
    const { status, body, headers } = await fetch(address, { headers: { accept: resolver.accept }, tooLong });
    if (status !== 200 || !(headers['content-type'] ?? '').toLowerCase().startsWith(resolver.accept)) return null;
    const rough = resolver.read(new TextDecoder().decode(body), work);
    return rough && settle({ ...rough, type: rough['type'] ?? work.type });
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    log.info('lookup', { resolver: resolver.name, problem: error.problem });
    return null;
  }
}
