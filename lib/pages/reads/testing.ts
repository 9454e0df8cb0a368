import { expect } from 'vitest';
import { z } from 'zod';
import type { Endpoint } from '@/lib/contract/endpoint';
import * as ofArticles from '@/lib/contract/reads/articles';
import * as ofSite from '@/lib/contract/reads/site-wide';
import * as ofSources from '@/lib/contract/reads/sources';
import * as ofVersions from '@/lib/contract/reads/versions';
import * as articles from '@/lib/pages/reads/articles';
import { readCoverage } from '@/lib/pages/reads/coverage';
import { readEvents } from '@/lib/pages/reads/events';
import type { ReadMaker } from '@/lib/pages/reads/read';
import { readSearch } from '@/lib/pages/reads/search';
import * as sources from '@/lib/pages/reads/sources';
import * as versions from '@/lib/pages/reads/versions';

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Define = <I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  make: ReadMaker<z.output<I>, z.input<O>>,
) => Handler;

/** The origin of the site in tests of reads. */
export const origin = 'http://localhost:3000';
export const api = '/api/v1';

const problemSchema = z.strictObject({
  ...{ type: z.literal('about:blank'), status: z.int(), title: z.string(), code: z.string(), message: z.string() },
  issues: z.array(z.strictObject({ code: z.string(), where: z.string(), message: z.string() })),
  withdrawn: z.strictObject({ at: z.string(), reason: z.string() }).optional(),
});

const readsOf = (define: Define): readonly { readonly endpoint: Endpoint; readonly handler: Handler }[] => {
  const read = <I extends z.ZodObject, O extends z.ZodType>(
    endpoint: Endpoint<I, O>,
    make: ReadMaker<z.output<I>, z.input<O>>,
  ) => ({ endpoint, handler: define(endpoint, make) });
  return [
    read(ofArticles.listArticlesEndpoint, articles.readArticles),
    read(ofArticles.getArticleEndpoint, articles.readArticle),
    read(ofArticles.listSectionsEndpoint, articles.readSections),
    read(ofArticles.getSectionEndpoint, articles.readSection),
    read(ofArticles.listCitationsEndpoint, articles.readCitations),
    read(ofArticles.listArticleEventsEndpoint, articles.readArticleEvents),
    read(ofVersions.listVersionsEndpoint, versions.readVersions),
    read(ofVersions.getVersionEndpoint, versions.readVersion),
    read(ofVersions.compareVersionsEndpoint, versions.readComparison),
    read(ofSources.listCitedSourcesEndpoint, sources.readSources),
    read(ofSources.getCitedSourceEndpoint, sources.readSource),
    read(ofSite.listEventsEndpoint, readEvents),
    read(ofSite.searchEndpoint, readSearch),
    read(ofSite.getCoverageEndpoint, readCoverage),
  ];
};

/** Asks reads by their addresses, as clients do: for tests. */
export function asker(define: Define) {
  const reads = readsOf(define).map((one) => ({
    ...one,
    pattern: new RegExp(`^${one.endpoint.path.replaceAll(/\{(\w+)\}/gu, '(?<$1>[^/]+)')}$`, 'u'),
  }));
  const find = (address: string) => {
    const [path = ''] = address.split('?');
    const found = reads.find(({ pattern }) => pattern.test(path));
    if (!found) throw new Error(`No read answers ${path}`);
    return { ...found, params: { ...found.pattern.exec(path)?.groups } };
  };

  async function ask(address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
    const { handler, params } = find(address);
    return handler(new Request(origin + address, { headers, method }), { params: Promise.resolve(params) });
  }

  /** The body of a read: what its contract says, and not a key more. */
  async function bodyOf<O extends z.ZodType>(of: Endpoint<z.ZodObject, O>, address: string): Promise<z.output<O>> {
    expect(find(address).endpoint.path).toBe(of.path);
    const response = await ask(address);
    const body: unknown = await response.json();
    expect([address, response.status, of.output.safeParse(body).data]).toEqual([address, 200, body]);
    return of.output.parse(body);
  }

  /** A problem: its status, code, sentence and the places that it names. Scripts of other sites may read it too. */
  async function problemOf(address: string) {
    const response = await ask(address);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const { status, code, message, issues } = problemSchema.parse(await response.json());
    expect(response.status).toBe(status);
    return { status, code, message, where: issues.map((issue) => issue.where) };
  }

  return { reads: reads.map(({ endpoint }) => endpoint), ask, bodyOf, problemOf };
}
