import type { Metadata } from 'next';
import { ReportFrame, reportLists, SiteSourcing } from '@/components/reports/report-frame';
import { reportNames } from '@/components/words';
import { getWorkCounts } from '@/lib/articles/queries/work';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Reports' };

export default async function ReportsPage() {
  const actor = await requireActor();
  const counts = await getWorkCounts(actor);
  return (
    <ReportFrame counts={counts} list={null}>
      <SiteSourcing coverage={counts.coverage} />
      <ul className="plain-list lines">
        {reportLists.map((list) => (
          <li key={list} className="counted">
            <span className="num">{counts[list]}</span>
            <div className="stack-tight">
              <a href={`/desk/reports/${list}`}>
                <strong>{reportNames[list].name}</strong>
              </a>
              <span className="small muted">{reportNames[list].why}</span>
            </div>
          </li>
        ))}
      </ul>
    </ReportFrame>
  );
}
