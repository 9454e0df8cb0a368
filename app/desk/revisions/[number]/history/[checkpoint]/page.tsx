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

type Props = {
  readonly params: Promise<{ number: string; checkpoint: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};
type Screen = Awaited<ReturnType<typeof getCheckpoint>>;

export default async function CheckpointPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { number, checkpoint } = await params;
  const { section } = await searchParams;
  const only = typeof section === 'string' ? idParam(section) : undefined;
  const screen = await shown(getCheckpoint(actor, numberParam(number), idParam(checkpoint), only));
  return (
    <div className="stack-wide">
      <RevisionFrame frame={screen} tab="history" />
      <Which screen={screen} />
      <Restore screen={screen} />
      {screen.sections.length === 0 ? <p className="empty">This section was not there at that time.</p> : null}
      {screen.sections.map(({ sectionId, heading, body }) => (
        <section key={sectionId} className="stack" aria-labelledby={`h-${sectionId}`}>
          <h2 id={`h-${sectionId}`} dir="auto">
            {heading || 'Summary'}
          </h2>
          <ReadBody body={body} label={() => 'source'} />
        </section>
      ))}
    </div>
  );
}

/** Which text this is, and the way to the others. */
function Which({ screen }: { readonly screen: Screen }) {
  const { id, number, section, isPresent } = screen;
  const at = `/desk/revisions/${number}/history`;
  const of = section ? `&section=${section.id}` : '';
  return (
    <div className="notice info stack-tight">
      <p>
        “<bdi>{checkpointName(screen)}</bdi>”: the text
        {section ? (
          <>
            {' '}
            of “<bdi>{section.heading || 'Summary'}</bdi>”
          </>
        ) : null}{' '}
        as <bdi>{screen.by}</bdi> kept it on <LocalTime at={screen.at} />.{isPresent ? ' It is the present text.' : ''}
      </p>
      <p className="row">
        {section ? <a href={`${at}?section=${section.id}`}>Kept texts of this section</a> : null}
        <a href={at}>All kept texts</a>
        {isPresent ? null : <a href={`${at}/compare?from=${id}&to=now${of}`}>Compare with the present text</a>}
      </p>
    </div>
  );
}

function Restore({ screen }: { readonly screen: Screen }) {
  const { id, number, headHash, isPresent, actions, section, sections } = screen;
  if (isPresent) return null;
  const isGone = section !== null && (!section.isHere || sections.length === 0);
  const because = actions.edit.ok ? null : actions.edit.because;
  if (isGone || because !== null) {
    return <p className="muted">{because ?? 'A section is given back with the whole text of that time.'}</p>;
  }
  const approvals = screen.reviews.filter((review) => review.verdict === 'approve' && !review.dismissed).length;
  return (
    <div className="row">
      <RestoreCheckpoint {...{ number, checkpointId: id, headHash, approvals }} sectionId={section?.id} />
    </div>
  );
}
