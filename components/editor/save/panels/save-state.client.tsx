'use client';

import { type ReactNode, useEffect, useState } from 'react';
import type { SaveStatus } from '@/components/editor/save/autosave';
import { CopyText, DownloadText } from '@/components/editor/save/panels/take-text.client';
import { clock } from '@/components/words';

/** A save that takes no longer is not spoken of, in ms. */
const unspoken = 1000;

/** Whether the text is on the server, in a place of fixed width. Silent: only trouble is announced. */
export function SaveState({ status }: { readonly status: SaveStatus }) {
  const isBusy = status.kind === 'typing' || status.kind === 'saving';
  const isLong = useLasting(isBusy);
  return (
    <span className="save-state small" data-save={status.kind}>
      {isBusy ? isLong && 'Saving…' : calmWords(status)}
    </span>
  );
}

function calmWords(status: SaveStatus): string {
  if (status.kind === 'offline') return '! Offline';
  if (status.kind !== 'saved') return '! Not saved';
  return status.at === null ? 'No changes yet' : `Saved ${clock(status.at)}`;
}

/** True when `is` has been true for a while. */
function useLasting(is: boolean): boolean {
  const [since, setSince] = useState(false);
  useEffect(() => {
    if (!is) return undefined;
    const timer = setTimeout(() => setSince(true), unspoken);
    return () => {
      clearTimeout(timer);
      setSince(false);
    };
  }, [is]);
  return is && since;
}

type Props = {
  readonly status: SaveStatus;
  /** False when this device keeps nothing: then the words say so. */
  readonly isKept: boolean;
  readonly text: () => string;
  readonly onRetry: () => void;
  readonly onChoose: () => void;
  /** Ends the writing without the text that cannot be saved; it stays on this device. */
  readonly onGiveUp: () => void;
  readonly signIn: ReactNode;
  readonly move: ReactNode;
  /** Who saved what the server holds. */
  readonly who: string;
};

/** What keeps the text from the server, what is safe, and what to do. Announced once. */
export function SaveTrouble(props: Props) {
  return (
    <div role="alert" className="save-trouble">
      {hasTrouble(props.status) ? <Trouble {...props} /> : null}
    </div>
  );
}

const hasTrouble = ({ kind }: SaveStatus) => kind !== 'saved' && kind !== 'typing' && kind !== 'saving';

function Trouble({ status, isKept, text, who, ...acts }: Props) {
  const { kind } = status;
  const [first, then] = wordsOf(status, isKept, who);
  return (
    <div className="notice warn row-between">
      <p>
        <strong>{first}</strong> {then}
      </p>
      <div className="row">
        {kind === 'offline' || kind === 'failed' ? (
          <button type="button" className="small" onClick={acts.onRetry}>
            Try again
          </button>
        ) : null}
        {kind === 'stale' ? (
          <button type="button" className="small" onClick={acts.onChoose}>
            Choose
          </button>
        ) : null}
        {kind === 'signed_out' ? acts.signIn : null}
        {kind === 'closed' ? acts.move : null}
        {kind === 'stale' ? null : <CopyText text={text} />}
        {kind === 'stale' || kind === 'offline' ? null : <DownloadText text={text} />}
        {kind === 'closed' ? (
          <button type="button" className="small" onClick={acts.onGiveUp}>
            Close
          </button>
        ) : null}
      </div>
    </div>
  );
}

const inWindow = 'Kept in this window only: copy the text before you close it.';

/** The sentence that counts, and what else there is to say. */
function wordsOf(status: SaveStatus, isKept: boolean, who: string): [string, string] {
  const where = isKept ? 'Kept on this device.' : inWindow;
  if (status.kind === 'offline') return [isKept ? 'Offline. Kept on this device' : `Offline. ${inWindow}`, ''];
  if (status.kind === 'failed') return [`Not saved to the server. ${where}`, status.message];
  if (status.kind === 'signed_out') {
    return ['You were signed out. Your text is safe here.', isKept ? status.message : `${status.message} ${inWindow}`];
  }
  if (status.kind === 'stale') return [`${who} changed this paragraph too.`, 'Both texts are kept.'];
  if (status.kind === 'closed') return [closedWords(status), isKept ? 'Your text is kept:' : inWindow];
  return ['', ''];
}

const ends: Readonly<Record<string, string>> = {
  published: 'published',
  discarded: 'discarded',
  rejected: 'rejected',
  scheduled: 'scheduled for publishing',
};

function closedWords({ message, ended }: Extract<SaveStatus, { kind: 'closed' }>): string {
  const word = ended && ends[ended.state];
  return word ? `This revision was ${word} at ${clock(ended.at)}.` : message;
}
