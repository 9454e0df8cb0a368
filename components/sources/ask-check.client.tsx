'use client';

import { useState } from 'react';
import { useSend } from '@/components/use-send';
import { askLinkCheckEndpoint } from '@/lib/contract/sources';

/** Has the address looked at next. */
export function AskCheck({ sourceId, isOn }: { readonly sourceId: string; readonly isOn: boolean }) {
  const { run, busy, error } = useSend(askLinkCheckEndpoint);
  const [isAsked, setAsked] = useState(false);
  if (!isOn) return <span className="small muted">Addresses are not looked at on this site.</span>;
  return (
    <>
      <button
        type="button"
        className="small"
        disabled={busy}
        onClick={() => void run({ sourceId }).then((answer) => setAsked(answer !== null))}
      >
        Look at it now
      </button>
      <span role="status" className="small">
        {error?.message ?? (isAsked ? 'It is looked at within a minute or so.' : '')}
      </span>
    </>
  );
}
