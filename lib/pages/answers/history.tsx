import { ComparePage } from '@/components/reader/compare-page';
import { HistoryPage } from '@/components/reader/history-page';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { naturalName } from '@/lib/domain/citation/csl';
import { formatLocators } from '@/lib/domain/citation/house';
import { yearOf } from '@/lib/domain/citation/dates';
import type { Article } from '@/lib/domain/article';
import { diffRevisions } from '@/lib/domain/diff/revision';
import { plainText } from '@/lib/domain/prose/text';
import { page, type AnswerMaker } from '@/lib/pages/answer';
import { articleAt, isAnswer, versionNumber } from '@/lib/pages/answers/article';
import { noVersion } from '@/lib/pages/answers/missing';
import { findPair, latestTitle, listVersions } from '@/lib/pages/queries';

/** `…/versions`: every version of an article. */
export const historyAnswer: AnswerMaker = async (request) => {
  const article = await articleAt(request, '/versions');
  if (isAnswer(article)) return article;
  const view = {
    slug: article.slug,
    title: await latestTitle(article.id),
    withdrawn: article.state !== 'published',
    versions: await listVersions(article.id),
  };
  return page(<HistoryPage view={view} site={request.site} />);
};

/** What a citation is called beside a change: maker or title, year, place. */
function citeName({ csl, locators }: FrozenCitation): string {
  const [maker] = csl.author ?? csl.editor ?? [];
  const name = maker ? (maker.family ?? naturalName(maker)) : (csl.title ?? 'source');
  return [name, yearOf(csl.issued) ?? '', formatLocators(locators)].filter((part) => part !== '').join(' ');
}

/** A version as its page shows it: without the facts that nobody confirmed. */
const shown = <V extends Pick<Article, 'facts'>>(version: V): V => ({
  ...version,
  facts: version.facts.filter(({ confirmed }) => confirmed),
});

/** `…/compare?from=&to=`: what changed between two versions. Without numbers: the last two. */
export const compareAnswer: AnswerMaker = async (request) => {
  const article = await articleAt(request, '/compare');
  if (isAnswer(article)) return article;
  const lines = await listVersions(article.id);
  const newest = lines[0]?.number ?? 1;
  const to = request.query.has('to') ? versionNumber(request.query.get('to')) : newest;
  const from = request.query.has('from') ? versionNumber(request.query.get('from')) : Math.max(1, (to ?? 1) - 1);
  const pair = from === null || to === null ? null : await findPair(article.id, from, to);
  if (!pair) return noVersion(request.site, article);
  const { before, after } = pair;
  const citations = new Map([...before.citations, ...after.citations].map((citation) => [citation.id, citation]));
  const cites = Object.fromEntries([...citations].map(([id, citation]) => [id, citeName(citation)]));
  const texts = Object.fromEntries(after.sections.map(({ id, body }) => [id, plainText(body)]));
  const diff = from === to ? null : diffRevisions(shown(before), shown(after), citations);
  const view = { slug: article.slug, title: after.title, from: before.line, to: after.line, diff, cites, texts };
  return page(<ComparePage view={view} site={request.site} />);
};
