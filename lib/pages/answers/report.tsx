import { ReportPage, ReportStatusPage, type ReportFormView } from '@/components/reader/report-page';
import { anchorsOfSections, articlePath, type Site } from '@/components/reader/view';
import { db } from '@/lib/db/client';
import { asking, page, type Answer, type PublicRequest } from '@/lib/pages/answer';
import { articleAt, isAnswer, versionNumber } from '@/lib/pages/answers/article';
import { missingAnswer, noArticle } from '@/lib/pages/answers/missing';
import { findReport } from '@/lib/pages/queries/reports';
import { findVersion } from '@/lib/pages/queries/versions';

/** A live article as its form needs it. Headings are those of its sections, `''` for the summary. */
type Reported = {
  readonly id: string;
  readonly slug: string;
  readonly liveNumber: number;
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly anchor: string }[];
};

/** The live article of a request, or the answer where there is none to report on. */
export async function reportedArticle(request: PublicRequest): Promise<{ article: Reported } | { answer: Answer }> {
  const found = await articleAt(request, '/report');
  if (isAnswer(found)) return { answer: found };
  const live = found.liveNumber === null ? null : await findVersion(db(), found.id, found.liveNumber);
  if (!live) return { answer: await noArticle(request) };
  const anchors = anchorsOfSections(live.sections);
  const sections = live.sections.map(({ heading }, at) => ({ heading, anchor: anchors[at] ?? '' }));
  const { id, slug } = found;
  return { article: { id, slug, liveNumber: live.line.number, title: live.title, sections } };
}

/** The form again, with what was sent, what was wrong, and when to try again. */
export function reportFormAnswer(
  site: Site,
  view: ReportFormView,
  { status, retryAfter }: { readonly status: number; readonly retryAfter?: number },
): Promise<Answer> {
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return page(<ReportPage view={view} site={site} />, { status, headers, cache: 'no-store' });
}

/** What a filled-in form for robots gets: no number, since nothing was taken. */
export const ignoredReportAnswer = (site: Site, { slug, title }: { readonly slug: string; readonly title: string }) =>
  page(<ReportStatusPage slug={slug} title={title} status={null} site={site} />, { cache: 'no-store' });

/** A report was taken: on to its own address. */
export const takenReportAnswer = (slug: string, number: number): Answer => ({
  status: 303,
  headers: { location: `${articlePath(slug)}/report?number=${number}`, 'cache-control': 'no-store' },
  body: '',
});

/** What a form is filled with at first. */
export const headingsOf = ({ sections }: Reported): string[] => [
  ...new Set(sections.map(({ heading }) => heading).filter(Boolean)),
];

/** `…/report`: the form, with the section of `?section=` (an anchor) chosen; `?number=` is a report that was sent, and its outcome. */
export const reportAnswer = asking(['number', 'section', 'version'], async (request) => {
  const { site, query } = request;
  const found = await reportedArticle(request);
  if ('answer' in found) return found.answer;
  const { article } = found;
  const { slug, title } = article;
  if (query.has('number')) {
    const number = versionNumber(query.get('number'));
    const status = number === null ? null : await findReport(article.id, number);
    if (!status) return missingAnswer({ ...request, path: '' }, 'There is no report of this number.');
    return page(<ReportStatusPage slug={slug} title={title} status={status} site={site} />, { kept: false });
  }
  const chosen = article.sections.find(({ anchor }) => anchor !== '' && anchor === query.get('section'));
  const version = versionNumber(query.get('version')) ?? article.liveNumber;
  const values = { section: chosen?.heading ?? '', version: String(version) };
  const view = { slug, title, sections: headingsOf(article), values, issues: [], message: null };
  return page(<ReportPage view={view} site={site} />);
});
