import { ComparePage } from '@/components/reader/compare-page';
import { articlePath } from '@/components/reader/view';
import { HistoryPage } from '@/components/reader/history-page';
import { db } from '@/lib/db/client';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { naturalName } from '@/lib/domain/citation/csl';
import { formatLocators } from '@/lib/domain/citation/house';
import { yearOf } from '@/lib/domain/citation/dates';
import { plainText } from '@/lib/domain/prose/text';
import { asking, page } from '@/lib/pages/answer';
import { articleAt, isAnswer, versionNumber } from '@/lib/pages/answers/article';
import { noVersion } from '@/lib/pages/answers/missing';
import { compareVersions } from '@/lib/pages/queries/compared';
import { listVersions, newestOf, publishersOf, statsOf } from '@/lib/pages/queries/versions';

const perPage = 50;

/** `…/versions`: the versions of an article, newest first, page by page (`?before=` is the number that the page before ended with). */
export const historyAnswer = asking(['before'], async (request) => {
  const article = await articleAt(request, '/versions');
  if (isAnswer(article)) return article;
  const before = versionNumber(request.query.get('before'));
  const newest = await newestOf(db(), article.id);
  const found = await listVersions(db(), article.id, { take: perPage + 1, ...(before !== null && { below: before }) });
  const versions = found.slice(0, perPage);
  const last = found.length > perPage ? versions.at(-1) : undefined;
  const view = {
    slug: article.slug,
    title: newest?.title ?? '',
    total: newest?.number ?? 0,
    withdrawn: article.state !== 'published',
    versions,
    stats: await statsOf(db(), article.id, versions),
    publishers: await publishersOf(db(), article.id, versions),
    older: last ? `${articlePath(article.slug)}/versions?before=${last.number}` : null,
  };
  return page(<HistoryPage view={view} site={request.site} />);
});

/** What a citation is called beside a change: maker or title, year, place. */
function citeName({ csl, locators }: FrozenCitation): string {
  const [maker] = csl.author ?? csl.editor ?? [];
  const name = maker ? (maker.family ?? naturalName(maker)) : (csl.title ?? 'source');
  return [name, yearOf(csl.issued) ?? '', formatLocators(locators)].filter((part) => part !== '').join(' ');
}

/** `…/compare?from=&to=`: what changed between two versions. Without numbers: the last two. */
export const compareAnswer = asking(['from', 'to'], async (request) => {
  const article = await articleAt(request, '/compare');
  if (isAnswer(article)) return article;
  const newest = (await newestOf(db(), article.id))?.number ?? 1;
  const to = request.query.has('to') ? versionNumber(request.query.get('to')) : newest;
  const from = request.query.has('from') ? versionNumber(request.query.get('from')) : Math.max(1, (to ?? 1) - 1);
  const found = from === null || to === null ? null : await compareVersions(db(), article.id, from, to);
  if (!found) return noVersion(request.site, article);
  const { before, after, citations, diff } = found;
  const cites = Object.fromEntries([...citations].map(([id, citation]) => [id, citeName(citation)]));
  const texts = Object.fromEntries(after.sections.map(({ id, body }) => [id, plainText(body)]));
  const view = { slug: article.slug, title: after.title, from: before.line, to: after.line, diff, cites, texts };
  return page(<ComparePage view={view} site={request.site} />);
});
