import { LocalTime } from '@/components/desk/local-time.client';
import { DismissReview } from '@/components/review/dismiss-review.client';
import { dismissalWords, verdictWords } from '@/components/words';

export type ReviewLine = {
  readonly id: string;
  readonly reviewer: string;
  readonly isYours: boolean;
  readonly verdict: string;
  readonly comment: string;
  readonly at: string;
  readonly isForThisText: boolean;
  readonly dismissed: string | null;
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
          <Standing review={review} />
          {mayDismiss && !review.dismissed && review.verdict !== 'comment' ? (
            <DismissReview reviewId={review.id} reviewer={review.reviewer} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Verdict({ review: { verdict, dismissed } }: { readonly review: ReviewLine }) {
  const { word, sign, tone } = verdictWords[verdict] ?? { word: verdict, sign: '', tone: '' };
  return (
    <span className={`pill ${dismissed ? '' : tone}`}>
      {sign} {word}
    </span>
  );
}

function Standing({ review }: { readonly review: ReviewLine }) {
  if (review.dismissed) {
    return (
      <p className="small muted">
        Counts no more: {dismissalWords[review.dismissed] ?? review.dismissed}
        {review.dismissedNote ? ` (${review.dismissedNote})` : ''}.
      </p>
    );
  }
  if (review.verdict === 'comment' || review.isForThisText) return null;
  return <p className="small muted">Given for an earlier text.</p>;
}
