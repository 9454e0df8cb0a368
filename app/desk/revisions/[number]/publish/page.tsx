import type { Metadata } from 'next';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { CopyAddress } from '@/components/revision/copy-address.client';
import { PublishForm } from '@/components/revision/publish-form.client';
import { ChangeSchedule } from '@/components/revision/change-schedule.client';
import { countWords } from '@/components/prose/change-words';
import { isFinal } from '@/lib/domain/workflow/transitions';
import { getPublishScreen } from '@/lib/reviews/queries';
import { requireActor } from '@/lib/web/actor';
import { numberParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Publish' };

type Props = { readonly params: Promise<{ number: string }> };
type Screen = Awaited<ReturnType<typeof getPublishScreen>>;

export default async function PublishPage({ params }: Props) {
  const actor = await requireActor();
  const screen = await shown(getPublishScreen(actor, numberParam((await params).number)));
  return (
    <div className="stack-wide">
      <div>
        <RevisionFrame frame={screen} tab="publish" />
        <div aria-live="polite">
          <Published screen={screen} />
        </div>
      </div>
      {isFinal(screen.state) ? null : <BeforePublishing screen={screen} />}
    </div>
  );
}

function Published({ screen }: { readonly screen: Screen }) {
  const { publishedAs, slug, state } = screen;
  if (publishedAs === null) {
    return isFinal(state) ? <p className="notice info">This revision was {state}. It cannot be published.</p> : null;
  }
  return (
    <div className="notice ok stack-tight">
      <h2>Version {publishedAs} is live.</h2>
      {screen.schedule?.state === 'fired' ? (
        <p>
          It was scheduled for {screen.schedule.words}
          {screen.schedule.late ? ` and published ${screen.schedule.late}` : ''}.
        </p>
      ) : null}
      <p>Its permanent address:</p>
      <CopyAddress path={`/articles/${slug}/versions/${publishedAs}`} />
      <div className="row">
        <a href={`/articles/${slug}`}>What readers see</a>
        <a href="/desk">Your turn</a>
      </div>
    </div>
  );
}

function BeforePublishing({ screen }: { readonly screen: Screen }) {
  const { number, actions, nextNumber, liveNumber, counts } = screen;
  return (
    <>
      <p className="row">
        <span>
          {liveNumber === null ? 'Nothing is live yet.' : `Live now: version ${liveNumber}.`} This will be version{' '}
          {nextNumber}.
        </span>
        <span className="muted">{countWords(counts)}</span>
        <a href={`/desk/revisions/${number}/review`}>{liveNumber === null ? 'Read the text' : 'Compare with live'}</a>
        <span>
          Preview: <a href={`/desk/revisions/${number}/preview?width=360`}>phone</a> ·{' '}
          <a href={`/desk/revisions/${number}/preview?width=1280`}>desktop</a> ·{' '}
          <a href={`/desk/revisions/${number}/preview/page`}>print</a>
        </span>
      </p>
      <Schedule screen={screen} />
      <PublishForm
        key={screen.headHash}
        number={number}
        headHash={screen.headHash}
        nextNumber={nextNumber}
        kind={screen.kind}
        changeNote={screen.changeNote}
        issues={screen.issues}
        wordingIssues={screen.wordingIssues}
        isStale={screen.isStale}
        publish={actions.publish}
        schedule={actions.schedule}
        emergency={actions.emergency_publish}
      />
    </>
  );
}

function Schedule({ screen: { number, schedule, state, actions } }: { readonly screen: Screen }) {
  if (!schedule) return null;
  if (state === 'scheduled') {
    return (
      <div className="notice info stack-tight">
        <p>
          It will be published on <strong>{schedule.words}</strong>. Every check runs again then.
        </p>
        {schedule.failure ? (
          <p>
            Publishing failed by a fault on our side (reference {schedule.failure}). It is tried again until an hour
            after its time.
          </p>
        ) : null}
        <ChangeSchedule
          number={number}
          wall={schedule.wall}
          zone={schedule.zone}
          mayMove={actions.reschedule.ok}
          mayCancel={actions.unschedule.ok}
        />
      </div>
    );
  }
  if (schedule.state !== 'held' && schedule.state !== 'missed') return null;
  return (
    <p className="notice warn">
      {schedule.state === 'missed' ? schedule.reason : `It was held: ${schedule.reason}`} It was to be published on{' '}
      {schedule.words}. Publish it now, or choose another time.
    </p>
  );
}
