'use client';

import { useEffect, useState } from 'react';

/** Copies the address of a thread. Whoever opens it lands there with the focus, also where the thread is folded away. */
export function CopyLink({ threadId }: { readonly threadId: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const arrive = () => {
      if (location.hash === `#t-${threadId}`) land(threadId);
    };
    arrive();
    window.addEventListener('hashchange', arrive);
    return () => window.removeEventListener('hashchange', arrive);
  }, [threadId]);
  const copy = () =>
    navigator.clipboard.writeText(`${location.origin}${location.pathname}#t-${threadId}`).then(
      () => setSaid('Copied'),
      () => setSaid('The browser does not allow it'),
    );
  return (
    <>
      <button type="button" className="small" onClick={() => void copy()}>
        Copy link
      </button>
      <span className="small muted" role="status">
        {said}
      </span>
    </>
  );
}

function land(threadId: string): void {
  const thread = document.querySelector<HTMLElement>(`#t-${CSS.escape(threadId)}`);
  const fold = thread?.closest('details');
  if (fold) fold.open = true;
  thread?.focus();
  thread?.scrollIntoView({ block: 'center' });
}
