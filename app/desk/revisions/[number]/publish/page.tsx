import type { Metadata } from 'next';
import { LocalTime } from '@/components/desk/local-time.client';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { CopyAddress } from '@/components/revision/copy-address.client';
import { PublishForm } from '@/components/revision/publish-form.client';
import { Unschedule } from '@/components/revision/unschedule.client';
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

function Published({ screen: { publishedAs, slug, state } }: { readonly screen: Screen }) {
  if (publishedAs === null) {
    return isFinal(state) ? <p className="notice info">This revision was {state}. It cannot be published.</p> : null;
  }
  return (
    <div className="notice ok stack-tight">
      <h2>Version {publishedAs} is live.</h2>
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
          It will be published on <LocalTime at={schedule.runAt} /> (chosen in {schedule.zone}). Every check runs again
          then.
        </p>
        {actions.unschedule.ok ? (
          <div className="row">
            <Unschedule number={number} />
          </div>
        ) : null}
      </div>
    );
  }
  if (schedule.state !== 'held' && schedule.state !== 'missed') return null;
  return (
    <p className="notice warn">
      {schedule.state === 'missed' ? 'The time was missed' : 'It was held'}: it was to be published on{' '}
      <LocalTime at={schedule.runAt} />. {schedule.reason} Publish it now, or choose another time.
    </p>
  );
}
