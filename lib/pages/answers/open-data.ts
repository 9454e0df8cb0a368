import { articlePath, versionPath } from '@/components/reader/view';
import { db } from '@/lib/db/client';
import { dateWords, isoOf } from '@/lib/domain/timeline/when';
import { data, type AnswerMaker } from '@/lib/pages/answer';
import { articleAt, isAnswer } from '@/lib/pages/answers/article';
import { eventsOfArticle } from '@/lib/pages/queries/events';
import { csvOf } from '@/lib/system/csv';
import { listVersions, statsOf } from '@/lib/pages/queries/versions';

/** `…/timeline.json`: the dated statements of the live version, as found in its text. */
export const timelineAnswer: AnswerMaker = async (request) => {
  const article = await articleAt(request, '/timeline.json');
  if (isAnswer(article)) return article;
  const path = request.site.origin + articlePath(article.slug);
  const events = await eventsOfArticle(article.id);
  const body = {
    article: path,
    version: article.liveNumber,
    note: 'Dates were found in the text by rules; nobody has confirmed them.',
    events: events.map(({ when, said, text, heading, anchor }) => ({
      ...{ date: isoOf(when), words: dateWords(when), when, said, text, section: heading },
      url: anchor === '' ? path : `${path}#${anchor}`,
    })),
  };
  return data('application/json; charset=utf-8', JSON.stringify(body, null, 2), { open: true });
};

const columns = [
  ...['version', 'published', 'kind', 'note', 'words added', 'words removed', 'statements', 'sourced', 'exempt'],
  ...['contributors', 'reviewers', 'published without review', 'address'],
];

const most = 100_000;

/** `…/versions.csv`: every version of an article, newest first. */
export const versionsTableAnswer: AnswerMaker = async (request) => {
  const article = await articleAt(request, '/versions.csv');
  if (isAnswer(article)) return article;
  const lines = await listVersions(db(), article.id, { take: most });
  const stats = await statsOf(db(), article.id, lines);
  const rows = lines.map((line) => {
    const stat = stats[line.number];
    return [
      ...[line.number, line.publishedAt, line.kind, line.changeNote],
      ...(stat ? [stat.added, stat.removed] : ['', '']),
      ...(stat?.coverage ? [stat.coverage.statements, stat.coverage.sourced, stat.coverage.exempt] : ['', '', '']),
      ...[line.contributors.join('; '), line.reviewers.join('; '), line.unreviewed ?? ''],
      request.site.origin + versionPath(article.slug, line.number),
    ];
  });
  const table = csvOf([columns, ...rows]);
  const headers = {
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(article.slug)}-versions.csv`,
  };
  return data('text/csv; charset=utf-8; header=present', table, { open: true, headers });
};
