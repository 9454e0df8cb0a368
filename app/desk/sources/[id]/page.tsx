import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { SourceForm } from '@/components/sources/form/source-form.client';
import { Assessments } from '@/components/sources/assessments';
import { LinkCard } from '@/components/sources/link-card';
import { Merges } from '@/components/sources/merge/merges';
import { QuoteCheck } from '@/components/sources/snapshots/quote-check.client';
import { AddSnapshot } from '@/components/sources/snapshots/snapshot-form.client';
import { SnapshotList } from '@/components/sources/snapshots/snapshot-list';
import { StatesList } from '@/components/sources/states-list';
import { UsesList } from '@/components/sources/uses/uses-list';
import { count } from '@/components/words';
import { archiveOf } from '@/lib/domain/citation/links';
import { getSource } from '@/lib/sources/queries/source';
import { requireActor } from '@/lib/web/actor';
import { idParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Source' };

type Props = { readonly params: Promise<{ id: string }> };
type Source = Awaited<ReturnType<typeof getSource>>;

export default async function SourcePage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const source = await shown(getSource(actor, idParam(id)));
  return (
    <div className="stack-wide">
      <Head source={source} />
      <Part id="uses" title="Where it is used">
        <p className="muted">{count(source.citations, 'citation')} in live text.</p>
        <UsesList uses={source.uses} />
      </Part>
      <Part id="snapshots" title="What was seen of it">
        <SnapshotList snapshots={source.snapshots} />
        {source.mayEdit && !source.mergedInto ? (
          <div>
            <AddSnapshot sourceId={source.id} url={source.csl.URL ?? ''} />
          </div>
        ) : null}
        {source.snapshots.some(({ beginning }) => beginning !== null) ? <QuoteCheck sourceId={source.id} /> : null}
      </Part>
      <Part id="link" title="Its address">
        <LinkCard sourceId={source.id} link={source.link} archive={archiveOf(source.csl)} mayEdit={source.mayEdit} />
      </Part>
      <Part id="reliability" title="How far it can be relied on">
        <Assessments sourceId={source.id} {...source.assessments} mayAssess={source.mayAssess} />
      </Part>
      <Part id="same" title="Other records of it">
        <Merges
          sourceId={source.id}
          mergedInto={source.mergedInto}
          merges={source.merges}
          alike={source.alike}
          mayEdit={source.mayEdit}
        />
      </Part>
      {source.mergedInto ? null : (
        <Part id="record" title="Record">
          <SourceForm key={source.seq} source={source} />
        </Part>
      )}
      <Part id="history" title="History">
        <StatesList states={source.states} />
      </Part>
    </div>
  );
}

function Head({ source: { csl, key, reference, stub, retracted, mergedInto } }: { readonly source: Source }) {
  return (
    <header className="stack">
      <h1>
        <bdi>{csl.title ?? key}</bdi>
      </h1>
      <p>
        <bdi>{reference}</bdi>
      </p>
      {mergedInto ? (
        <p className="notice info">
          This record is part of another one now:{' '}
          <a href={`/desk/sources/${mergedInto.id}`}>
            <bdi>{mergedInto.reference}</bdi>
          </a>
        </p>
      ) : null}
      {retracted ? <p className="notice danger">This work has been retracted.</p> : null}
      {stub ? <p className="notice warn">Named in the text, not yet described. Add what you know.</p> : null}
    </header>
  );
}

function Part({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
