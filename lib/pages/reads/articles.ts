import { versionPath } from '@/components/reader/view';
import type {
  getArticleEndpoint,
  getSectionEndpoint,
  listArticleEventsEndpoint,
  listArticlesEndpoint,
  listCitationsEndpoint,
  listSectionsEndpoint,
} from '@/lib/contract/reads/articles';
import { countriesOf } from '@/lib/domain/article-countries';
import { db } from '@/lib/db/client';
import type { PublicRequest } from '@/lib/pages/answer';
import { eventsOfArticle } from '@/lib/pages/queries/events';
import { listBehind } from '@/lib/pages/queries/lists';
import { sealsOf } from '@/lib/pages/queries/versions';
import { eventTold } from '@/lib/pages/reads/events';
import { nothingAt, ofLive, pageOf, refOf, type LiveArticle, type Reads } from '@/lib/pages/reads/read';
import { findText, usesOf, type TextTold } from '@/lib/pages/reads/text';

/** `/api/v1/articles`: what is live, by title. */
export const readArticles: Reads<typeof listArticlesEndpoint> = async (input, request) => {
  const { country, letter, limit, after } = input;
  const found = await listBehind({
    take: limit + 1,
    ...(country !== undefined && { country }),
    ...(letter !== undefined && { letter: letter.toUpperCase() }),
    ...(after !== undefined && { after }),
  });
  const { lines, next } = pageOf(request, found, limit, ({ key }) => key);
  const articles = lines.map((line) => ({ ...line, ...refOf(request.site, line) }));
  return { body: { articles, next } };
};

async function liveText(article: LiveArticle, { site }: PublicRequest): Promise<TextTold> {
  const text = await findText(article, article.liveNumber, site, 'article');
  if (!text) throw nothingAt('articleId', `There is no article “${article.slug}”.`);
  return text;
}

/** `/api/v1/articles/{articleId}`: the record of what is live. */
export const readArticle: Reads<typeof getArticleEndpoint> = ofLive(async (article, _input, request) => {
  const { site } = request;
  const { view, sections, facts, counts } = await liveText(article, request);
  const { version, firstPublishedAt, updatedAt, attribution, related } = view;
  const seal = (await sealsOf(db(), article.id, [version.number])).get(version.number);
  if (!seal) throw nothingAt('articleId', `There is no article “${article.slug}”.`);
  return {
    body: {
      ...refOf(site, { ...article, title: view.title }),
      ...{ firstPublishedAt, updatedAt, attribution, related, facts, sections, counts },
      version: { ...seal, ...version, url: site.origin + versionPath(article.slug, version.number) },
      countries: countriesOf(view.facts).map(({ slug, name }) => ({ slug, name })),
      licence: site.licenceName === '' ? null : { name: site.licenceName, url: site.licenceUrl },
    },
  };
});

const about = (article: LiveArticle, { view }: TextTold, { site }: PublicRequest) => ({
  article: refOf(site, { ...article, title: view.title }),
  version: article.liveNumber,
});

/** `…/sections`: the live text. */
export const readSections: Reads<typeof listSectionsEndpoint> = ofLive(async (article, _input, request) => {
  const text = await liveText(article, request);
  return { body: { ...about(article, text, request), sections: text.sections } };
});

/** `…/sections/{sectionKey}`: one section, by its key or its anchor. */
export const readSection: Reads<typeof getSectionEndpoint> = ofLive(async (article, { sectionKey }, request) => {
  const text = await liveText(article, request);
  const section = text.sections.find(({ key, anchor }) => key === sectionKey || anchor === sectionKey);
  if (!section) throw nothingAt('sectionKey', `The live text has no section “${sectionKey}”.`);
  return { body: { ...about(article, text, request), section } };
});

/** `…/citations`: where the live text cites what. */
export const readCitations: Reads<typeof listCitationsEndpoint> = ofLive(async (article, _input, request) => {
  const text = await liveText(article, request);
  return { body: { ...about(article, text, request), citations: usesOf(text) } };
});

/** `…/events`: the dated statements of the live text. */
export const readArticleEvents: Reads<typeof listArticleEventsEndpoint> = ofLive(async (article, _input, { site }) => {
  const found = await eventsOfArticle(article.id);
  const title = (await sealsOf(db(), article.id, [article.liveNumber])).get(article.liveNumber)?.title ?? '';
  return {
    body: {
      article: refOf(site, { ...article, title }),
      version: article.liveNumber,
      events: found.map((event) => eventTold(site, event)),
    },
  };
});
