import type { Metadata } from 'next';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { KeptHere } from '@/components/editor/save/panels/kept-here.client';
import { ExportMenu } from '@/components/revision/export-menu';
import { LookedUp } from '@/components/revision/looked-up';
import { Rebase } from '@/components/revision/rebase.client';
import { ReviewList } from '@/components/revision/review-list';
import { RevisionMenu } from '@/components/revision/revision-menu.client';
import { SubmitForm } from '@/components/revision/submit-form.client';
import { figuresSentence, kindWords, sourcedSentence, sourcedShort } from '@/components/words';
import type { Actor } from '@/lib/domain/actor';
import type { Coverage } from '@/lib/domain/citation/coverage';
import { isFinal } from '@/lib/domain/workflow/transitions';
import { getSubmitScreen } from '@/lib/reviews/queries';
import { getRevision } from '@/lib/revisions/queries/screens';
import { requireActor } from '@/lib/web/actor';
import { numberParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Revision' };

type Props = { readonly params: Promise<{ number: string }> };
type Screen = Awaited<ReturnType<typeof getRevision>>;

export default async function RevisionPage({ params }: Props) {
  const actor = await requireActor();
  const screen = await shown(getRevision(actor, numberParam((await params).number)));
  const { number, name, why, state, actions, mayDescribe, mayCopy } = screen;
  return (
    <div className="stack-wide">
      <RevisionFrame frame={screen} tab="summary" />
      {why ? <p>{why}</p> : null}
      <Ended screen={screen} />
      <Stale screen={screen} />
      {isFinal(state) ? null : <KeptHere me={actor.id} number={number} />}
      <MainAction screen={screen} actor={actor} />
      <p>
        {sourcedSentence(screen.sourcing.coverage)} {figuresSentence(screen.sourcing.coverage)}
      </p>
      <ChangedSections screen={screen} />
      <Note screen={screen} />
      <section className="stack" aria-labelledby="reviews">
        <h2 id="reviews">Reviews ({screen.reviews.length})</h2>
        <ReviewList reviews={screen.reviews} mayDismiss={screen.mayDismiss && !isFinal(state)} />
      </section>
      <LookedUp number={number} uses={screen.uses} mayEdit={actions.edit.ok} />
      <ExportMenu number={number} />
      <RevisionMenu
        number={number}
        name={name}
        why={why}
        recall={actions.recall}
        discard={actions.discard}
        mayDescribe={mayDescribe}
        mayCopy={mayCopy && (state === 'discarded' || state === 'rejected')}
      />
    </div>
  );
}

function Ended({ screen }: { readonly screen: Screen }) {
  const { state, slug, publishedAs, endedReason } = screen;
  if (state === 'published') {
    return (
      <p className="notice ok">
        Published as <a href={`/articles/${slug}/versions/${publishedAs}`}>version {publishedAs}</a>.
      </p>
    );
  }
  if (state !== 'discarded' && state !== 'rejected') return null;
  return (
    <p className="notice info">
      This revision was {state}. Its text stays readable. {endedReason ? `Reason: ${endedReason}` : ''}
    </p>
  );
}

function Stale({ screen }: { readonly screen: Screen }) {
  const { number, isStale, liveNumber, baseNumber, actions, state } = screen;
  if (!isStale || liveNumber === null || isFinal(state)) return null;
  if (baseNumber === null) {
    return (
      <p className="notice warn">
        Another revision of this article was published first. Copy what you need from this one.
      </p>
    );
  }
  if (!actions.rebase.ok) {
    return (
      <p className="notice warn" id="up-to-date">
        A newer version is live. {actions.rebase.because}
      </p>
    );
  }
  const approvals = screen.reviews.filter((review) => review.verdict === 'approve' && !review.dismissed);
  const { headHash, update } = screen;
  if (!update) return null;
  return <Rebase {...{ number, headHash, liveNumber, update }} approvals={approvals.length} />;
}

async function MainAction({ screen, actor }: { readonly screen: Screen; readonly actor: Actor }) {
  const { number, state, actions } = screen;
  const at = `/desk/revisions/${number}`;
  if (state === 'in_review') {
    return (
      <p>
        <a className="button primary" href={`${at}/review`}>
          Review
        </a>
      </p>
    );
  }
  if (state === 'approved' || state === 'scheduled') {
    return (
      <p>
        <a className="button primary" href={`${at}/publish`}>
          Publish
        </a>
      </p>
    );
  }
  if (isFinal(state)) return null;
  if (!actions.submit.ok) return <p className="muted">{actions.submit.because}</p>;
  const { kind, changeNote, headHash, issues } = await getSubmitScreen(actor, number);
  return (
    <SubmitForm
      key={headHash}
      number={number}
      headHash={headHash}
      kind={kind}
      changeNote={changeNote}
      issues={issues}
    />
  );
}

function ChangedSections({ screen }: { readonly screen: Screen }) {
  const { number, state, sections, overlaps } = screen;
  const changed = sections.filter((section) => section.isChanged);
  const isUnsent = state === 'draft' || state === 'changes_requested';
  return (
    <section className="stack" aria-labelledby="changed">
      <h2 id="changed">Changed sections ({changed.length})</h2>
      {changed.length === 0 ? (
        <p className="empty">
          No section is changed yet. <a href={`/desk/revisions/${number}/edit`}>Write</a>
        </p>
      ) : null}
      <ul className="plain-list lines">
        {changed.map((section) => (
          <li key={section.sectionId} className="row-between">
            <a href={`/desk/revisions/${number}/review#s-${section.sectionId}`}>
              <bdi>{section.heading || 'Summary'}</bdi>
            </a>
            <span className="row">
              <SectionSourced coverage={screen.sourcing.sections[section.sectionId]} />
              <span className="pill info">{section.isNew ? 'New' : 'Changed'}</span>
              {isUnsent ? <span className="pill">Not sent</span> : null}
            </span>
          </li>
        ))}
      </ul>
      {overlaps.length > 0 ? (
        <ul className="notice warn">
          {overlaps.map((other) => (
            <li key={`${other.number} ${other.heading}`}>
              <a href={`/desk/revisions/${other.number}`}>
                Revision {other.number}: <bdi>{other.name}</bdi>
              </a>{' '}
              also changes “{other.heading || 'Summary'}”.
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

function SectionSourced({ coverage }: { readonly coverage: Coverage | undefined }) {
  return coverage ? <span className="small muted">{sourcedShort(coverage)} sourced</span> : null;
}

function Note({ screen: { state, kind, changeNote } }: { readonly screen: Screen }) {
  if (changeNote === '' || state === 'draft' || state === 'changes_requested') return null;
  const word = Object.entries(kindWords).find(([key]) => key === kind)?.[1].word;
  return (
    <section className="stack-tight" aria-labelledby="note">
      <h2 id="note">What readers will be told</h2>
      <p className="note-line">
        {word ? `${word}: ` : ''}
        {changeNote}
      </p>
    </section>
  );
}
