'use client';

import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { verifyCitationEndpoint } from '@/lib/contract/sources';
import type { VerificationVerdict } from '@/lib/domain/citation/library/verification';

type Props = {
  readonly articleId: string;
  readonly citationId: string;
  /** The revision whose words are shown; null for what readers see. */
  readonly number: number | null;
  readonly statementHash: string;
  /** The other answers of one press, too. */
  readonly withOthers?: boolean;
};

const others = [
  { verdict: 'partly', label: 'In part' },
  { verdict: 'failed', label: 'It does not' },
] as const;

/** What a reviewer found in the source, in one press; bound to the words on the screen. */
export function SaysSo({ withOthers = false, articleId, citationId, number, statementHash }: Props) {
  const { run, busy, error } = useSend(verifyCitationEndpoint);
  const say = (verdict: VerificationVerdict) =>
    void run({ articleId, citationId, ...(number === null ? {} : { number }), statementHash, verdict, comment: '' });
  return (
    <>
      <button type="button" className="small" disabled={busy} onClick={() => say('verified')}>
        This source says so
      </button>
      {withOthers
        ? others.map(({ verdict, label }) => (
            <button key={verdict} type="button" className="small" disabled={busy} onClick={() => say(verdict)}>
              {label}
            </button>
          ))
        : null}
      <FormError message={error?.message ?? null} />
    </>
  );
}
