import type { Metadata } from 'next';
import { LocalTime } from '@/components/desk/local-time.client';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { diffSentence, sectionName } from '@/components/prose/change-words';
import { ProseDiff } from '@/components/prose/diff';
import { ApproveAfterwards } from '@/components/review/approve-afterwards.client';
import { FailedTexts } from '@/components/review/looking/failed-texts';
import { ComparedWords, LookingAt, LookingBar } from '@/components/review/looking/looking-bar';
import { ViewedMark } from '@/components/review/looking/viewed.client';
import { notesOf } from '@/components/review/prompt-list';
import { SourceCards } from '@/components/review/source-cards';
import { SectionPane } from '@/components/review/section-pane';
import { SidePane } from '@/components/review/side-pane';
import { Looks } from '@/components/review/verdict/looks.client';
import { ReviewersList } from '@/components/review/verdict/reviewers-list.client';
import { SectionApproval } from '@/components/review/verdict/section-approval.client';
import { SourceBeside } from '@/components/review/verdict/source-beside.client';
import { VerdictForm } from '@/components/review/verdict/verdict-form.client';
import { approvalSentence } from '@/components/review/verdict/standing-words';
import { Discard } from '@/components/revision/revision-menu.client';
import { TalkMarks } from '@/components/review/talk/marks.client';
import { TalkProvider } from '@/components/review/talk/people.client';
import { CommentHere, CommentOnSection } from '@/components/review/talk/start-thread.client';
import { ThreadList } from '@/components/review/talk/thread-list';
import { UnsentBar } from '@/components/review/talk/unsent-bar.client';
import { figuresSentence, sourcedSentence } from '@/components/words';
import { type DiffMode, diffModeOf } from '@/lib/domain/actor';
import type { SectionDiff } from '@/lib/domain/diff/change';
import { glance } from '@/lib/domain/workflow/seen';
import { groupBy } from '@/lib/domain/group';
import { isFinal } from '@/lib/domain/workflow/transitions';
import { getReviewScreen, type ReviewScreen } from '@/lib/reviews/queries';
import { requireActor } from '@/lib/web/actor';
import { numberParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Review' };

type Props = {
  readonly params: Promise<{ number: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const one = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);

export default async function ReviewPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const asked = await searchParams;
  const looking = { with: one(asked['with']), text: one(asked['text']) };
  const screen = await shown(getReviewScreen(actor, numberParam((await params).number), looking));
  const mode = diffModeOf(asked['mode'] ?? actor.settings.diffMode);
  const { number, diff, mayComment } = screen;
  return (
    <TalkProvider people={screen.colleagues} costsApproval={screen.mayStillApprove ? screen.author : null}>
      <div className="stack">
        <RevisionFrame frame={screen} tab="review" />
        <Notices screen={screen} />
        <Looks looks={screen.looks} people={screen.people} />
        <LookingAt screen={screen} mode={mode} />
        <p>
          <ComparedWords screen={screen} /> {diffSentence(diff)}
        </p>
        <p className="small muted">
          {sourcedSentence(screen.coverage)} {figuresSentence(screen.coverage)}
        </p>
        <LookingBar screen={screen} mode={mode} {...(screen.pinned && looking.text ? { text: looking.text } : {})}>
          <SourceBeside uses={besideUses(screen)} />
          {mayComment && !isOlder(screen) ? (
            <CommentHere number={number} texts={screen.sectionText} headings={headingsOf(screen)} />
          ) : null}
        </LookingBar>
        <Panes screen={screen} mode={mode} />
        {isOlder(screen) ? null : <TalkMarks talked={screen.talked} />}
        <UnsentBar unsent={screen.unsent} hasEnded={isFinal(screen.state)} />
        {screen.afterwards && screen.afterwards.approvedBy === null ? (
          <ApproveAfterwards number={number} headHash={screen.headHash} answer={screen.afterwards} />
        ) : null}
        {isFinal(screen.state) || isOlder(screen) ? null : (
          <VerdictForm
            number={number}
            headHash={screen.headHash}
            author={screen.author}
            approve={screen.actions.approve}
            requestChanges={screen.actions.request_changes}
            reject={screen.actions.reject}
            mayComment={mayComment}
            mayPublish={screen.actions.publish.ok}
            parts={partsOf(screen)}
            points={screen.points}
            people={screen.people}
            isLast={screen.isLast}
            unsent={screen.unsent.length}
          />
        )}
      </div>
    </TalkProvider>
  );
}

/** The uses of sources with the numbers that they have on this page. */
function besideUses({ uses, citations, articleId, number }: ReviewScreen) {
  const numbers = new Map(Object.keys(citations).map((id, at) => [id, String(at + 1)]));
  return uses.map((use) => ({ ...use, articleId, number, label: numbers.get(use.citationId) ?? '?' }));
}

/** A link has pinned a text that is not the present one: it can be read, and nothing is decided about it. */
const isOlder = ({ pinned }: ReviewScreen): boolean => pinned?.kept === true;

const headingsOf = ({ diff }: ReviewScreen): Record<string, string> =>
  Object.fromEntries(diff.sections.map((section) => [section.sectionId, sectionName(section)]));

type ViewedProps = {
  readonly screen: ReviewScreen;
  readonly part: string;
  readonly name: string;
  readonly isChanged: boolean;
};

/** The mark of a changed part, while marks are of use. */
function Viewed({ screen, part: id, name, isChanged }: ViewedProps) {
  const part = screen.seen[id];
  if (!part || !isChanged || isFinal(screen.state) || isOlder(screen)) return null;
  return <ViewedMark number={screen.number} part={part} name={name} />;
}

const toolsFor = (screen: ReviewScreen) => (section: SectionDiff) => {
  const { number, mayComment, sectionText } = screen;
  const { sectionId, flags } = section;
  const name = sectionName(section);
  return (
    <span className="row">
      <Viewed screen={screen} part={sectionId} name={name} isChanged={flags.length > 0} />
      <Approval screen={screen} name={name} has={(part) => isOf(part, section)} />
      {mayComment && !isOlder(screen) && sectionId in sectionText ? (
        <CommentOnSection number={number} sectionId={sectionId} heading={name} />
      ) : null}
    </span>
  );
};

const headNames: Readonly<Record<string, string>> = {
  title: 'At a glance',
  facts: 'At a glance',
  order: 'Order of sections',
};

/** What the revision changes, with the names that people know it by. */
function partsOf({ parts, diff }: ReviewScreen) {
  const names = new Map(diff.sections.map((section) => [section.sectionId, sectionName(section)]));
  return parts.map((part) => ({ ...part, name: headNames[part.part] ?? names.get(part.part) ?? 'A section' }));
}

/** A section that came, went or moved stands for the order, too. */
const isOf = (part: string, { sectionId, flags }: SectionDiff) =>
  part === sectionId ||
  (part === 'order' && flags.some((flag) => ['added', 'removed', 'moved', 'relevelled'].includes(flag)));

type ApprovalProps = {
  readonly screen: ReviewScreen;
  readonly name: string;
  readonly has: (part: string) => boolean;
};

/** Nothing where the revision leaves it as it is. */
function Approval({ screen, name, has }: ApprovalProps) {
  const { number, headHash, points, quorum, bySection, actions, state } = screen;
  const parts = screen.parts.filter(({ part }) => has(part));
  if (parts.length === 0 || isFinal(state) || isOlder(screen)) return null;
  const answer = bySection ? actions.approve : { ok: false };
  return <SectionApproval {...{ number, headHash, points, name, parts, quorum, answer }} isLast={false} />;
}

type Talk = Omit<Parameters<typeof ThreadList>[0], 'threads'>;

const threadsBelow =
  (about: ReadonlyMap<string, ReviewScreen['threads']>, talk: Talk) =>
  ({ sectionId }: SectionDiff) => <ThreadList threads={about.get(sectionId) ?? []} {...talk} />;

function Panes({ screen, mode }: { readonly screen: ReviewScreen; readonly mode: DiffMode }) {
  const { diff, failed, mayComment, sectionText } = screen;
  const numbers = new Map(Object.keys(screen.citations).map((id, at) => [id, String(at + 1)]));
  const sections = new Set(Object.keys(sectionText));
  const threads = new Set(screen.threads.map((thread) => thread.id));
  const hrefOf = (where: string) => {
    if (where === 'prompts') return '#prompts';
    if (sections.has(where)) return `#s-${where}`;
    return threads.has(where) ? `#t-${where}` : null;
  };
  const talk = { number: screen.number, mayComment, mayEdit: screen.actions.edit.ok };
  const about = groupBy(screen.threads, ({ sectionId }) => sectionId ?? '');
  const hasPlace = new Set(mode === 'list' ? [] : diff.sections.map(({ sectionId }) => sectionId));
  const rest = screen.threads.filter(({ sectionId }) => !hasPlace.has(sectionId ?? ''));
  return (
    <div className="panes">
      <SectionPane diff={diff} look={diff.lookHere} seen={screen.seen} />
      <section className="stack" aria-labelledby="changes">
        <h2 id="changes">Changes</h2>
        {failed ? <FailedTexts failed={failed} label={(id) => numbers.get(id) ?? '?'} /> : null}
        {diff.counts.total === 0 && !failed ? <Same screen={screen} /> : null}
        <ProseDiff
          diff={diff}
          mode={mode}
          label={(id) => numbers.get(id) ?? '?'}
          textOf={(id) => sectionText[id] ?? ''}
          notes={notesOf(screen.prompts)}
          tools={toolsFor(screen)}
          headTools={
            <span className="row">
              <Viewed screen={screen} part={glance} name="At a glance" isChanged />
              <Approval screen={screen} name="At a glance" has={(part) => part === 'title' || part === 'facts'} />
            </span>
          }
          below={threadsBelow(about, talk)}
        />
        <ThreadList threads={rest} {...talk} />
      </section>
      <SidePane
        number={screen.number}
        threads={screen.threads}
        checks={screen.checks}
        reviews={screen.reviews}
        prompts={screen.prompts}
        mayEdit={talk.mayEdit}
        mayDismiss={screen.mayDismiss}
        hrefOf={hrefOf}
        list={isFinal(screen.state) ? null : <ReviewersList headHash={screen.headHash} points={screen.points} />}
      >
        <SourceCards
          articleId={screen.articleId}
          number={screen.number}
          uses={screen.uses}
          drift={diff.drift}
          label={(id) => numbers.get(id) ?? '?'}
          references={Object.values(screen.citations).map((citation) => citation.reference)}
        />
      </SidePane>
    </div>
  );
}

function Notices({ screen }: { readonly screen: ReviewScreen }) {
  const approvals = screen.reviews.filter((review) => review.verdict === 'approve' && !review.dismissed);
  const lost = screen.parts.flatMap(({ earlier }) => earlier).find(({ isYours }) => isYours);
  return (
    <>
      {isFinal(screen.state) ? (
        <p className={`notice ${screen.afterwards ? 'warn' : 'info'}`}>{endedWords(screen)}</p>
      ) : null}
      {approvals.map((review) => (
        <p key={review.id} className="notice ok">
          {approvalSentence(review)}
        </p>
      ))}
      {screen.rules?.to === screen.state ? (
        <p className="notice info">
          The rules for approval changed on <LocalTime at={screen.rules.at} />:{' '}
          {screen.state === 'approved'
            ? 'by them it has all the approvals that it needs.'
            : 'by them it has too few approvals, and is in review again.'}
        </p>
      ) : null}
      {lost ? (
        <p className="notice warn">
          {lost.by ?? 'Somebody'} changed the text after you approved it. Look at what is new.
        </p>
      ) : null}
    </>
  );
}

function endedWords({ afterwards }: ReviewScreen): string {
  if (!afterwards) return 'This revision has ended. You can read it, not change it.';
  return afterwards.approvedBy === null
    ? 'This was published without review. Someone who had no part in it still has to approve it.'
    : `This was published without review; ${afterwards.approvedBy} approved it afterwards.`;
}

/** Nothing to see. A revision that changes nothing can go. */
function Same({ screen: { compared, number, actions } }: { readonly screen: ReviewScreen }) {
  if (compared.kind !== 'live') return <p className="empty">Nothing is new since then.</p>;
  return (
    <div className="stack">
      <p className="empty">This revision is the same as the live version.</p>
      {actions.discard.ok ? (
        <div>
          <Discard number={number} />
        </div>
      ) : null}
    </div>
  );
}
