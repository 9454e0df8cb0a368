import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Autosave, type Draft, type Sender, type Stored, waits } from '@/components/editor/save/autosave';
import type { Journal, Kept } from '@/components/editor/save/device/journal';
import { keepAfter, Keeper } from '@/components/editor/save/device/keeper';
import { isOvertaken, meet, toOffer } from '@/components/editor/save/meet';
import { SendError } from '@/components/send';
import { type Choice, conflictKey, joinedOf, settle } from '@/lib/domain/merge/settle';
import { quietText } from '@/lib/domain/merge/text';
import type { Block, Body } from '@/lib/domain/prose/body';
import { doc, p, withId } from '@/lib/domain/prose/builder';
import { normalise } from '@/lib/domain/prose/normalise';
import { plainText } from '@/lib/domain/prose/text';

const sectionId = '00000000-0000-4000-8000-00000000000a';
const at = '2026-11-24T14:02:00.000Z';
type Text = Draft & { readonly seq: number };
const start: Body = normalise(
  doc(withId('b0', p('Syria sent envoys.')), withId('b1', p('Iran sent oil.')), withId('b2', p('Russia waited.'))),
  sectionId,
);

/** The server's side: compare and swap, the first answer to a repeated operation, and the texts that people kept in History. */
class Server {
  now: Text = { seq: 0, heading: 'History', body: start };
  readonly history: string[] = [];
  private readonly answers = new Map<string, { seq: number }>();
  writes = 0;

  take(request: Draft & { expectedSeq: number; opId: string }): { seq: number } {
    const first = this.answers.get(request.opId);
    if (first) return first;
    if (request.expectedSeq !== this.now.seq) throw new SendError('stale', 'Changed.', { current: this.now });
    const body = normalise(request.body, sectionId);
    const isSame = JSON.stringify(body) === JSON.stringify(this.now.body) && request.heading === this.now.heading;
    if (!isSame) {
      this.now = { seq: this.now.seq + 1, heading: request.heading, body };
      this.writes += 1;
    }
    const answer = { seq: this.now.seq };
    this.answers.set(request.opId, answer);
    return answer;
  }
}

/** A device: what it keeps outlives its pages. */
class Device implements Journal {
  readonly entries = new Map<string, Kept>();
  put = async (kept: Kept) => void this.entries.set(kept.writer, structuredClone(kept));
  drop = async ({ writer }: { writer: string }) => void this.entries.delete(writer);
  of = async () => [...this.entries.values()];
}

type Flight = { readonly run: () => { seq: number }; readonly end: (give: () => { seq: number }) => void };

/** One person with one page at a time. */
class Writer {
  readonly device = new Device();
  readonly flights: Flight[] = [];
  readonly typed: string[] = [];
  private page = 0;
  private saver!: Autosave;
  private words = 0;

  constructor(
    private readonly name: string,
    private readonly server: Server,
    private readonly choice: Choice,
  ) {
    this.open(null);
  }

  get isUnsaved(): boolean {
    return this.saver.isUnsaved;
  }

  /** A page is opened: with what an earlier one left behind, if there is something. */
  private open(kept: Kept | null): void {
    this.page += 1;
    const mine = this.page;
    const isAlive = () => mine === this.page;
    const key = { person: this.name, number: 1, sectionId, writer: `${this.name}${mine}` };
    const { put, drop, of } = this.device;
    // A dead page writes no more.
    const journal: Journal = {
      put: async (entry) => (isAlive() ? put(entry) : undefined),
      drop: async (entry) => (isAlive() ? drop(entry) : undefined),
      of,
    };
    const keeper = new Keeper(journal, key);
    const { seq, heading, body } = this.server.now;
    const send: Sender = (request) =>
      new Promise((resolve, reject) => {
        if (!isAlive()) return;
        const run = () => this.server.take(request);
        const end = (give: () => { seq: number }) => {
          if (!isAlive()) return;
          try {
            resolve({ ...give(), headHash: 'h', state: 'draft', savedAt: at });
          } catch (error) {
            reject(error);
          }
        };
        this.flights.push({ run, end });
      });
    this.saver = new Autosave({ seq, saved: { heading, body }, send, keeper, kept: kept ?? undefined });
    const { saver } = this;
    saver.listen({
      onStatus: (status) => {
        if (status.kind === 'stale' && saver === this.saver) this.meetOther(status.stored);
      },
      onSaved: () => undefined,
    });
    if (!kept) return;
    saver.change(saver.latest);
    if (isOvertaken(kept, seq)) saver.overtaken({ seq, heading, body });
    else void saver.retry();
  }

  private meetOther(stored: Stored): void {
    const { saver } = this;
    const made = meet(saver.acknowledged, saver.latest, stored, sectionId);
    const quiet = quietText(made);
    if (quiet) return void saver.resume(stored, quiet);
    // A person chooses; both texts are kept first.
    this.server.history.push(plainText(stored.body), plainText(saver.latest.body));
    const choices = new Map(
      made.merged.conflicts.map((one): [string, Choice] => {
        const isOffered = this.choice !== 'joined' || joinedOf(made.merged, one) !== undefined;
        return [conflictKey(one), isOffered ? this.choice : 'yours'];
      }),
    );
    const body = settle(made.merged, choices) ?? saver.latest.body;
    void saver.resume(stored, { heading: made.heading ?? saver.latest.heading, body });
  }

  /** Types a word that nobody else types, at the end of a paragraph or as a new one. */
  type(place: number, isNew: boolean): void {
    this.words += 1;
    const word = `${this.name}${this.words}`;
    this.typed.push(word);
    const { content } = this.saver.latest.body;
    const index = place % Math.max(1, content.length);
    const fresh = withId(`${this.name}-${this.words}`, p(`${word} is here.`));
    const next: Block[] = isNew
      ? [...content.slice(0, index + 1), fresh, ...content.slice(index + 1)]
      : content.map((block, nth) => (nth === index ? behind(block, word) : block));
    this.saver.change({ heading: this.saver.latest.heading, body: { type: 'doc', content: next } });
  }

  leave(): void {
    this.saver.leave();
  }

  retry(): void {
    void this.saver.retry();
  }

  /** The browser dies, and the person comes back and takes what the device offers. */
  async crash(): Promise<void> {
    const left = await this.device.of();
    const [offer] = left.flatMap((kept) => toOffer(kept, this.server.now) ?? []);
    this.device.entries.clear();
    this.saver.listen({ onStatus: () => undefined, onSaved: () => undefined });
    this.open(offer ?? null);
  }

  get kept(): string {
    return [...this.device.entries.values()].map(({ draft }) => plainText(draft.body)).join('\n');
  }
}

function behind(block: Block, word: string): Block {
  if (block.type !== 'paragraph') throw new Error('These texts are paragraphs');
  return {
    ...block,
    content: [{ type: 'text', text: `${plainText({ type: 'doc', content: [block] }).trim()} ${word}` }],
  };
}

type Step =
  | { readonly does: 'type'; readonly who: number; readonly place: number; readonly isNew: boolean }
  | { readonly does: 'wait'; readonly ms: number }
  | {
      readonly does: 'answer' | 'lose' | 'loseAnswer' | 'twice' | 'breakDown';
      readonly who: number;
      readonly nth: number;
    }
  | { readonly does: 'crash' | 'leave' | 'retry'; readonly who: number };

const who = fc.nat(2);
const nth = fc.nat(3);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant('type' as const), who, place: fc.nat(5), isNew: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constant('wait' as const), ms: fc.constantFrom(50, 1600, 4000, 12_000) }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('answer' as const), who, nth }) },
  {
    weight: 4,
    arbitrary: fc.record({ does: fc.constantFrom('lose', 'loseAnswer', 'twice', 'breakDown'), who, nth }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('crash', 'leave', 'retry'), who }) },
);

const noAnswer = () => {
  throw new DOMException('late', 'TimeoutError');
};
const brokenDown = () => {
  throw new SendError('unavailable', 'The server is away.');
};

/** What becomes of one request: it arrives and is answered, gets lost, is made without an answer, or arrives twice. */
function settleFlight(writer: Writer, does: Step['does'], index: number): void {
  const [flight] = writer.flights.splice(index % Math.max(1, writer.flights.length), 1);
  if (!flight) return;
  const made = () => {
    try {
      const answer = flight.run();
      return () => answer;
    } catch (error) {
      return () => {
        throw error;
      };
    }
  };
  if (does === 'lose') return flight.end(noAnswer);
  if (does === 'breakDown') return flight.end(brokenDown);
  const answer = made();
  if (does === 'twice') made();
  flight.end(does === 'loseAnswer' ? noAnswer : answer);
}

async function perform(step: Step, writers: readonly Writer[]): Promise<void> {
  if (step.does === 'wait') return void (await vi.advanceTimersByTimeAsync(step.ms));
  const writer = writers[step.who % writers.length];
  if (!writer) return;
  if (step.does === 'type') writer.type(step.place, step.isNew);
  else if (step.does === 'leave') writer.leave();
  else if (step.does === 'retry') writer.retry();
  else if (step.does === 'crash') {
    // What was typed in the last moment before a crash is not kept yet: see `keepAfter`.
    await vi.advanceTimersByTimeAsync(60);
    await writer.crash();
  } else if ('nth' in step) settleFlight(writer, step.does, step.nth);
  await vi.advanceTimersByTimeAsync(0);
}

/** From now on everything arrives. */
async function heal(writers: readonly Writer[]): Promise<void> {
  for (let round = 0; round < 40 && writers.some((writer) => writer.isUnsaved); round += 1) {
    for (const writer of writers) {
      if (writer.isUnsaved) writer.retry();
      await vi.advanceTimersByTimeAsync(waits.longest);
      while (writer.flights.length > 0) {
        settleFlight(writer, 'answer', 0);
        await vi.advanceTimersByTimeAsync(0);
      }
    }
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const occurrences = (text: string, word: string) => text.split(/[^\p{L}\p{N}]+/u).filter((one) => one === word).length;

describe('one to three people, one section, a network that does what it likes', { timeout: 120_000 }, () => {
  it.each(['yours', 'theirs', 'joined'] as const)('loses no word and doubles none (%s)', async (choice) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 40 }), fc.integer({ min: 1, max: 3 }), async (steps, people) => {
        const server = new Server();
        const writers = ['a', 'b', 'c'].slice(0, people).map((name) => new Writer(name, server, choice));
        for (const one of steps) await perform(one, writers);
        await heal(writers);
        await vi.advanceTimersByTimeAsync(keepAfter);

        const final = plainText(server.now.body);
        const shown = [final, ...server.history].join('\n');
        for (const word of writers.flatMap(({ typed }) => typed)) {
          expect(occurrences(shown, word), `${word} is lost:\n${shown}`).toBeGreaterThan(0);
          expect(occurrences(final, word), `${word} is doubled:\n${final}`).toBeLessThan(2);
        }
        // Nobody meets themselves: without other people there is nothing to choose.
        expect(people === 1 ? server.history : []).toEqual([]);
        expect(writers.map(({ isUnsaved }) => isUnsaved)).toEqual(writers.map(() => false));
        expect(writers.map(({ kept }) => kept)).toEqual(writers.map(() => ''));
        expect(server.now.seq).toBe(server.writes);
      }),
      { numRuns: 250 },
    );
  });
});
