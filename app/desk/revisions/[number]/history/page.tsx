import type { Metadata } from 'next';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { CheckpointList } from '@/components/revision/checkpoint-list';
import { KeepCheckpoint } from '@/components/revision/keep-checkpoint.client';
import { getHistory } from '@/lib/revisions/queries/history';
import { requireActor } from '@/lib/web/actor';
import { idParam, numberParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'History' };

type Props = {
  readonly params: Promise<{ number: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function HistoryPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { before } = await searchParams;
  const after = typeof before === 'string' ? idParam(before) : undefined;
  const screen = await shown(getHistory(actor, numberParam((await params).number), after));
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
