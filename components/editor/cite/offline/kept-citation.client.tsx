'use client';

import { type ReactNode, useState } from 'react';
import { type Pending, type PendingCitations } from '@/components/editor/cite/offline/pending';
import { wordsOfPending } from '@/components/editor/cite/offline/stranded';

type Props = {
  readonly item: Pending;
  readonly pending: PendingCitations;
  /** What became of it. */
  readonly said: string;
  /** What can be done besides copying it and throwing it away. */
  readonly children?: ReactNode;
};

/** One citation that this device keeps and that no text shows: nothing of it is lost without a word. */
export function KeptCitation({ item, pending, said, children }: Props) {
  const [copied, setCopied] = useState('');
  const words = wordsOfPending(item);
  async function copy() {
    try {
      await navigator.clipboard.writeText(words);
      setCopied('Copied.');
    } catch {
      setCopied('Your browser does not let us copy. Select the words and copy them yourself.');
    }
  }
  return (
    <li className="stack-tight">
      <p>{said}</p>
      <blockquote dir="auto" className="note-line">
        {words}
      </blockquote>
      {item.refused ? <p>The server refused it: {item.refused}</p> : null}
      <div className="row">
        {children}
        <button type="button" className="small" onClick={() => void copy()}>
          Copy it
        </button>
        <button type="button" className="small" onClick={() => pending.drop(item.order.citeId)}>
          Throw it away
        </button>
        <span role="status" className="small">
          {copied}
        </span>
      </div>
    </li>
  );
}
