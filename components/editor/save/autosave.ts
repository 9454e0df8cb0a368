import { z } from 'zod';
import { SendError } from '@/components/send';
import type { Body } from '@/lib/domain/prose/body';

/** Heading and body of one section as the editor holds them. */
export type Draft = { readonly heading: string; readonly body: Body };

/** What the server holds when a save was refused as stale. */
export type Stored = Draft & { readonly seq: number; readonly savedById?: string | null };

/** What is known of the text on the screen. Only an answer of the server makes it `saved`. */
export type SaveStatus =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'typing' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'signed_out'; readonly message: string }
  | { readonly kind: 'stale'; readonly stored: Stored }
  | { readonly kind: 'closed'; readonly message: string };

export type Saved = { readonly seq: number; readonly headHash: string; readonly state: string };

/** Sends one draft on top of `expectedSeq`; the same `opId` again gets the first answer. Throws `SendError`, or anything else when there was no answer in time. */
export type Sender = (
  request: Draft & { readonly expectedSeq: number; readonly opId: string },
  how: { readonly signal: AbortSignal; readonly keepalive: boolean },
) => Promise<Saved & { readonly savedAt: string }>;

type Options = {
  readonly seq: number;
  readonly saved: Draft;
  readonly send: Sender;
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
});
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
const closing: readonly string[] = ['wrong_state', 'forbidden', 'not_found', 'own_work', 'stale'];

/**
 * Saves one section by compare-and-swap: one request in flight, 1.5 s after the last key and at most every 10 s while
 * typing. The sequence number belongs to the text, not to the tab: it moves on only with the server's answer.
 */
export class Autosave {
  private draft: Draft;
  private base: Draft;
  private seq: number;
  private isDirty = false;
  private isHalted = false;
  private isTroubled = false;
  private inFlight: Promise<boolean> | null = null;
  /** A save whose answer never came: perhaps it was made. It is repeated as it was before anything newer is sent. */
  private unanswered: { readonly draft: Draft; readonly opId: string } | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private waitingSince = 0;
  private tries = 0;
  private told: SaveStatus = { kind: 'saved', at: null };
  private listener: Listener | null = null;

  constructor(private readonly options: Options) {
    this.draft = options.saved;
    this.base = options.saved;
    this.seq = options.seq;
  }

  /** What was told last. */
  get status(): SaveStatus {
    return this.told;
  }
  /** The text that the server acknowledged last: what a merge starts from. */
  get acknowledged(): Draft {
    return this.base;
  }
  /** The text on the screen. */
  get latest(): Draft {
    return this.draft;
  }
  /** True while something on the screen is not on the server. */
  get isUnsaved(): boolean {
    return this.isDirty || this.inFlight !== null;
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
    return this.retry();
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

  private async request(isLeaving: boolean): Promise<boolean> {
    const { draft: sent, opId } = this.unanswered ?? { draft: this.draft, opId: crypto.randomUUID() };
    this.isDirty = sent !== this.draft;
    this.tell({ kind: 'saving' });
    try {
      const keepalive = isLeaving && new TextEncoder().encode(JSON.stringify(sent)).length < outlives;
      const signal = AbortSignal.timeout(waits.answer);
      const { savedAt, ...saved } = await this.options.send(
        { ...sent, expectedSeq: this.seq, opId },
        { signal, keepalive },
      );
      this.unanswered = null;
      this.seq = saved.seq;
      this.base = sent;
      this.tries = 0;
      this.isTroubled = false;
      this.listener?.onSaved(sent, saved);
      this.tell(this.isDirty ? { kind: 'typing' } : { kind: 'saved', at: savedAt });
      return true;
    } catch (error) {
      this.isDirty = true;
      this.unanswered = error instanceof SendError && answered.includes(error.code) ? null : { draft: sent, opId };
      this.fail(error);
      return false;
    }
  }

  private fail(error: unknown): void {
    const { code, message } =
      error instanceof SendError ? error : { code: 'offline', message: 'The server did not answer in time.' };
    const stored = code === 'stale' && error instanceof SendError ? storedSchema.safeParse(error.current) : null;
    if (stored?.success) return this.halt({ kind: 'stale', stored: stored.data as Stored });
    if (code === 'signed_out') return this.halt({ kind: 'signed_out', message });
    if (closing.includes(code)) return this.halt({ kind: 'closed', message });
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
