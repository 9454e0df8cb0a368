import type { Metadata } from 'next';
import { ReportFrame } from '@/components/reports/report-frame';
import { ReportList } from '@/components/reports/report-list';
import { listReports } from '@/lib/articles/queries/reports';
import { getWorkCounts } from '@/lib/articles/queries/work';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Reports from readers' };

const perPage = 200;

export default async function ErrorReportsPage() {
  const actor = await requireActor();
  const waiting = await listReports(actor, { answered: false, take: perPage });
  const answered = await listReports(actor, { answered: true, take: perPage });
  const counts = await getWorkCounts(actor);
  return (
    <ReportFrame counts={counts} list="errors">
      <section className="stack" aria-labelledby="waiting">
        <h2 id="waiting">Waiting for an answer ({waiting.length})</h2>
        <ReportList reports={waiting} empty="No report is waiting." />
      </section>
      <section className="stack" aria-labelledby="answered">
        <h2 id="answered">Answered ({answered.length})</h2>
        <ReportList reports={answered} empty="None has been answered yet." />
      </section>
    </ReportFrame>
  );
}
