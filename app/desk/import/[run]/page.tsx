import type { Metadata } from 'next';
import { ImportReportView } from '@/components/desk/import/import-report';
import { LocalTime } from '@/components/desk/local-time.client';
import { outcomeWords } from '@/components/words';
import { getImport } from '@/lib/transfer/queries/runs';
import { requireActor } from '@/lib/web/actor';
import { idParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Import report' };

type Props = { readonly params: Promise<{ run: string }> };

export default async function ImportReportPage({ params }: Props) {
  const actor = await requireActor();
  const { run } = await params;
  const found = await shown(getImport(actor, idParam(run)));
  return (
    <div className="stack-wide">
      <header className="stack">
        <h1>
          <bdi>{found.fileName}</bdi>
        </h1>
        <p>
          {outcomeWords[found.outcome]} · imported by <bdi>{found.by}</bdi> · <LocalTime at={found.at} />
        </p>
        <p className="row">
          {found.articleId ? <a href={`/desk/articles/${found.articleId}`}>The article</a> : null}
          {found.revisionNumber ? (
            <a href={`/desk/revisions/${found.revisionNumber}`}>Revision {found.revisionNumber}</a>
          ) : null}
        </p>
      </header>
      <ImportReportView report={found.report} document={found.document} />
      <p className="small muted">
        SHA-256 of the file: <code className="hash">{found.sha256}</code>
      </p>
    </div>
  );
}
