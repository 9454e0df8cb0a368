import type { ReportStatus } from '@/components/reader/report-page';
import { db } from '@/lib/db/client';

/** What everyone may know of a report about an article: whether it was answered, and how. Null for a number that is none of its. */
export async function findReport(articleId: string, number: number): Promise<ReportStatus | null> {
  const row = await db().errorReport.findFirst({
    where: { articleId, number },
    select: { number: true, outcome: true, answer: true, answeredAt: true, correctedIn: { select: { number: true } } },
  });
  if (!row) return null;
  const { outcome, answer, answeredAt, correctedIn } = row;
  return {
    number,
    outcome: answeredAt && outcome ? { is: outcome, words: answer, at: answeredAt.toISOString() } : null,
    correctedIn: correctedIn?.number ?? null,
  };
}
