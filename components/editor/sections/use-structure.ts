import { useState } from 'react';
import { useRouter } from 'next/navigation';
import { moveBranch, moveDown, moveUp, shiftLevel } from '@/components/editor/sections/arrange';
import * as changes from '@/components/editor/sections/changes';
import { afterUndo, type Back, type Done } from '@/components/editor/sections/undo-stack';
import { SendError } from '@/components/send';
import type { OutlineEntry } from '@/lib/domain/article';
import type { CutPlace } from '@/lib/domain/merge/cut';

type Options = changes.Ground & {
  /** Saves and closes what is open of these sections; false when something cannot be saved, or the person would rather not. */
  readonly settle: (sectionIds: readonly string[]) => Promise<boolean>;
  /** The focus goes to the element of this id as soon as it is there. */
  readonly focus: (id: string) => void;
};

/**
 * What can be done with sections as wholes. Each change is one request by compare-and-swap, is said, and can be taken back: the
 * newest first. A second one waits for the first.
 */
export function useStructure(options: Options) {
  const { text } = options;
  const { perform, isBusy, problem } = usePerform(options);
  const [done, setDone] = useState<readonly Done[]>([]);
  const [said, setSaid] = useState('');
  const { outline } = text;

  async function change(one: changes.Change | null): Promise<boolean> {
    const made = one && (await perform(one));
    if (!made) return false;
    setDone((before) => [...before, made]);
    setSaid(made.said);
    return true;
  }
  const arrange = (at: number, next: readonly OutlineEntry[] | null, how: string, control?: string) =>
    change(next && changes.arrange(options, at, { next, how, control }));

  /** Takes the newest change back. What was done before it can be taken back after that. */
  async function undo(): Promise<void> {
    const last = done.at(-1);
    if (!last) return;
    let back: Back = last.from;
    const make = async () => {
      back = await changes.takeBack(options, last.way);
      return last;
    };
    if (!(await perform({ touches: changes.touchedBy(last.way), make }))) return;
    setDone(afterUndo(done.slice(0, -1), last, back));
    setSaid(`Taken back: ${last.said}`);
  }

  return {
    ...{ isBusy, problem, said, undo },
    canUndo: done.length > 0,
    up: (at: number, control?: string) => arrange(at, moveUp(outline, at), 'moved up', control),
    down: (at: number, control?: string) => arrange(at, moveDown(outline, at), 'moved down', control),
    raise: (at: number) => arrange(at, shiftLevel(outline, at, -1), 'raised one level'),
    lower: (at: number) => arrange(at, shiftLevel(outline, at, 1), 'lowered one level'),
    moveTo: (at: number, to: number) => arrange(at, moveBranch(outline, at, to), 'moved'),
    remove: (at: number) => {
      const next = outline.filter((_, index) => index !== at);
      return arrange(at, next, 'removed');
    },
    add: (after: string, heading: string, level: number) => change(changes.add(options, after, { heading, level })),
    split: (sectionId: string, at: CutPlace, heading: string) =>
      change(changes.split(options, sectionId, { at, heading })),
    join: (at: number) => change(changes.join(options, at)),
    revert: (sectionId: string) => change(changes.revert(options, sectionId)),
    rename: (sectionId: string, heading: string) => change(changes.rename(options, sectionId, heading)),
  };
}

export type Structure = ReturnType<typeof useStructure>;

/** Does one change at a time: settles the sections, sends it, moves the focus, and asks for the page anew. */
function usePerform({ text, settle, focus }: Options) {
  const router = useRouter();
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState('');
  const [awaited, setAwaited] = useState(0);
  // Until the page shows the order that the server has, nothing is done to an older one.
  const isBusy = isSending || text.headSeq < awaited;

  /** What was done, or null when it did not go through. */
  async function perform({ touches, make }: changes.Change): Promise<Done | null> {
    if (isBusy) return null;
    setSending(true);
    setProblem('');
    try {
      if (!(await settle(touches))) return null;
      const sections = touches.map((sectionId) => ({ sectionId, seq: text.seqNow(sectionId) }));
      const from = { headSeq: text.headSeqNow(), sections };
      const made = { ...(await make()), from };
      setAwaited(text.headSeqNow());
      focus(made.focus);
      return made;
    } catch (error) {
      setProblem(error instanceof SendError ? error.message : 'Something went wrong. Try again.');
      return null;
    } finally {
      setSending(false);
      // What the server holds now: the change, or what made it refuse.
      router.refresh();
    }
  }
  return { perform, isBusy, problem };
}
