import { WithdrawnPage } from '@/components/reader/message-page';
import { articlePath, type Site } from '@/components/reader/view';
import { db } from '@/lib/db/client';
import {
  asking,
  data,
  immutable,
  moved,
  page,
  type Answer,
  type AnswerMaker,
  type PublicRequest,
} from '@/lib/pages/answer';
import { exportAnswer, splitForm } from '@/lib/pages/answers/exports';
import { viewAnswer } from '@/lib/pages/answers/view';
import { noArticle, noVersion } from '@/lib/pages/answers/missing';
import { findArticle, findManifest, getArticleView, type KnownArticle } from '@/lib/pages/queries/articles';
import { listVersions, newestOf } from '@/lib/pages/queries/versions';

/**
 * The article of a request, or the answer instead: 404 where there is none, 308 where it has another slug now. `rest` is
 * what follows the slug in the path.
 */
export async function articleAt(request: PublicRequest, rest = ''): Promise<KnownArticle | Answer> {
  const slug = request.params['slug'] ?? '';
  const article = await findArticle(db(), slug);
  if (!article) return noArticle(request);
  const search = request.query.size === 0 ? '' : `?${request.query.toString()}`;
  return article.slug === slug ? article : moved(`${articlePath(article.slug)}${rest}${search}`);
}

/** True for an answer, false for an article. */
export const isAnswer = (value: KnownArticle | Answer): value is Answer => 'status' in value;

/**
 * `/articles/[slug]`: the live version; 308 to where it went, 410 when it was withdrawn. With a suffix like `.md`: that
 * version in another form.
 */
export const articleAnswer = asking(['sourcing'], async (request) => {
  const { name: slug, form } = splitForm(request.params['slug'] ?? '');
  const suffix = form === null ? '' : `.${form}`;
  const article = await articleAt({ ...request, params: { ...request.params, slug } }, suffix);
  if (isAnswer(article)) return article;
  if (article.state === 'redirected' && article.redirectTo !== null) {
    return moved(articlePath(article.redirectTo) + suffix);
  }
  const { liveNumber: number } = article;
  if (number === null) return goneAnswer(request.site, article);
  if (form) return (await exportAnswer({ article, number, form }, request.site)) ?? noArticle(request);
  const at = request.query.get('sourcing') === '1' ? 'sourcing' : 'article';
  const view = await getArticleView(db(), article, number, at);
  return view ? viewAnswer(view, request.site) : noArticle(request);
});

const perNotice = 50;

/** 410: when and why an article was withdrawn, and its versions. */
async function goneAnswer(site: Site, article: KnownArticle): Promise<Answer> {
  const newest = await newestOf(db(), article.id);
  const versions = await listVersions(db(), article.id, { take: perNotice });
  const { slug, stateAt, stateReason } = article;
  const about = { slug, title: newest?.title ?? '', at: stateAt, reason: stateReason, versions };
  return page(<WithdrawnPage site={site} {...about} />, { status: 410 });
}

/** A version's number from an address; null for what is none. */
export const versionNumber = (text: string | null | undefined): number | null =>
  text && /^[1-9]\d{0,8}$/u.test(text) ? Number(text) : null;

/**
 * `…/versions/[number]`: one version, for ever, whatever became of the article. With a suffix like `.md`: the same in
 * another form.
 */
export const versionAnswer: AnswerMaker = async (request) => {
  const text = request.params['number'] ?? '';
  const article = await articleAt(request, `/versions/${encodeURIComponent(text)}`);
  if (isAnswer(article)) return article;
  const { name, form } = splitForm(text);
  const number = versionNumber(name);
  if (form && number !== null) {
    return (await exportAnswer({ article, number, form }, request.site)) ?? noVersion(request.site, article);
  }
  const view = number === null ? null : await getArticleView(db(), article, number, 'version');
  if (!view) return noVersion(request.site, article);
  return viewAnswer(view, request.site);
};

/** `…/versions/[number]/manifest.json`: the bytes whose SHA-256 is the version's hash. */
export const manifestAnswer: AnswerMaker = async (request) => {
  const text = request.params['number'] ?? '';
  const article = await articleAt(request, `/versions/${encodeURIComponent(text)}/manifest.json`);
  if (isAnswer(article)) return article;
  const number = versionNumber(text);
  const manifest = number === null ? null : await findManifest(db(), article.id, number);
  if (manifest === null) return noVersion(request.site, article);
  return data('application/json; charset=utf-8', manifest, { cache: immutable });
};
