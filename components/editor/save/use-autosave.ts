import { useEffect, useRef, useState } from 'react';
import { Autosave, type Listener, type Sender } from '@/components/editor/save/autosave';
import type { Kept } from '@/components/editor/save/device/journal';
import { Keeper } from '@/components/editor/save/device/keeper';
import { isOvertaken } from '@/components/editor/save/meet';
import { journal, writerOfThisPage } from '@/components/editor/save/device/writer';
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
  /** What an earlier page left behind, to go on from. */
  readonly kept: Kept | null;
};

/** The autosave of one open section: also when the page is hidden or left, and again when the network or the person is back. */
export function useAutosave({ number, section, me, kept, onStatus, onSaved }: Options): Autosave {
  const [{ saver, keeper }] = useState(() => {
    const { sectionId, seq, heading, body } = section;
    const sender: Sender = (request, how) =>
      send(saveSectionEndpoint, { number, sectionId, writtenBy: me, ...request }, { ...how, retries: 0 });
    const made = new Keeper(journal, { person: me, number, sectionId, writer: writerOfThisPage() });
    const saved = { heading, body };
    const options = { seq, saved, send: sender, keeper: made, kept: kept ?? undefined };
    return { keeper: made, saver: new Autosave(options) };
  });
  useEffect(() => saver.listen({ onStatus, onSaved }));
  useEffect(() => {
    const retry = () => void saver.retry();
    const leave = () => saver.leave();
    const write = () => void (saver.isUnsaved && keeper.write());
    const turn = () => {
      if (document.visibilityState === 'hidden') saver.leave();
      // Perhaps back from the window where they have signed in.
      else if (saver.status.kind === 'signed_out') void saver.retry();
    };
    window.addEventListener('online', retry);
    window.addEventListener('pagehide', leave);
    window.addEventListener('blur', write);
    document.addEventListener('visibilitychange', turn);
    return () => {
      saver.leave();
      window.removeEventListener('online', retry);
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('blur', write);
      document.removeEventListener('visibilitychange', turn);
    };
  }, [saver, keeper]);
  return saver;
}

/** Goes on from what an earlier page left behind, once there is an editor to show it. */
export function useGoOn(saver: Autosave, { section, kept }: Pick<Options, 'section' | 'kept'>, isReady: boolean): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (!kept || !isReady || isDone.current) return;
    isDone.current = true;
    saver.change(saver.latest);
    // The old entry goes when this page has its own.
    void saver.settled().then((isKept) => (isKept ? journal.drop(kept) : undefined));
    if (isOvertaken(kept, section.seq)) saver.overtaken(section);
    else void saver.retry();
  }, [saver, section, kept, isReady]);
}
