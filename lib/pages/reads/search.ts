import type { searchEndpoint } from '@/lib/contract/reads/site-wide';
import { dateWords } from '@/lib/domain/timeline/when';
import { askLive, wordsOf } from '@/lib/pages/queries/asked';
import { placeIn } from '@/lib/pages/reads/events';
import type { Reads } from '@/lib/pages/reads/read';

/** `/api/v1/search`: what the search page finds, in its order. Not kept: there are too many queries. */
export const readSearch: Reads<typeof searchEndpoint> = async ({ q }, { site }) => {
  const query = wordsOf(q);
  const { hits, instead, events, countries } = await askLive(query);
  const article = ({ slug, title }: { slug: string; title: string }) => ({ slug, title, url: placeIn(site, slug, '') });
  const results = [
    ...countries.map((one) => ({ type: 'country' as const, ...one, url: `${site.origin}/countries/${one.slug}` })),
    ...events.map((event) => ({
      ...{ type: 'event' as const, article: article(event), words: dateWords(event.when), text: event.text },
      url: placeIn(site, event.slug, event.anchor),
    })),
    ...hits.map((hit) => ({
      ...{ type: 'article' as const, article: article(hit) },
      sections: hit.sections.map(({ heading, anchor, sentence }) => ({
        ...{ heading, anchor, sentence },
        url: placeIn(site, hit.slug, anchor),
      })),
    })),
  ];
  return { body: { query, instead, results }, kept: false };
};
