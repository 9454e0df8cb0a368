import { reportForm } from '@/lib/contract/reports';
import { rates } from '@/lib/contract/limits';
import { mapDatabaseError } from '@/lib/db/errors';
import { Refusal } from '@/lib/domain/refusal';
import type { Answer, PublicRequest } from '@/lib/pages/answer';
import {
  headingsOf,
  ignoredReportAnswer,
  reportedArticle,
  reportFormAnswer,
  takenReportAnswer,
} from '@/lib/pages/answers/report';
import { fileReport } from '@/lib/articles/commands/report';
import { refusalOf, wellFormed } from '@/lib/web/decode';
import type { SentForm } from '@/lib/web/public/route';
import { countTry } from '@/lib/web/rates';

type Values = SentForm['values'];
/**
 * Takes a report of an error that was sent as an ordinary form: 303 to its number. Whatever goes wrong, the page comes back
 * with everything that was typed: 422 with the fields, 429 with when to try again, 503 while the database is away.
 */
export async function takeReport({ request, address, values }: SentForm): Promise<Answer> {
  const slug = request.params['slug'] ?? '';
  const empty = { slug, title: slug, sections: [values['section'] ?? ''].filter(Boolean) };
  const found = await reportedArticle(request).catch((error: unknown) => refused(error));
  if (found instanceof Refusal) return again(request, { ...empty, values }, found);
  if ('answer' in found) return found.answer;
  const { article } = found;
  const about = { slug: article.slug, title: article.title, sections: headingsOf(article) };
  if (values['website']) return ignoredReportAnswer(request.site, about);
  const taken = await fileSent(article.id, address, values).catch((error: unknown) => refused(error));
  if (taken instanceof Refusal) return again(request, { ...about, values }, taken);
  return takenReportAnswer(article.slug, taken.number);
}

async function fileSent(articleId: string, address: string, values: Values) {
  const parsed = reportForm.safeParse(wellFormed(values));
  if (!parsed.success) throw refusalOf(parsed.error.issues);
  await countTry(`report:${address}`, rates.report);
  const { website: _robots, ...report } = parsed.data;
  return fileReport({ ...report, articleId });
}

/** The refusal that an error is or stands for; anything else goes on. */
function refused(error: unknown): Refusal {
  const known = mapDatabaseError(error);
  if (known instanceof Refusal) return known;
  throw error;
}

type About = {
  readonly slug: string;
  readonly title: string;
  readonly sections: readonly string[];
  readonly values: Values;
};

const statuses: Partial<Record<Refusal['code'], number>> = { rate_limited: 429, unavailable: 503 };

function again({ site }: PublicRequest, about: About, { code, detail }: Refusal): Promise<Answer> {
  const issues = detail.issues ?? [];
  const message =
    code === 'invalid' ? null : (detail.message ?? 'The report could not be saved. Try again in a moment.');
  const status = statuses[code] ?? 422;
  const retryAfter = status === 503 ? (detail.retryAfter ?? 2) : detail.retryAfter;
  return reportFormAnswer(
    site,
    { ...about, issues, message },
    { status, ...(retryAfter !== undefined && { retryAfter }) },
  );
}
