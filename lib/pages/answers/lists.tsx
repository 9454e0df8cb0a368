import { ArticlesPage, HomePage, UpdatesPage } from '@/components/reader/listing-page';
import { SearchPage } from '@/components/reader/search-page';
import { SourcePage } from '@/components/reader/source-page';
import { page, type AnswerMaker } from '@/lib/pages/answer';
import { missingAnswer } from '@/lib/pages/answers/missing';
import { byLetter, findSource, listArticles, listUpdates } from '@/lib/pages/lists';
import { searchLive } from '@/lib/pages/search';

const perPage = 50;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** `/`: what is new and everything there is. */
export const homeAnswer: AnswerMaker = async ({ site }) => {
  const articles = await listArticles();
  const updates = await listUpdates({ take: perPage });
  return page(<HomePage articles={articles} updates={updates} site={site} />);
};

/** `/articles`: A to Z, or `?sort=updated`. */
export const articlesAnswer: AnswerMaker = async ({ site, query }) => {
  const articles = await listArticles();
  const sort = query.get('sort') === 'updated' ? 'updated' : 'title';
  const newest = articles.toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : a.updatedAt > b.updatedAt ? -1 : 0));
  const letters = sort === 'title' ? byLetter(articles) : newest.length === 0 ? [] : [{ letter: '', articles: newest }];
  return page(<ArticlesPage letters={letters} sort={sort} site={site} />);
};

/** `/updates`: every published version, page by page. */
export const updatesAnswer: AnswerMaker = async ({ site, query }) => {
  const after = query.get('after') ?? '';
  const updates = await listUpdates({ take: perPage + 1, ...(uuid.test(after) && { after }) });
  const shown = updates.slice(0, perPage);
  const last = updates.length > perPage ? shown.at(-1) : undefined;
  return page(<UpdatesPage updates={shown} older={last ? `/updates?after=${last.id}` : null} site={site} />);
};

/** `/search?q=`: live text only. */
export const searchAnswer: AnswerMaker = async ({ site, query }) => {
  const words = (query.get('q') ?? '').toWellFormed().replaceAll(/\s+/gu, ' ').trim().slice(0, 200);
  return page(<SearchPage query={words} hits={await searchLive(words)} site={site} />, { cache: 'no-store' });
};

/** `/sources/[id]`: a source that a live article cites. */
export const sourceAnswer: AnswerMaker = async (request) => {
  const id = request.params['id'] ?? '';
  const view = uuid.test(id) ? await findSource(id) : null;
  if (!view) return missingAnswer({ ...request, path: '' }, 'No live article cites a source of this address.');
  return page(<SourcePage view={view} site={request.site} />);
};
