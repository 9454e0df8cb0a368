import type { Site } from '@/components/reader/view';
import type { getCitedSourceEndpoint, listCitedSourcesEndpoint } from '@/lib/contract/reads/sources';
import type { CslItem } from '@/lib/domain/citation/citation';
import { houseReference } from '@/lib/domain/citation/house';
import { moved } from '@/lib/pages/answer';
import { findSource, keptInstead, listSources } from '@/lib/pages/queries/cited';
import { placeIn } from '@/lib/pages/reads/events';
import { nothingAt, pageOf, type Reads } from '@/lib/pages/reads/read';

type Cited = { readonly id: string; readonly key: string; readonly csl: CslItem; readonly stub: boolean };

const sourceTold = ({ origin }: Site, { id, key, csl, stub }: Cited) => ({
  ...{ id, key, type: csl.type, reference: houseReference(csl).text, stub, csl },
  url: `${origin}/sources/${id}`,
});

/** `/api/v1/sources`: what live articles cite, in the order in which the library got it. */
export const readSources: Reads<typeof listCitedSourcesEndpoint> = async ({ limit, after }, request) => {
  const found = await listSources(after?.[0], limit + 1);
  const { lines, next } = pageOf(request, found, limit, ({ id }) => [id]);
  const sources = lines.map((line) => ({
    ...sourceTold(request.site, line),
    ...{ articles: line.articles, citations: line.citations },
  }));
  return { body: { sources, next } };
};

/** `/api/v1/sources/{sourceId}`: a source, and the statements that cite it. */
export const readSource: Reads<typeof getCitedSourceEndpoint> = async ({ sourceId }, { site }) => {
  const kept = await keptInstead(sourceId);
  if (kept) return moved(`/api/v1/sources/${kept}`);
  const found = await findSource(sourceId);
  if (!found) throw nothingAt('sourceId', 'No live article cites a source of this id.');
  const uses = found.uses.map(({ slug, title, heading, anchor, statement, locators, quote }) => ({
    article: { slug, title, url: placeIn(site, slug, '') },
    ...{ section: heading, statement, place: locators, quote },
    url: placeIn(site, slug, anchor),
  }));
  return { body: { ...sourceTold(site, found), address: found.address, uses } };
};
