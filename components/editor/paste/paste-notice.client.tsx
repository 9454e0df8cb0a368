'use client';

import { useSyncExternalStore } from 'react';
import { wordsOf } from '@/components/editor/paste/make-citations';
import type { Pasting } from '@/components/editor/paste/pasting';
import { count } from '@/components/words';

type Props = { readonly pasting: Pasting; readonly onSource: (address: string) => void };

/** What became of a paste: nothing that was pasted goes without a word. A web address is offered as a source first. */
export function PasteNotice({ pasting, onSource }: Props) {
  const news = useSyncExternalStore(pasting.subscribe, pasting.snapshot, pasting.snapshot);
  const { takeBack, asPlain, retry, dismiss } = pasting;
  function toSource(address: string) {
    pasting.makeRoom();
    onSource(address);
  }
  return (
    <div role="status" className="paste-notice">
      {news ? (
        <div className="notice info stack-tight">
          {news.said ? <p>{news.said}</p> : null}
          {news.address ? <p>Does the statement come from this address?</p> : null}
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
            {news.address ? (
              <button type="button" className="small primary" onClick={() => toSource(news.address)}>
                Add it as a source
              </button>
            ) : null}
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
              {news.address ? 'Keep the link' : 'Close this note'}
            </button>
          </div>
        </div>
      ) : null}
    </div>
  );
}
