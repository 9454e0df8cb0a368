import type { ReactNode } from 'react';
import { ChangeNav } from '@/components/review/change-nav.client';
import { CompareWith, type CompareChoice } from '@/components/review/looking/compare-with';
import { ReviewKeys } from '@/components/review/looking/keys.client';
import { LiveNotice } from '@/components/review/looking/live-notice.client';
import { Modes } from '@/components/review/looking/modes.client';
import { reviewAddress } from '@/components/review/looking/address';
import { LocalTime } from '@/components/desk/local-time.client';
import { changedParts } from '@/components/review/section-pane';
import type { DiffMode } from '@/lib/domain/actor';
import type { RevisionDiff } from '@/lib/domain/diff/change';
import type { SeenState } from '@/lib/domain/workflow/seen';
import { isFinal, type State } from '@/lib/domain/workflow/transitions';

/** What the bars over a comparison have to know of the screen. */
type Looking = {
  readonly number: number;
  readonly state: State;
  readonly headHash: string;
  readonly openedAt: string;
  readonly publishedAs: number | null;
  readonly baseNumber: number | null;
  readonly compared: CompareChoice;
  readonly choices: readonly CompareChoice[];
  readonly pinned: { readonly kept: boolean; readonly at: string | null } | null;
  readonly diff: RevisionDiff;
  readonly seen: Readonly<Record<string, { readonly state: SeenState }>>;
};

type Props = { readonly screen: Looking; readonly mode: DiffMode };

/** What happened meanwhile, and what the text is compared with. */
export function LookingAt({ screen, mode }: Props) {
  const { number, state, headHash, openedAt, pinned } = screen;
  return (
    <>
      {isFinal(state) || pinned?.kept ? null : <LiveNotice {...{ number, mode, state, headHash, openedAt }} />}
      <PinnedNotice screen={screen} mode={mode} />
      <CompareWith
        {...{ number, mode, headHash }}
        compared={screen.compared}
        choices={screen.choices}
        isPublished={screen.publishedAs !== null}
        baseNumber={screen.baseNumber}
      />
    </>
  );
}

/** A link names both texts. Where the second is not the present one, the screen says so and shows that one, if it was kept. */
function PinnedNotice({ screen: { number, pinned, compared }, mode }: Props) {
  if (!pinned) return null;
  if (!pinned.kept || pinned.at === null) {
    return (
      <p className="notice warn">
        This link was made for a text that has been changed since and was not kept. What stands below is the present
        text.
      </p>
    );
  }
  return (
    <p className="notice warn">
      This link shows the text of <LocalTime at={pinned.at} />. It has been changed since, so it cannot be approved
      here. <a href={reviewAddress({ number, mode, from: compared.key })}>Show the present text</a>
    </p>
  );
}

/** The bar over the comparison: how it is shown, which change one is at, how much has been viewed; `children` stand at its end. */
export function LookingBar({
  screen,
  mode,
  text,
  children,
}: Props & { readonly text?: string; readonly children: ReactNode }) {
  const { number, compared, diff } = screen;
  return (
    <nav className="review-bar" aria-label="View and changes">
      <Modes number={number} mode={mode} from={compared.key} {...(text ? { text } : {})} />
      <ChangeNav total={diff.counts.total} />
      <ViewedCount screen={screen} />
      <ReviewKeys />
      {children}
    </nav>
  );
}

function ViewedCount({ screen: { diff, seen } }: Pick<Props, 'screen'>) {
  const changed = changedParts(diff);
  if (changed.length === 0) return null;
  const viewed = changed.filter((part) => seen[part]?.state === 'viewed').length;
  return (
    <span className="muted">
      {viewed} of {changed.length} {changed.length === 1 ? 'section' : 'sections'} viewed
    </span>
  );
}

/** "Compared with live version 12." What stands on the left, as a sentence. */
export function ComparedWords({ screen }: Pick<Props, 'screen'>) {
  const { compared, publishedAs, baseNumber } = screen;
  const { kind, number, at } = compared;
  if (kind === 'version') return `Compared with version ${number}.`;
  if (kind === 'live') {
    if (number === null) return 'Compared with nothing: a new article.';
    if (publishedAs !== null) return `Published as version ${publishedAs}; compared with version ${baseNumber}.`;
    return `Compared with live version ${number}.`;
  }
  const what = { seen: 'what you last looked at', screen: 'what was on your screen', kept: 'the text that was kept' }[
    kind
  ];
  return (
    <>
      Compared with {what}, <LocalTime at={at ?? ''} />.
    </>
  );
}
