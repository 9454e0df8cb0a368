'use client';

import { useState } from 'react';
import { send, SendError } from '@/components/send';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { FormError } from '@/components/ui/form-error';
import { resetDemoEndpoint } from '@/lib/contract/accounts';

const pauseMs = 500;
const pause = () => new Promise((resolve) => setTimeout(resolve, pauseMs));

const isUp = () =>
  fetch('/api/health', { cache: 'no-store' }).then(
    (response) => response.ok,
    () => false,
  );

/** Begins the demo anew, after saying what is lost; waits until the server is back. */
export function ResetDemo() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function reset() {
    setBusy(true);
    setProblem(null);
    try {
      await send(resetDemoEndpoint, {});
      while (await isUp()) await pause();
      while (!(await isUp())) await pause();
      window.location.assign('/sign-in');
    } catch (error) {
      setProblem(error instanceof SendError ? error.message : 'Something went wrong. Try again.');
      setBusy(false);
    }
  }
  return (
    <DialogButton label="Reset the demo" title="Reset the demo?" tone="small">
      {(close) => (
        <>
          <p>
            Everything that was written, reviewed and published here since the start is lost: the five articles and
            their story begin anew. You are signed out. It takes about ten seconds.
          </p>
          <FormError message={problem} />
          <p role="status">{isBusy ? 'The demo begins anew…' : ''}</p>
          <div className="row">
            <button type="button" className="danger" disabled={isBusy} onClick={() => void reset()}>
              Reset the demo
            </button>
            <button type="button" disabled={isBusy} onClick={close}>
              Keep working
            </button>
          </div>
        </>
      )}
    </DialogButton>
  );
}
