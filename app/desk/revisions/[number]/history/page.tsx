import type { Metadata } from 'next';
import { LocalTime } from '@/components/desk/local-time.client';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { KeepCheckpoint } from '@/components/revision/keep-checkpoint.client';
import { checkpointWords } from '@/components/words';
import { getHistory } from '@/lib/revisions/queries/screens';
import { requireActor } from '@/lib/web/actor';
import { numberParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'History' };

type Props = { readonly params: Promise<{ number: string }> };

export default async function HistoryPage({ params }: Props) {
  const actor = await requireActor();
  const screen = await shown(getHistory(actor, numberParam((await params).number)));
  const { number, checkpoints, actions } = screen;
  return (
    <div className="stack-wide">
      <RevisionFrame frame={screen} tab="history" />
      <section className="stack" aria-labelledby="kept">
        <h2 id="kept">Kept texts ({checkpoints.length})</h2>
        {actions.edit.ok ? (
          <div className="row">
            <KeepCheckpoint number={number} />
          </div>
        ) : null}
        {checkpoints.length === 0 ? (
          <p className="empty">Nothing has been kept yet. Every submit keeps the text.</p>
        ) : null}
        <ul className="plain-list lines">
          {checkpoints.map((checkpoint) => (
            <li key={checkpoint.id} className="row-between">
              <span className="stack-tight">
                <a href={`/desk/revisions/${number}/history/${checkpoint.id}`}>
                  {checkpoint.label || (checkpointWords[checkpoint.reason] ?? checkpoint.reason)}
                </a>
                <span className="small muted">
                  <bdi>{checkpoint.by}</bdi> · <LocalTime at={checkpoint.at} />
                </span>
              </span>
              {checkpoint.isPresent ? <span className="pill ok">✓ The present text</span> : null}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
