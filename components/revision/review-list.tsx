import { LocalTime } from '@/components/desk/local-time.client';
import { DismissReview } from '@/components/review/dismiss-review.client';
import { count, dismissalWords, verdictWords } from '@/components/words';

export type ReviewLine = {
  readonly id: string;
  readonly reviewer: string;
  readonly isYours: boolean;
  readonly verdict: string;
  readonly comment: string;
  readonly at: string;
  readonly isForThisText: boolean;
  /** Of an approval: of the `whole`, or of the `sections` that it names; and what it has lost since, to whose edit. */
  readonly scope: string;
  readonly parts: readonly string[];
  readonly lost: readonly { readonly part: string; readonly by: string }[];
  /** Points of the reviewer's list that were open, with the reason. */
  readonly openPoints: readonly { readonly point: string; readonly reason: string }[];
  readonly dismissed: string | null;
  readonly dismissedBy: string | null;
  readonly dismissedNote: string;
};

type Props = { readonly reviews: readonly ReviewLine[]; readonly mayDismiss: boolean };

/** Every review that was given, newest first, with why it counts no more where that is so. */
export function ReviewList({ reviews, mayDismiss }: Props) {
  if (reviews.length === 0) return <p className="empty">Nobody has reviewed it yet.</p>;
  return (
    <ul className="plain-list lines">
      {reviews.toReversed().map((review) => (
        <li key={review.id} className="stack-tight">
          <div className="row">
            <Verdict review={review} />
            <strong>
              <bdi>{review.isYours ? 'You' : review.reviewer}</bdi>
            </strong>
            <span className="small muted">
              <LocalTime at={review.at} />
            </span>
          </div>
          {review.comment ? <p className="note-line">{review.comment}</p> : null}
          {review.openPoints.map(({ point, reason }) => (
            <p key={point} className="small">
              Open: <bdi>{point}</bdi>. <bdi>{reason}</bdi>
            </p>
          ))}
          <Standing review={review} />
          {mayDismiss && !review.dismissed && review.verdict !== 'comment' ? (
            <DismissReview reviewId={review.id} reviewer={review.reviewer} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Verdict({ review: { verdict, dismissed, scope, parts } }: { readonly review: ReviewLine }) {
  const { word, sign, tone } = verdictWords[verdict] ?? { word: verdict, sign: '', tone: '' };
  return (
    <span className={`pill ${dismissed ? '' : tone}`}>
      {sign} {word}
      {scope === 'sections' ? ` ${count(parts.length, 'section')}` : ''}
    </span>
  );
}

function Standing({ review }: { readonly review: ReviewLine }) {
  if (review.dismissed) {
    return (
      <p className="small muted">
        Counts no more: {dismissalWords[review.dismissed] ?? review.dismissed}
        {review.dismissed === 'new_change' && review.dismissedBy ? `, by ${review.dismissedBy}` : ''}
        {review.dismissedNote ? ` (${review.dismissedNote})` : ''}.
      </p>
    );
  }
  const lost = review.lost.filter(({ part }) => part !== 'whole');
  if (review.lost.length > 0) {
    const by = [...new Set(review.lost.map((one) => one.by))].join(', ');
    return (
      <p className="small muted">
        {lost.length > 0
          ? `Counts no more for ${count(lost.length, 'section')}: ${by} edited ${lost.length === 1 ? 'it' : 'them'} after that.`
          : `Counts no more for the whole: ${by} edited another section after that.`}
      </p>
    );
  }
  if (review.verdict === 'comment' || review.scope === 'sections' || review.isForThisText) return null;
  return <p className="small muted">Given for an earlier text.</p>;
}
