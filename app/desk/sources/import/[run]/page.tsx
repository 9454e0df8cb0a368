import type { Metadata } from 'next';
import { LocalTime } from '@/components/desk/local-time.client';
import { ImportLines } from '@/components/sources/exchange/import-lines';
import { formatNames } from '@/lib/domain/citation/read/sources';
import { getSourceImport } from '@/lib/sources/queries/imports';
import { requireActor } from '@/lib/web/actor';
import { idParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Import of sources' };

type Props = { readonly params: Promise<{ run: string }> };

export default async function SourceImportPage({ params }: Props) {
  const actor = await requireActor();
  const found = await shown(getSourceImport(actor, idParam((await params).run)));
  return (
    <div className="stack-wide">
      <header className="stack">
        <h1>
          <bdi>{found.fileName || `Pasted ${formatNames[found.format]}`}</bdi>
        </h1>
        <p>
          {formatNames[found.format]}, imported by <bdi>{found.by}</bdi> · <LocalTime at={found.at} />
        </p>
      </header>
      {found.lines.length === 0 ? <p className="empty">There was no source in it.</p> : null}
      <ImportLines lines={found.lines} unit={found.format === 'csl-json' ? 'Item' : 'Line'} />
      <p className="row">
        <a href="/desk/sources/import">Import more</a>
        <a href="/desk/sources">All sources</a>
      </p>
      <p className="small muted">
        SHA-256 of the text: <code className="hash">{found.sha256}</code>
      </p>
    </div>
  );
}
