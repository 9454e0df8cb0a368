import type { Metadata } from 'next';
import { EndImportNotice } from '@/components/desk/article-actions.client';
import { CheckImport } from '@/components/desk/import/check-import.client';
import { ImportReportView } from '@/components/desk/import/import-report';
import { LocalTime } from '@/components/desk/local-time.client';
import { outcomeWords, reportNames } from '@/components/words';
import { getImport } from '@/lib/transfer/queries/runs';
import { requireActor } from '@/lib/web/actor';
import { idParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Import report' };

type Props = { readonly params: Promise<{ run: string }> };
type Import = Awaited<ReturnType<typeof getImport>>;

export default async function ImportReportPage({ params }: Props) {
  const actor = await requireActor();
  const { run } = await params;
  const found = await shown(getImport(actor, idParam(run)));
  return (
    <div className="stack-wide">
      <header className="stack">
        <nav aria-label="Path" className="small">
          <a href="/desk">Desk</a> / <a href="/desk/import">Import</a>
        </nav>
        <h1>
          <bdi>{found.fileName}</bdi>
        </h1>
        <p>
          {outcomeWords[found.outcome]} · imported by <bdi>{found.by}</bdi> · <LocalTime at={found.at} />
        </p>
        <Ways found={found} />
      </header>
      <CheckImport runId={found.id} rights={found.rights} withdraw={found.withdraw} />
      <ImportReportView
        report={found.report}
        document={found.document}
        backs={{ runId: found.id, states: found.back }}
      />
      <p className="small muted">
        SHA-256 of the file: <code className="hash">{found.sha256}</code>
      </p>
    </div>
  );
}

const lists = ['unsourced', 'stale', 'dates'] as const;

/** Where to go from here: the article, its revision, what is to be done in the text, and the end of the notice for readers. */
function Ways({ found: { articleId, revisionNumber, work, mayEndNotice } }: { readonly found: Import }) {
  if (articleId === null) return null;
  return (
    <>
      <p className="row">
        <a href={`/desk/articles/${articleId}`}>The article</a>
        {revisionNumber ? <a href={`/desk/revisions/${revisionNumber}`}>Revision {revisionNumber}</a> : null}
        {lists.map((list) =>
          work && work[list] > 0 ? (
            <a key={list} href={`/desk/reports/${list}?article=${articleId}`}>
              {reportNames[list].name} ({work[list]})
            </a>
          ) : null,
        )}
      </p>
      {mayEndNotice ? (
        <div className="row">
          <EndImportNotice articleId={articleId} />
        </div>
      ) : null}
    </>
  );
}
