'use client';

import { useSyncExternalStore } from 'react';
import { wordsOf } from '@/components/editor/paste/make-citations';
import type { Pasting } from '@/components/editor/paste/pasting';
import { count } from '@/components/words';

/** What became of a paste: nothing that was pasted goes without a word. */
export function PasteNotice({ pasting }: { readonly pasting: Pasting }) {
  const news = useSyncExternalStore(pasting.subscribe, pasting.snapshot, pasting.snapshot);
  const { takeBack, asPlain, retry, dismiss } = pasting;
  return (
    <div role="status" className="paste-notice">
      {news ? (
        <div className="notice info stack-tight">
          {news.said ? <p>{news.said}</p> : null}
          {news.waiting > 0 ? <p>Making {count(news.waiting, 'source')}…</p> : null}
          {news.failed.length > 0 ? (
            <>
              <p>These could not be made into sources. Their words are kept here:</p>
              <ul>
                {news.failed.map((one, at) => (
                  <li key={at}>{wordsOf(one)}</li>
                ))}
              </ul>
            </>
          ) : null}
          <div className="row">
            {news.failed.length > 0 ? (
              <button type="button" className="small" onClick={retry}>
                Try again
              </button>
            ) : null}
            {news.canTakeBack ? (
              <>
                <button type="button" className="small" onClick={asPlain}>
                  Paste as plain text
                </button>
                <button type="button" className="small" onClick={takeBack}>
                  Undo paste
                </button>
              </>
            ) : null}
            <button type="button" className="small" onClick={dismiss}>
              Close this note
            </button>
          </div>
        </div>
      ) : null}
    </div>
  );
}
