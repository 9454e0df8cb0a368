import { useEffect, useState } from 'react';
import { Autosave, type Listener, type Sender } from '@/components/editor/save/autosave';
import { send } from '@/components/send';
import { saveSectionEndpoint } from '@/lib/contract/revisions';
import type { Body } from '@/lib/domain/prose/body';

/** A section as it was opened: its text and the sequence number that it belongs to. */
export type EditedSection = {
  readonly sectionId: string;
  readonly heading: string;
  readonly body: Body;
  readonly seq: number;
};

type Options = Listener & {
  readonly number: number;
  readonly section: EditedSection;
  /** Who writes here. */
  readonly me: string;
};

/** The autosave of one open section: also when the page is hidden or left, and again when the network or the person is back. */
export function useAutosave({ number, section, me, onStatus, onSaved }: Options): Autosave {
  const [saver] = useState(() => {
    const { sectionId, seq, heading, body } = section;
    const sender: Sender = (request, how) =>
      send(saveSectionEndpoint, { number, sectionId, writtenBy: me, ...request }, { ...how, retries: 0 });
    return new Autosave({ seq, saved: { heading, body }, send: sender });
  });
  useEffect(() => saver.listen({ onStatus, onSaved }));
  useEffect(() => {
    const retry = () => void saver.retry();
    const leave = () => saver.leave();
    const turn = () => {
      if (document.visibilityState === 'hidden') saver.leave();
      // Perhaps back from the tab where they have signed in.
      else if (saver.status.kind === 'signed_out') void saver.retry();
    };
    window.addEventListener('online', retry);
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', turn);
    return () => {
      saver.leave();
      window.removeEventListener('online', retry);
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', turn);
    };
  }, [saver]);
  return saver;
}
