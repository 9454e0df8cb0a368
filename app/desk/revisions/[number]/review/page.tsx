import type { Metadata } from 'next';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { type DiffMode, diffModes, diffModeWords, diffSentence, sectionName } from '@/components/prose/change-words';
import { ProseDiff } from '@/components/prose/diff';
import { ApproveAfterwards } from '@/components/review/approve-afterwards.client';
import { ChangeNav } from '@/components/review/change-nav.client';
import { notesOf } from '@/components/review/prompt-list';
import { SourceCards } from '@/components/review/source-cards';
import { SectionPane } from '@/components/review/section-pane';
import { SidePane } from '@/components/review/side-pane';
import { CommentHere, CommentOnSection } from '@/components/review/start-thread.client';
import { Looks } from '@/components/review/verdict/looks.client';
import { ReviewersList } from '@/components/review/verdict/reviewers-list.client';
import { SectionApproval } from '@/components/review/verdict/section-approval.client';
import { SourceBeside } from '@/components/review/verdict/source-beside.client';
import { VerdictForm } from '@/components/review/verdict/verdict-form.client';
import { approvalSentence } from '@/components/review/verdict/standing-words';
import { figuresSentence, sourcedSentence } from '@/components/words';
import type { SectionDiff } from '@/lib/domain/diff/change';
import { isFinal } from '@/lib/domain/workflow/transitions';
import { getReviewScreen, type ReviewScreen } from '@/lib/reviews/queries';
import { requireActor } from '@/lib/web/actor';
import { numberParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Review' };

type Props = {
  readonly params: Promise<{ number: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ReviewPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const screen = await shown(getReviewScreen(actor, numberParam((await params).number)));
  const { mode: asked } = await searchParams;
  const mode = diffModes.find((known) => known === asked) ?? 'inline';
  const { number, diff, mayComment } = screen;
  return (
    <div className="stack">
      <RevisionFrame frame={screen} tab="review" />
      <Notices screen={screen} />
      <Looks looks={screen.looks} people={screen.people} />
      <p>
        {comparedWith(screen)} {diffSentence(diff)}
      </p>
      <p className="small muted">
        {sourcedSentence(screen.coverage)} {figuresSentence(screen.coverage)}
      </p>
      <nav className="review-bar" aria-label="View and changes">
        <Modes number={number} mode={mode} />
        <ChangeNav total={diff.counts.total} />
        <SourceBeside uses={besideUses(screen)} />
        {mayComment ? <CommentHere number={number} texts={screen.sectionText} headings={headingsOf(screen)} /> : null}
      </nav>
      <Panes screen={screen} mode={mode} />
      {screen.afterwards && screen.afterwards.approvedBy === null ? (
        <ApproveAfterwards number={number} headHash={screen.headHash} answer={screen.afterwards} />
      ) : null}
      {isFinal(screen.state) ? null : (
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
        />
      )}
    </div>
  );
}

/** The uses of sources with the numbers that they have on this page. */
function besideUses({ uses, citations, articleId, number }: ReviewScreen) {
  const numbers = new Map(Object.keys(citations).map((id, at) => [id, String(at + 1)]));
  return uses.map((use) => ({ ...use, articleId, number, label: numbers.get(use.citationId) ?? '?' }));
}

const headingsOf = ({ diff }: ReviewScreen): Record<string, string> =>
  Object.fromEntries(diff.sections.map((section) => [section.sectionId, sectionName(section)]));

function Modes({ number, mode }: { readonly number: number; readonly mode: DiffMode }) {
  return diffModes.map((one) => (
    <a
      key={one}
      className="button"
      href={`/desk/revisions/${number}/review?mode=${one}`}
      aria-current={one === mode ? 'true' : undefined}
    >
      {diffModeWords[one]}
    </a>
  ));
}

const toolsFor = (screen: ReviewScreen) => (section: SectionDiff) => {
  const { number, mayComment, sectionText } = screen;
  return (
    <>
      <Approval screen={screen} name={sectionName(section)} has={(part) => isOf(part, section)} />
      {mayComment && section.sectionId in sectionText ? (
        <CommentOnSection number={number} sectionId={section.sectionId} heading={sectionName(section)} />
      ) : null}
    </>
  );
};

const headNames: Readonly<Record<string, string>> = {
  title: 'Title',
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
  if (parts.length === 0 || isFinal(state)) return null;
  const answer = bySection ? actions.approve : { ok: false };
  return <SectionApproval {...{ number, headHash, points, name, parts, quorum, answer }} isLast={false} />;
}

function Panes({ screen, mode }: { readonly screen: ReviewScreen; readonly mode: DiffMode }) {
  const { diff, mayComment, sectionText } = screen;
  const numbers = new Map(Object.keys(screen.citations).map((id, at) => [id, String(at + 1)]));
  const sections = new Set(Object.keys(sectionText));
  const threads = new Set(screen.threads.map((thread) => thread.id));
  const hrefOf = (where: string) => {
    if (where === 'prompts') return '#prompts';
    if (sections.has(where)) return `#s-${where}`;
    return threads.has(where) ? `#t-${where}` : null;
  };
  return (
    <div className="panes">
      <SectionPane diff={diff} look={diff.lookHere} />
      <section className="stack" aria-labelledby="changes">
        <h2 id="changes">Changes</h2>
        {diff.counts.total === 0 ? <p className="empty">This revision is the same as the live version.</p> : null}
        <ProseDiff
          diff={diff}
          mode={mode}
          label={(id) => numbers.get(id) ?? '?'}
          textOf={(id) => sectionText[id] ?? ''}
          notes={notesOf(screen.prompts)}
          tools={toolsFor(screen)}
          headTools={
            <Approval screen={screen} name="At a glance" has={(part) => part === 'title' || part === 'facts'} />
          }
        />
      </section>
      <SidePane
        threads={screen.threads}
        checks={screen.checks}
        reviews={screen.reviews}
        prompts={screen.prompts}
        mayComment={mayComment}
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

function comparedWith({ publishedAs, baseNumber, liveNumber }: ReviewScreen): string {
  const isNew = publishedAs === null ? liveNumber === null : baseNumber === null;
  if (isNew) return 'Compared with nothing: a new article.';
  if (publishedAs !== null) return `Published as version ${publishedAs}; compared with version ${baseNumber}.`;
  return `Compared with live version ${liveNumber}.`;
}
