import { setTimeout as pause } from 'node:timers/promises';

/** So many answers from memory in a millisecond mean that readers are many. */
const many = 1;
/** Over how long that is counted, at least. */
const spanMs = 100;
/** Nobody who writes waits longer than this for a turn. */
const longestWaitMs = 250;

/** Who may use the event loop. */
export type Turns = {
  /** A reader was answered from memory. */
  readonly read: () => void;
  /** Waits for a turn to write; answers what to call when the write is over. */
  readonly write: () => Promise<() => void>;
};

/**
 * Keeps readers served while many people save. Without many readers writers go as they come. With them one writes at a time,
 * and for as long as it took nobody else begins: readers keep about half of the process, and a save takes a little longer.
 */
export function makeTurns(now: () => number = () => performance.now()): Turns {
  let [answers, countedAnswers, countedAt] = [0, 0, now()];
  let isBusy = false;
  let last: Promise<void> = Promise.resolve();

  function areReadersMany(): boolean {
    const span = now() - countedAt;
    if (span < spanMs) return isBusy;
    isBusy = (answers - countedAnswers) / span > many;
    [countedAnswers, countedAt] = [answers, now()];
    return isBusy;
  }

  return {
    read: () => {
      answers += 1;
    },
    write: async () => {
      if (!areReadersMany()) return () => undefined;
      const before = last;
      let end = (): void => undefined;
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      last = before.then(() => over);
      await Promise.race([before, pause(longestWaitMs, undefined, { ref: false })]);
      const began = now();
      return () => void pause(Math.min(now() - began, longestWaitMs)).then(end);
    },
  };
}
