import type { Metadata } from 'next';
import { LocalTime } from '@/components/desk/local-time.client';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { ReadBody } from '@/components/prose/read-body';
import { checkpointName } from '@/components/revision/checkpoint-list';
import { RestoreCheckpoint } from '@/components/revision/restore-checkpoint.client';
import { getCheckpoint } from '@/lib/revisions/queries/history';
import { requireActor } from '@/lib/web/actor';
import { idParam, numberParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Kept text' };

type Props = { readonly params: Promise<{ number: string; checkpoint: string }> };

export default async function CheckpointPage({ params }: Props) {
  const actor = await requireActor();
  const { number, checkpoint } = await params;
  const screen = await shown(getCheckpoint(actor, numberParam(number), idParam(checkpoint)));
  const { id, headHash, isPresent, actions } = screen;
  const at = `/desk/revisions/${screen.number}/history`;
  const approvals = screen.reviews.filter((review) => review.verdict === 'approve' && !review.dismissed).length;
  return (
    <div className="stack-wide">
      <RevisionFrame frame={screen} tab="history" />
      <div className="notice info stack-tight">
        <p>
          “<bdi>{checkpointName(screen)}</bdi>”: the text as <bdi>{screen.by}</bdi> kept it on{' '}
          <LocalTime at={screen.at} />.{isPresent ? ' It is the present text.' : ''}
        </p>
        <div className="row">
          <a href={at}>All kept texts</a>
          {isPresent ? null : <a href={`${at}/compare?from=${id}&to=now`}>Compare with the present text</a>}
        </div>
      </div>
      {isPresent ? null : (
        <div className="row">
          {actions.edit.ok ? (
            <RestoreCheckpoint number={screen.number} checkpointId={id} headHash={headHash} approvals={approvals} />
          ) : (
            <p className="muted">{actions.edit.because}</p>
          )}
        </div>
      )}
      {screen.sections.map((section) => (
        <section key={section.sectionId} className="stack" aria-labelledby={`h-${section.sectionId}`}>
          <h2 id={`h-${section.sectionId}`} dir="auto">
            {section.heading || 'Summary'}
          </h2>
          <ReadBody body={section.body} label={() => 'source'} />
        </section>
      ))}
    </div>
  );
}
