import type { Metadata } from 'next';
import { ImportForm } from '@/components/desk/import-form.client';
import { LocalTime } from '@/components/desk/local-time.client';
import { outcomeWords } from '@/components/words';
import { listImports } from '@/lib/transfer/queries/runs';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Import' };

export default async function ImportPage() {
  const actor = await requireActor();
  const runs = await listImports(actor);
  return (
    <div className="stack-wide">
      <h1>Import</h1>
      <ImportForm />
      <section className="stack" aria-labelledby="runs">
        <h2 id="runs">Import reports</h2>
        {runs.length === 0 ? <p className="empty">Nothing has been imported yet.</p> : null}
        <ul className="plain-list lines">
          {runs.map((run) => (
            <li key={run.id} className="row-between">
              <a href={`/desk/import/${run.id}`}>
                <bdi>{run.fileName}</bdi>
              </a>
              <span className="small">
                {outcomeWords[run.outcome]} · <LocalTime at={run.createdAt} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
