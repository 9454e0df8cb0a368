import { articlePath, type Site } from '@/components/reader/view';
import type { listEventsEndpoint } from '@/lib/contract/reads/site-wide';
import { dateWords, isoOf } from '@/lib/domain/timeline/when';
import { listEvents, type LiveEvent } from '@/lib/pages/queries/events';
import { pageOf, type Reads } from '@/lib/pages/reads/read';

/** An address in an article's page. */
export const placeIn = ({ origin }: Site, slug: string, anchor: string): string =>
  origin + articlePath(slug) + (anchor === '' ? '' : `#${anchor}`);

/** A dated statement as reads tell it. */
export const eventTold = (site: Site, { slug, anchor, heading, text, said, when }: LiveEvent) => ({
  ...{ date: isoOf(when), words: dateWords(when), when, said, text },
  section: heading,
  url: placeIn(site, slug, anchor),
});

/** `/api/v1/events`: one timeline of all live articles, or of those about a country. */
export const readEvents: Reads<typeof listEventsEndpoint> = async (input, request) => {
  const { country, from, to, limit, after } = input;
  const found = await listEvents({
    take: limit + 1,
    ...(country !== undefined && { country }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(after !== undefined && { after }),
  });
  const { lines, next } = pageOf(request, found, limit, ({ place }) => place);
  const events = lines.map((event) => ({
    ...eventTold(request.site, event),
    article: { slug: event.slug, title: event.title, url: placeIn(request.site, event.slug, '') },
  }));
  return { body: { events, next } };
};
