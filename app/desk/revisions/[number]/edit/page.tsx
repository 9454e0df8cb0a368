import type { Metadata } from 'next';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { PromptsProvider } from '@/components/editor/prompts/data.client';
import { approvalsLostBy } from '@/components/review/verdict/standing-words';
import { RevisionEditor } from '@/components/editor/revision-editor.client';
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
    </div>
  );
}
