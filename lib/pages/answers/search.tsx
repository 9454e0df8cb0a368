import { SearchPage } from '@/components/reader/search-page';
import { dateWords } from '@/lib/domain/timeline/when';
import { asking, page } from '@/lib/pages/answer';
import { askLive, wordsOf } from '@/lib/pages/queries/asked';

/** `/search?q=`: live text only; countries and dates are understood. Not kept: there are too many queries. */
export const searchAnswer = asking(['q'], async ({ site, query }) => {
  const words = wordsOf(query.get('q'));
  const found = await askLive(words);
  const view = {
    ...found,
    query: words,
    events: found.events.map(({ when, slug, title, anchor, text }) => ({
      ...{ slug, title, anchor, text },
      when: dateWords(when),
    })),
  };
  return page(<SearchPage view={view} site={site} />, { kept: false });
});
