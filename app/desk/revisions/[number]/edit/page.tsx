import type { Metadata } from 'next';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { PromptsProvider } from '@/components/editor/prompts/data.client';
import { approvalsLostBy } from '@/components/review/verdict/standing-words';
import { RevisionEditor } from '@/components/editor/revision-editor.client';
import { TalkProvider } from '@/components/review/talk/people.client';
import { ThreadList } from '@/components/review/talk/thread-list';
import { UseAll } from '@/components/review/talk/use-all.client';
import { listDemoPeople } from '@/lib/accounts/demo';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import { requireActor } from '@/lib/web/actor';
import { singleSignOnName } from '@/lib/web/auth';
import { numberParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Write' };

type Props = {
  readonly params: Promise<{ number: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function WritePage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const screen = await shown(getEditScreen(actor, numberParam((await params).number)));
  const { section } = await searchParams;
  const { number, headSeq, title, facts, related, attribution, sections, citations, overlaps, prompts, actions } =
    screen;
  const lostBy = (part: string) => approvalsLostBy(screen.reviews, part);
  return (
    <div className="stack-wide">
      <RevisionFrame frame={screen} tab="edit" />
      {overlaps.length > 0 ? (
        <ul className="notice warn">
          {overlaps.map((other) => (
            <li key={`${other.number} ${other.heading}`}>
              <a href={`/desk/revisions/${other.number}`}>Revision {other.number}</a> also changes “
              {other.heading || 'Summary'}”.
            </li>
          ))}
        </ul>
      ) : null}
      <PromptsProvider key={number} {...{ number, title, ...prompts }} me={actor.name}>
        <RevisionEditor
          number={number}
          articleId={screen.articleId}
          me={actor.id}
          signIn={{ demo: await listDemoPeople(), sso: singleSignOnName() }}
          headSeq={headSeq}
          head={{ title, facts, related, attribution }}
          sections={sections.map(
            ({ sectionId, level, heading, body, seq, isChanged, isUnderstood, baseContentHash }) => ({
              sectionId,
              level,
              heading,
              body,
              seq,
              isChanged,
              isUnderstood,
              isNew: baseContentHash === null,
            }),
          )}
          citations={citations}
          leadsTo={screen.leadsTo}
          people={screen.contributors}
          mayEdit={actions.edit.ok}
          because={actions.edit.ok ? '' : actions.edit.because}
          approvals={{
            all: screen.reviews.filter((review) => review.verdict === 'approve' && !review.dismissed).length,
            bySection: Object.fromEntries(sections.map(({ sectionId }) => [sectionId, lostBy(sectionId)])),
          }}
          openSection={typeof section === 'string' ? section : null}
        />
      </PromptsProvider>
      <Talk screen={screen} />
    </div>
  );
}

/** What is said about the text while it is written: what a suggestion changes shows in the text above. */
function Talk({ screen }: { readonly screen: Awaited<ReturnType<typeof getEditScreen>> }) {
  const { number, actions, mayComment, threads, colleagues } = screen;
  const open = threads.filter(({ state }) => state === 'open');
  const spelling = open.filter(({ suggestion }) => suggestion?.state === 'open' && suggestion.isSpelling);
  if (open.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="talk">
      <h2 id="talk">Comments and suggestions ({open.length} open)</h2>
      {actions.edit.ok ? <UseAll number={number} threadIds={spelling.map(({ id }) => id)} /> : null}
      <TalkProvider people={colleagues} costsApproval={screen.mayStillApprove ? screen.author : null}>
        <ThreadList number={number} threads={open} mayComment={mayComment} mayEdit={actions.edit.ok} />
      </TalkProvider>
    </section>
  );
}
