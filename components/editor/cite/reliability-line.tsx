import type { Reliability } from '@/components/editor/cite/use-found';
import { verdictWords, whileCiting } from '@/lib/domain/citation/library/reliability';

type Props = {
  readonly reliability: Reliability | null;
  /** The server asked for a reason. */
  readonly isAsked: boolean;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
};

/** What was decided about a source that is about to be cited, and the reason that a deprecated one needs. */
export function ReliabilityLine({ reliability, isAsked, reason, onReason }: Props) {
  const demand = reliability ? whileCiting[reliability.verdict] : 'quiet';
  const needsReason = isAsked || demand === 'needs_reason';
  if (demand === 'quiet' && !needsReason) return null;
  return (
    <div className="stack-tight">
      {reliability && demand !== 'quiet' ? (
        <p className={`notice ${demand === 'note' ? 'info' : demand === 'refused' ? 'danger' : 'warn'}`} role="status">
          <strong>{sentence(verdictWords[reliability.verdict])}.</strong> {reliability.reason}{' '}
          {demand === 'warn' ? 'Is there a better source?' : ''}
        </p>
      ) : null}
      {needsReason ? (
        <div className="field">
          <label htmlFor="cite-reason">Why do you cite it all the same?</label>
          <input
            id="cite-reason"
            value={reason}
            maxLength={500}
            aria-describedby="cite-reason-hint"
            onChange={(event) => onReason(event.target.value)}
          />
          <span className="hint" id="cite-reason-hint">
            Readers see this with the version.
          </span>
        </div>
      ) : null}
    </div>
  );
}

const sentence = (words: string) => words.replace(/^\p{L}/u, (sign) => sign.toUpperCase());
