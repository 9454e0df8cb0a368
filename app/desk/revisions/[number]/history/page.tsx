import type { Metadata } from 'next';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { CheckpointList } from '@/components/revision/checkpoint-list';
import { KeepCheckpoint } from '@/components/revision/keep-checkpoint.client';
import { getHistory } from '@/lib/revisions/queries/history';
import { getSectionHistory } from '@/lib/revisions/queries/section-history';
import { requireActor } from '@/lib/web/actor';
import { idParam, numberParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'History' };

type Props = {
  readonly params: Promise<{ number: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function HistoryPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const number = numberParam((await params).number);
  const { before, section } = await searchParams;
  const after = typeof before === 'string' ? idParam(before) : undefined;
  return typeof section === 'string' ? (
    <OfSection screen={await shown(getSectionHistory(actor, number, { sectionId: idParam(section), before: after }))} />
  ) : (
    <OfRevision screen={await shown(getHistory(actor, number, after))} />
  );
}

function OfRevision({ screen }: { readonly screen: Awaited<ReturnType<typeof getHistory>> }) {
  const { number, checkpoints, next, actions, baseNumber } = screen;
  return (
    <div className="stack-wide">
      <RevisionFrame frame={screen} tab="history" />
      <section className="stack" aria-labelledby="kept">
        <h2 id="kept">Kept texts</h2>
        <p className="muted">
          The text is kept at the end of a sitting, before another person’s change, at submit, at each review, and
          whenever you keep it under a name.
        </p>
        {actions.edit.ok ? (
          <div className="row">
            <KeepCheckpoint number={number} />
          </div>
        ) : null}
        {checkpoints.length === 0 ? (
          <p className="empty">Nothing has been kept yet. Every submit keeps the text.</p>
        ) : (
          <CheckpointList number={number} checkpoints={checkpoints} baseNumber={baseNumber} />
        )}
        {next ? <a href={`/desk/revisions/${number}/history?before=${next}`}>Older texts</a> : null}
      </section>
    </div>
  );
}

function OfSection({ screen }: { readonly screen: Awaited<ReturnType<typeof getSectionHistory>> }) {
  const { number, section, checkpoints, next } = screen;
  const at = `/desk/revisions/${number}/history`;
  return (
    <div className="stack-wide">
      <RevisionFrame frame={screen} tab="history" />
      <section className="stack" aria-labelledby="kept">
        <h2 id="kept">
          Kept texts of “<bdi>{section.heading || 'Summary'}</bdi>”
        </h2>
        <p className="muted">
          {section.isHere ? 'Only where this section changed.' : 'This section is not in the revision any more.'}{' '}
          <a href={at}>All kept texts</a>
        </p>
        {checkpoints.length === 0 ? (
          <p className="empty">No other text of this section has been kept yet. Every submit keeps the text.</p>
        ) : (
          <CheckpointList
            {...{ number, checkpoints }}
            baseNumber={section.baseHash === null ? null : screen.baseNumber}
            sectionId={section.id}
          />
        )}
        {next ? <a href={`${at}?section=${section.id}&before=${next}`}>Older texts</a> : null}
      </section>
    </div>
  );
}
