import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave, type Draft, type SaveStatus, type Sender, waits } from '@/components/editor/save/autosave';
import type { Journal } from '@/components/editor/save/device/journal';
import { keepAfter, Keeper } from '@/components/editor/save/device/keeper';
import { SendError } from '@/components/send';
import { doc, p } from '@/lib/domain/prose/builder';
import { plainText } from '@/lib/domain/prose/text';

const text = (words: string): Draft => ({ heading: 'History', body: doc(p(words)) });
const at = '2026-11-24T14:02:00.000Z';

type Call = Parameters<Sender>[0] & {
  readonly keepalive: boolean;
  readonly answer: () => Promise<void>;
  readonly refuse: (error: unknown) => Promise<void>;
};

type Kept = NonNullable<ConstructorParameters<typeof Autosave>[0]['kept']>;

/** A server that answers when the test says so, and a device that writes when the test says so. */
function setUp(seq = 4, kept?: Kept) {
  const calls: Call[] = [];
  const statuses: SaveStatus[] = [];
  const saved: { words: Draft; seq: number }[] = [];
  const send: Sender = (request, { keepalive }) =>
    new Promise((resolve, reject) => {
      const settle = (end: () => void) => {
        end();
        return vi.advanceTimersByTimeAsync(0).then(() => undefined);
      };
      calls.push({
        ...request,
        keepalive,
        answer: () =>
          settle(() => resolve({ seq: request.expectedSeq + 1, headHash: 'h', state: 'draft', savedAt: at })),
        refuse: (error) => settle(() => reject(error)),
      });
    });
  const saver = new Autosave({ seq, saved: text('Old.'), send, kept });
  saver.listen({
    onStatus: (status) => statuses.push(status),
    onSaved: (words, answer) => saved.push({ words, seq: answer.seq }),
  });
  const call = (index: number) => {
    const found = calls[index];
    if (!found) throw new Error(`There was no request ${index + 1}`);
    return found;
  };
  return { saver, calls, call, statuses, saved, kinds: () => statuses.map(({ kind }) => kind) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Autosave', () => {
  it('sends nothing while nothing is changed', async () => {
    const { saver, calls } = setUp();
    expect(await saver.flush()).toBe(true);
    saver.leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(0);
  });

  it('saves when the keys rest, and says saved only after the answer', async () => {
    const { saver, calls, call, kinds, saved } = setUp();
    saver.change(text('Old. N'));
    await vi.advanceTimersByTimeAsync(waits.idle - 1);
    saver.change(text('Old. New.'));
    await vi.advanceTimersByTimeAsync(waits.idle - 1);
    expect(calls).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(call(0)).toMatchObject({ expectedSeq: 4, ...text('Old. New.') });
    expect(kinds().at(-1)).toBe('saving');
    expect(saver.isUnsaved).toBe(true);
    await call(0).answer();
    expect(kinds().at(-1)).toBe('saved');
    expect(saver.isUnsaved).toBe(false);
    expect(saver.acknowledged).toEqual(text('Old. New.'));
    expect(saved).toEqual([{ words: text('Old. New.'), seq: 5 }]);
  });

  it('saves at the latest after ten seconds of typing without a rest', async () => {
    const { saver, calls } = setUp();
    for (let ms = 0; ms < waits.longest; ms += 500) {
      saver.change(text(`Typed for ${ms}`));
      expect(calls).toHaveLength(0);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(calls).toHaveLength(1);
  });

  it('has one request in flight; what is typed meanwhile goes afterwards, on top of the answer', async () => {
    const { saver, calls, call, kinds } = setUp();
    saver.change(text('One.'));
    await vi.advanceTimersByTimeAsync(waits.idle);
    saver.change(text('One. Two.'));
    await vi.advanceTimersByTimeAsync(5000);
    void saver.flush();
    saver.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(calls).toHaveLength(1);
    await call(0).answer();
    expect(calls).toHaveLength(2);
    expect(call(1)).toMatchObject({ expectedSeq: 5, ...text('One. Two.') });
    expect(kinds()).not.toContain('saved');
    await call(1).answer();
    expect(kinds().at(-1)).toBe('saved');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(2);
  });

  it('waits on Done until the last keystroke is on the server, also that typed during the save', async () => {
    const { saver, call } = setUp();
    saver.change(text('One.'));
    const done = saver.flush();
    saver.change(text('One. Two.'));
    await call(0).answer();
    saver.change(text('One. Two. Three.'));
    await call(1).answer();
    expect(call(2)).toMatchObject({ expectedSeq: 6, ...text('One. Two. Three.') });
    await call(2).answer();
    expect(await done).toBe(true);
    expect(saver.isUnsaved).toBe(false);
  });

  it('answers two flushes at once by one request', async () => {
    const { saver, calls, call } = setUp();
    saver.change(text('One.'));
    const both = [saver.flush(), saver.flush()];
    await call(0).answer();
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(calls).toHaveLength(1);
  });

  it.each([
    ['offline', new SendError('offline', 'No.'), 'offline'],
    ['no answer in time', new DOMException('late', 'TimeoutError'), 'offline'],
    ['a fault of the server', new SendError('unexpected', 'Fault.'), 'failed'],
  ])('tries again by itself after %s, later each time, with the same sequence number', async (_, error, kind) => {
    const { saver, calls, call, kinds } = setUp();
    saver.change(text('One.'));
    const done = saver.flush();
    await call(0).refuse(error);
    expect(await done).toBe(false);
    for (const [index, wait] of [...waits.retry, 30_000].entries()) {
      expect(kinds().at(-1)).toBe(kind);
      await vi.advanceTimersByTimeAsync(wait - 1);
      expect(calls).toHaveLength(index + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(call(index + 1)).toMatchObject({ expectedSeq: 4, ...text('One.') });
      await call(index + 1).refuse(error);
    }
    saver.change(text('One. Two.'));
    expect(kinds().at(-1)).toBe(kind);
    void saver.retry();
    // The save may have been made although its answer was lost: the very same request first, then what is newer.
    expect(calls.at(-1)).toMatchObject({ expectedSeq: 4, opId: call(0).opId, ...text('One.') });
    await call(calls.length - 1).answer();
    expect(calls.at(-1)).toMatchObject({ expectedSeq: 5, ...text('One. Two.') });
    expect(calls.at(-1)?.opId).not.toBe(call(0).opId);
    await call(calls.length - 1).answer();
    expect(kinds().at(-1)).toBe('saved');
  });

  it('does not send again what the server cannot read, until it is changed', async () => {
    const { saver, calls, call, kinds } = setUp();
    saver.change(text('Bad.'));
    void saver.flush();
    await call(0).refuse(new SendError('invalid', 'A citation is not known.'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(1);
    expect(kinds().at(-1)).toBe('failed');
    saver.change(text('Good.'));
    await vi.advanceTimersByTimeAsync(waits.idle);
    await call(1).answer();
    expect(kinds().at(-1)).toBe('saved');
  });

  it('halts when somebody else has saved, keeps what is typed, and goes on from what is stored', async () => {
    const { saver, calls, call, statuses } = setUp();
    saver.change(text('Mine.'));
    void saver.flush();
    await call(0).refuse(new SendError('stale', 'Changed.', { current: { seq: 9, ...text('Theirs.') } }));
    expect(statuses.at(-1)).toEqual({ kind: 'stale', stored: { seq: 9, ...text('Theirs.') } });
    saver.change(text('Mine, more.'));
    await vi.advanceTimersByTimeAsync(60_000);
    saver.leave();
    expect(await saver.flush()).toBe(false);
    expect(calls).toHaveLength(1);
    expect(saver.isUnsaved).toBe(true);
    expect(saver.latest).toEqual(text('Mine, more.'));
    expect(saver.acknowledged).toEqual(text('Old.'));

    const going = saver.resume({ seq: 9, ...text('Theirs.') }, text('Both.'));
    expect(saver.acknowledged).toEqual(text('Theirs.'));
    expect(call(1)).toMatchObject({ expectedSeq: 9, ...text('Both.') });
    await call(1).answer();
    expect(await going).toBe(true);
    saver.change(text('Both, more.'));
    void saver.flush();
    expect(call(2)).toMatchObject({ expectedSeq: 10 });
  });

  it.each([
    ['signed_out', 'signed_out'],
    ['wrong_state', 'closed'],
    ['forbidden', 'closed'],
    ['not_found', 'closed'],
  ] as const)('stops on %s, keeps the text, and saves it when tried again', async (code, kind) => {
    const { saver, calls, call, kinds } = setUp();
    saver.change(text('Mine.'));
    void saver.flush();
    await call(0).refuse(new SendError(code, 'No.'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(1);
    expect(kinds().at(-1)).toBe(kind);
    saver.change(text('Mine, more.'));
    const again = saver.retry();
    expect(call(1)).toMatchObject({ expectedSeq: 4, ...text('Mine, more.') });
    await call(1).answer();
    expect(await again).toBe(true);
  });

  it('sends what is unsaved by a request that outlives the page, if it is small enough', async () => {
    const { saver, calls, call } = setUp();
    saver.change(text('Last words'));
    saver.leave();
    saver.leave();
    expect(calls).toHaveLength(1);
    expect(call(0)).toMatchObject({ keepalive: true, ...text('Last words') });
    await call(0).answer();
    saver.change(text('long '.repeat(20_000)));
    saver.leave();
    expect(call(1)).toMatchObject({ keepalive: false, expectedSeq: 5 });
  });

  it('goes on from what an earlier page left: the save without an answer first, as it was, then what is newer', async () => {
    const pending = { draft: text('One.'), opId: 'op-of-then' };
    const base = { ...text('Older.'), seq: 2 };
    const { saver, calls, call, kinds } = setUp(4, { base, draft: text('One. Two.'), pending });
    expect([saver.latest, saver.acknowledged, saver.isUnsaved]).toEqual([text('One. Two.'), base, true]);
    void saver.retry();
    expect(call(0)).toMatchObject({ expectedSeq: 2, opId: 'op-of-then', ...text('One.') });
    await call(0).answer();
    expect(call(1)).toMatchObject({ expectedSeq: 3, ...text('One. Two.') });
    await call(1).answer();
    expect(calls).toHaveLength(2);
    expect(kinds().at(-1)).toBe('saved');
  });

  it('looks for what others have saved without saying so, and only while everything is saved', async () => {
    const { saver, calls, call, kinds } = setUp();
    void saver.look();
    expect(call(0)).toMatchObject({ expectedSeq: 4, ...text('Old.') });
    await call(0).answer();
    expect([kinds(), saver.isUnsaved]).toEqual([[], false]);
    void saver.look();
    await call(1).refuse(new SendError('offline', 'No.'));
    expect([kinds(), saver.isUnsaved]).toEqual([[], false]);
    void saver.look();
    await call(2).refuse(new SendError('stale', 'Changed.', { current: { seq: 9, ...text('Theirs.') } }));
    expect(kinds()).toEqual(['stale']);
    void saver.look();
    expect(calls).toHaveLength(3);
  });

  it('says since when a revision takes no more changes', async () => {
    const { saver, call, statuses } = setUp();
    saver.change(text('Late.'));
    void saver.flush();
    await call(0).refuse(new SendError('wrong_state', 'No.', { current: { state: 'published', at } }));
    expect(statuses.at(-1)).toEqual({ kind: 'closed', message: 'No.', ended: { state: 'published', at } });
  });
});

describe('what is typed and the device', () => {
  /** A journal whose writes end when the test says so. */
  function onDevice() {
    const order: string[] = [];
    const writes: (() => void)[] = [];
    const journal: Journal = {
      put: async ({ draft, pending }) => {
        order.push(`keep ${words(draft)}${pending ? ` sending ${words(pending.draft)}` : ''}`);
        return new Promise((resolve) => writes.push(resolve));
      },
      drop: async () => void order.push('let go'),
      of: async () => [],
    };
    const key = { person: 'amal', number: 1, sectionId: 's', writer: 'w' };
    const keeper = new Keeper(journal, key);
    const answers: (() => void)[] = [];
    const send: Sender = (request) => {
      order.push(`send ${words(request)}`);
      return new Promise((resolve) => {
        answers.push(() => resolve({ seq: request.expectedSeq + 1, headHash: 'h', state: 'draft', savedAt: at }));
      });
    };
    const saver = new Autosave({ seq: 4, saved: text('Old.'), send, keeper });
    const tick = () => vi.advanceTimersByTimeAsync(0);
    return { saver, keeper, order, writes, answers, tick };
  }
  const words = ({ body }: Draft) => plainText(body);

  it('is on the device before the network, and leaves it when the server has acknowledged it', async () => {
    const { saver, order, writes, answers, tick } = onDevice();
    saver.change(text('One.'));
    await vi.advanceTimersByTimeAsync(keepAfter);
    expect(order).toEqual(['keep One.']);
    void saver.flush();
    await tick();
    expect(order).toEqual(['keep One.', 'keep One. sending One.']);
    writes.forEach((end) => end());
    await tick();
    expect(order.at(-1)).toBe('send One.');
    saver.change(text('One. Two.'));
    await vi.advanceTimersByTimeAsync(keepAfter);
    expect(order.at(-1)).toBe('keep One. Two. sending One.');
    answers[0]?.();
    await vi.advanceTimersByTimeAsync(keepAfter);
    writes.forEach((end) => end());
    await tick();
    expect(order.slice(-2)).toEqual(['keep One. Two. sending One. Two.', 'send One. Two.']);
    answers[1]?.();
    await vi.advanceTimersByTimeAsync(keepAfter);
    expect(order.at(-1)).toBe('let go');
  });

  it('keeps only the newest of many keys, and all of it', async () => {
    const { saver, order } = onDevice();
    for (const typed of ['O', 'On', 'One', 'One.']) saver.change(text(typed));
    await vi.advanceTimersByTimeAsync(keepAfter);
    expect(order).toEqual(['keep One.']);
  });

  it('does not wait for ever for a device that hangs', async () => {
    const { saver, order } = onDevice();
    saver.change(text('One.'));
    void saver.flush();
    await vi.advanceTimersByTimeAsync(2000);
    expect(order).toContain('send One.');
  });

  it('sends at once when the page is left, and begins to keep it at the same time', () => {
    const { saver, order } = onDevice();
    saver.change(text('One.'));
    saver.leave();
    expect(order).toEqual(['keep One.', 'send One.']);
  });

  it('tells when the device keeps nothing, and goes on saving', async () => {
    const broken: Journal = {
      put: () => Promise.reject(new Error('full')),
      drop: () => Promise.reject(new Error('full')),
      of: async () => [],
    };
    const keeper = new Keeper(broken, { person: 'amal', number: 1, sectionId: 's', writer: 'w' });
    const sent: string[] = [];
    const send: Sender = async (request) => {
      sent.push(words(request));
      return { seq: request.expectedSeq + 1, headHash: 'h', state: 'draft', savedAt: at };
    };
    const saver = new Autosave({ seq: 4, saved: text('Old.'), send, keeper });
    saver.change(text('One.'));
    expect(await saver.flush()).toBe(true);
    expect([sent, saver.isKept]).toEqual([['One.'], false]);
  });

  it('lets go of a text that goes on elsewhere, and saves no more', async () => {
    const { saver, order } = onDevice();
    saver.change(text('One.'));
    const gone = saver.giveUp();
    await vi.advanceTimersByTimeAsync(keepAfter);
    await gone;
    saver.leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(order).toEqual(['let go']);
  });
});
