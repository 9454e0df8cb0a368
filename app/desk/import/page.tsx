import type { Metadata } from 'next';
import { ImportForm } from '@/components/desk/import/import-form.client';
import { LocalTime } from '@/components/desk/local-time.client';
import { outcomeWords } from '@/components/words';
import { listImports, listTargets } from '@/lib/transfer/queries/runs';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Import' };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ImportPage({ searchParams }: Props) {
  const actor = await requireActor();
  const [runs, articles] = [await listImports(actor), await listTargets(actor)];
  const { article } = await searchParams;
  const chosen = articles.find(({ id }) => id === article)?.id ?? null;
  return (
    <div className="stack-wide">
      <h1>Import</h1>
      <ImportForm articles={articles} articleId={chosen} />
      <section className="stack" aria-labelledby="runs">
        <h2 id="runs">Import reports</h2>
        {runs.length === 0 ? <p className="empty">Nothing has been imported yet.</p> : null}
        <ul className="plain-list lines">
          {runs.map((run) => (
            <li key={run.id} className="row-between">
              <span className="stack-tight">
                <a href={`/desk/import/${run.id}`}>
                  <bdi>{run.fileName}</bdi>
                </a>
                {run.title === null ? null : (
                  <span className="small">
                    <bdi>{run.title}</bdi>, <a href={`/desk/revisions/${run.number}`}>revision {run.number}</a>
                  </span>
                )}
              </span>
              <span className="small muted">
                {outcomeWords[run.outcome]} · <LocalTime at={run.createdAt} />
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
