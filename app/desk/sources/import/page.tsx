import type { Metadata } from 'next';
import { LocalTime } from '@/components/desk/local-time.client';
import { ExportSources } from '@/components/sources/exchange/export-sources';
import { ImportSources } from '@/components/sources/exchange/import-sources.client';
import { listArticles } from '@/lib/articles/queries/articles';
import { formatNames } from '@/lib/domain/citation/read/sources';
import { exportParts } from '@/lib/sources/queries/export';
import { listSourceImports } from '@/lib/sources/queries/imports';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Import and export sources' };

export default async function ImportSourcesPage() {
  const actor = await requireActor();
  const [imports, parts, articles] = await Promise.all([
    listSourceImports(actor),
    exportParts(actor),
    listArticles(actor, { state: 'published' }),
  ]);
  return (
    <div className="stack-wide">
      <h1>Import and export sources</h1>
      <ImportSources />
      <ExportSources parts={parts} articles={articles} />
      <section className="stack" aria-labelledby="imports">
        <h2 id="imports">Import reports</h2>
        {imports.length === 0 ? <p className="empty">No sources have been imported yet.</p> : null}
        <ul className="plain-list lines">
          {imports.map(({ id, fileName, format, by, at }) => (
            <li key={id} className="row-between">
              <a href={`/desk/sources/import/${id}`}>
                <bdi>{fileName || `Pasted ${formatNames[format]}`}</bdi>
              </a>
              <span className="small">
                <bdi>{by}</bdi> · <LocalTime at={at} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <p>
        <a href="/desk/sources">All sources</a>
      </p>
    </div>
  );
}
