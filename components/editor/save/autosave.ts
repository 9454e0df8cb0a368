import { z } from 'zod';
import type { Kept } from '@/components/editor/save/device/journal';
import type { Keeper } from '@/components/editor/save/device/keeper';
import { SendError } from '@/components/send';
import type { Body } from '@/lib/domain/prose/body';

/** Heading and body of one section as the editor holds them. */
export type Draft = { readonly heading: string; readonly body: Body };

/** What the server holds when a save was refused as stale. */
export type Stored = Draft & {
  readonly seq: number;
  readonly savedById?: string | null | undefined;
  readonly savedAt?: string | null | undefined;
};

/** What is known of the text on the screen. Only an answer of the server makes it `saved`. */
export type SaveStatus =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'typing' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'signed_out'; readonly message: string }
  | { readonly kind: 'stale'; readonly stored: Stored }
  | { readonly kind: 'closed'; readonly message: string; readonly ended: Ended | null };

/** How and when a revision came to take no more changes. */
type Ended = { readonly state: string; readonly at: string };

export type Saved = { readonly seq: number; readonly headHash: string; readonly state: string };

/** Sends one draft on top of `expectedSeq`; the same `opId` again gets the first answer. Throws `SendError`, or anything else when there was no answer in time. */
export type Sender = (
  request: Draft & { readonly expectedSeq: number; readonly opId: string },
  how: { readonly signal: AbortSignal; readonly keepalive: boolean },
) => Promise<Saved & { readonly savedAt: string }>;

type Request = NonNullable<Kept['pending']>;

type Options = {
  readonly seq: number;
  readonly saved: Draft;
  readonly send: Sender;
  /** Keeps on this device what the server has not acknowledged, before the network is asked. */
  readonly keeper?: Keeper;
  /** A text that an earlier page left behind: it stands on its own base, and a save without an answer is repeated first. */
  readonly kept?: Pick<Kept, 'base' | 'draft' | 'pending'> | undefined;
};

/** Who is told of what happens: the page. */
export type Listener = {
  readonly onStatus: (status: SaveStatus) => void;
  readonly onSaved: (draft: Draft, saved: Saved) => void;
};

/** How long the keys must rest before a save, the longest wait while they do not, how long an answer may take. In ms. */
export const waits = { idle: 1500, longest: 10_000, answer: 10_000, retry: [2000, 5000, 10_000, 30_000] } as const;

/** Browsers let 64 KiB outlive the page; the rest is room for the request around the text. */
const outlives = 60_000;
const storedSchema = z.object({
  seq: z.int(),
  heading: z.string(),
  body: z.unknown(),
  savedById: z.string().nullish(),
  savedAt: z.string().nullish(),
});
const endedSchema = z.object({ state: z.string(), at: z.string() });
/** Refusals that say that nothing was written; after any other failure the save may have been made. */
const answered: readonly string[] = [
  'signed_out',
  'forbidden',
  'own_work',
  'not_found',
  'wrong_state',
  'stale',
  'invalid',
  'not_ready',
  'rate_limited',
];
const unheard = { code: 'offline', message: 'The server did not answer in time.', current: null } as const;
const closing: readonly string[] = ['wrong_state', 'forbidden', 'not_found', 'own_work', 'stale'];

/**
 * Saves one section by compare-and-swap: one request in flight, 1.5 s after the last key and at most every 10 s while
 * typing. The sequence number belongs to the text, not to the tab: it moves on only with the server's answer. What is typed
 * is in the journal of this device before any request, and leaves it only when the server has acknowledged it.
 */
export class Autosave {
  private draft: Draft;
  private base: Draft;
  private seq: number;
  private isDirty = false;
  private isHalted = false;
  private isTroubled = false;
  private inFlight: Promise<boolean> | null = null;
  /** A save without an answer: perhaps it was made. It is repeated as it was before anything newer is sent. */
  private unanswered: Request | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private waitingSince = 0;
  private tries = 0;
  private told: SaveStatus = { kind: 'saved', at: null };
  private listener: Listener | null = null;

  constructor(private readonly options: Options) {
    const { kept, seq, saved } = options;
    this.draft = kept?.draft ?? saved;
    this.base = kept?.base ?? saved;
    this.seq = kept?.base.seq ?? seq;
    this.unanswered = kept?.pending ?? null;
    this.isDirty = kept !== undefined;
  }

  /** What was told last. */
  get status(): SaveStatus {
    return this.told;
  }
  /** The text that the server acknowledged last: what a merge starts from. */
  get acknowledged(): Draft {
    return this.base;
  }
  /** The sequence number of that text. */
  get number(): number {
    return this.seq;
  }
  /** The text on the screen. */
  get latest(): Draft {
    return this.draft;
  }
  /** True while something on the screen is not on the server. */
  get isUnsaved(): boolean {
    return this.isDirty || this.inFlight !== null;
  }
  /** False when this device keeps nothing: the text is in this window alone. */
  get isKept(): boolean {
    return this.options.keeper?.isKept ?? false;
  }

  /** Tells this one from now on; the one before no more. */
  listen(listener: Listener): void {
    this.listener = listener;
  }

  /** Takes over what was typed and saves it soon. While a conflict or a sign-out is open it is only kept. */
  change(draft: Draft): void {
    this.draft = draft;
    if (!this.isDirty) this.waitingSince = Date.now();
    this.isDirty = true;
    this.record();
    if (this.isHalted || (this.isTroubled && this.timer)) return;
    if (!this.inFlight) this.tell({ kind: 'typing' });
    const left = Math.max(0, this.waitingSince + waits.longest - Date.now());
    this.plan(Math.min(waits.idle, left));
  }

  /** Saves now what is not saved, also what is typed meanwhile, and waits for the answers. True when all is there. */
  async flush(): Promise<boolean> {
    this.unplan();
    while (await this.step()) this.unplan();
    return !this.isUnsaved;
  }

  /**
   * The page is hidden or left: sends what is not saved by a request that outlives the page when it is small enough.
   * While another one is in flight nothing is sent, because its answer names the next sequence number.
   */
  leave(): void {
    if (this.isDirty) void this.options.keeper?.write();
    if (!this.isDirty || this.isHalted || this.inFlight) return;
    this.unplan();
    void this.save(true);
  }

  /** Goes on after a conflict: the given text on top of what the server holds. */
  resume(stored: Stored, draft: Draft): Promise<boolean> {
    this.seq = stored.seq;
    this.base = { heading: stored.heading, body: stored.body };
    this.draft = draft;
    this.unanswered = null;
    this.isDirty = true;
    this.record();
    return this.retry();
  }

  /** Waits until this device keeps what is typed. False when it does not. */
  async settled(): Promise<boolean> {
    return (await this.options.keeper?.settled()) ?? false;
  }

  /** Somebody else has saved, as this page knows without having asked. */
  overtaken(stored: Stored): void {
    this.halt({ kind: 'stale', stored });
  }

  /** The text cannot be edited here: from now on nothing of it is saved. */
  close(message: string): void {
    this.halt({ kind: 'closed', message, ended: null });
  }

  /** The text goes on elsewhere: nothing of it is saved or kept here any more. Done when the device has let it go. */
  async giveUp(): Promise<void> {
    this.isHalted = true;
    this.unplan();
    this.isDirty = false;
    this.unanswered = null;
    this.record();
    await this.options.keeper?.settled();
  }

  /**
   * Asks whether somebody else has saved, by saving once more what the server acknowledged: that changes nothing, and is
   * refused as stale where there is something new. Only while everything here is saved.
   */
  async look(): Promise<void> {
    if (this.isUnsaved || this.isHalted) return;
    await this.save(false);
  }

  /** Tries again after a failure, a sign-in, or when the network is back. */
  retry(): Promise<boolean> {
    this.isHalted = false;
    this.isTroubled = false;
    this.tries = 0;
    return this.flush();
  }

  /** Waits for the request in flight, or sends what is unsaved. False when nothing is left to do, or it was refused. */
  private async step(): Promise<boolean> {
    if (this.inFlight) return this.inFlight.then(() => true);
    return this.isDirty && !this.isHalted && this.save(false);
  }

  /** One save for what was typed up to now; what is typed during it has a timer of its own. */
  private async tick(): Promise<void> {
    this.timer = null;
    if (this.inFlight) await this.inFlight;
    if (!this.inFlight) await this.step();
  }

  private plan(ms: number): void {
    this.unplan();
    this.timer = setTimeout(() => void this.tick(), ms);
  }

  private unplan(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  /** Tells the journal what the server does not have. */
  private record(): void {
    const { draft, base, seq, unanswered: pending } = this;
    const isAll = !this.isDirty && pending === null;
    this.options.keeper?.note(isAll ? null : { base: { ...base, seq }, draft, pending });
  }

  /** Words about typing and saving do not cover up a trouble that goes on. */
  private tell(status: SaveStatus): void {
    if (!this.isTroubled) this.say(status);
  }

  private say(status: SaveStatus): void {
    this.told = status;
    this.listener?.onStatus(status);
  }

  /** True when the server has taken it. */
  private save(isLeaving: boolean): Promise<boolean> {
    const request = this.request(isLeaving).finally(() => {
      this.inFlight = null;
    });
    this.inFlight = request;
    return request;
  }

  /** Without anything unsaved it is a look at what the server has, which tells nothing but a refusal. */
  private async request(isLeaving: boolean): Promise<boolean> {
    const request = (this.unanswered ??= { draft: this.draft, opId: crypto.randomUUID() });
    const isNews = this.isDirty;
    this.isDirty = request.draft !== this.draft;
    const waiting = isNews ? this.prepare(isLeaving) : null;
    if (waiting) await waiting;
    try {
      const { savedAt, ...saved } = await this.transmit(request, isLeaving);
      this.take(request.draft, saved);
      if (isNews) this.announce(request.draft, saved, savedAt);
      return true;
    } catch (error) {
      this.isDirty ||= isNews;
      const isAnswered = error instanceof SendError && answered.includes(error.code);
      if (isAnswered || !isNews) this.unanswered = null;
      this.record();
      if (isAnswered || isNews) this.fail(error);
      return false;
    }
  }

  /** What is to be sent is on this device first. A page that is being left cannot wait for that: its request goes at once. */
  private prepare(isLeaving: boolean): Promise<boolean> | null {
    this.tell({ kind: 'saving' });
    this.record();
    return isLeaving ? null : (this.options.keeper?.settled() ?? null);
  }

  private transmit({ draft, opId }: Request, isLeaving: boolean): ReturnType<Sender> {
    const keepalive = isLeaving && new TextEncoder().encode(JSON.stringify(draft)).length < outlives;
    const signal = AbortSignal.timeout(waits.answer);
    return this.options.send({ ...draft, expectedSeq: this.seq, opId }, { signal, keepalive });
  }

  /** The server has it. */
  private take(draft: Draft, { seq }: Saved): void {
    this.unanswered = null;
    this.seq = seq;
    this.base = draft;
    this.tries = 0;
    this.isTroubled = false;
    this.record();
  }

  private announce(draft: Draft, saved: Saved, savedAt: string): void {
    this.listener?.onSaved(draft, saved);
    this.tell(this.isDirty ? { kind: 'typing' } : { kind: 'saved', at: savedAt });
    // A save that was repeated first: what is newer follows.
    if (this.isDirty && !this.timer) this.plan(waits.idle);
  }

  private fail(error: unknown): void {
    const { code, message, current } = error instanceof SendError ? error : unheard;
    const stored = code === 'stale' ? storedSchema.safeParse(current) : null;
    if (stored?.success) return this.halt({ kind: 'stale', stored: stored.data as Stored });
    if (code === 'signed_out') return this.halt({ kind: 'signed_out', message });
    const ended = endedSchema.safeParse(current).data ?? null;
    if (closing.includes(code)) return this.halt({ kind: 'closed', message, ended });
    this.isTroubled = true;
    const isAway = code === 'offline' || code === 'unavailable';
    this.say(isAway ? { kind: 'offline' } : { kind: 'failed', message });
    // A text that the server refuses is refused again until it is changed.
    if (code === 'invalid') return;
    this.plan(waits.retry[Math.min(this.tries, waits.retry.length - 1)] ?? waits.idle);
    this.tries += 1;
  }

  private halt(status: SaveStatus): void {
    this.isHalted = true;
    this.unplan();
    this.say(status);
  }
}
