'use client';

import { useState } from 'react';
import type { Autosave } from '@/components/editor/save/autosave';
import { unknownSeq } from '@/components/editor/save/meet';
import { journal } from '@/components/editor/save/device/writer';
import { send, SendError } from '@/components/send';
import { openRevisionEndpoint } from '@/lib/contract/articles';

type Props = {
  readonly articleId: string;
  readonly me: string;
  readonly sectionId: string;
  readonly saver: Autosave;
};

/** Takes a text that its revision cannot hold any more to a new revision, where it is offered with what differs. */
export function MoveText({ articleId, me, sectionId, saver }: Props) {
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  async function move() {
    setBusy(true);
    setProblem('');
    try {
      const why = 'Text that came too late for another revision.';
      const { number } = await send(openRevisionEndpoint, { articleId, name: 'Text written too late', why });
      const { acknowledged, latest: draft } = saver;
      // Of the new revision no save is known: the text stands on the one that it was written over.
      const base = { ...acknowledged, seq: unknownSeq };
      const place = { person: me, number, sectionId, writer: crypto.randomUUID() };
      await journal.put({ ...place, base, draft, pending: null, typedAt: new Date().toISOString() });
      await saver.giveUp();
      window.location.assign(`/desk/revisions/${number}/edit`);
    } catch (error) {
      setProblem(error instanceof SendError ? error.message : 'This did not work: copy or download the text.');
      setBusy(false);
    }
  }
  return (
    <>
      <button type="button" className="small" disabled={isBusy} onClick={() => void move()}>
        Move it to a new revision
      </button>
      {problem ? <span role="alert">{problem}</span> : null}
    </>
  );
}
