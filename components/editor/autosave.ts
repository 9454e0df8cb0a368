import { z } from 'zod';
import { send, SendError } from '@/components/send';
import { saveSectionEndpoint } from '@/lib/contract/revisions';
import type { Body } from '@/lib/domain/prose/body';

/** Heading and body of one section as the editor holds them. */
export type Draft = { readonly heading: string; readonly body: Body };

/** What the server holds when a save was refused as stale. */
export type Stored = Draft & { readonly seq: number };

/** What is known of the text on the screen. Only an answer of the server makes it `saved`. */
export type SaveStatus =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'typing' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'signed_out' }
  | { readonly kind: 'stale'; readonly stored: Stored }
  | { readonly kind: 'closed'; readonly message: string };

export type Saved = { readonly seq: number; readonly headHash: string; readonly state: string };

type Options = {
  readonly number: number;
  readonly sectionId: string;
  readonly seq: number;
  readonly saved: Draft;
  readonly onStatus: (status: SaveStatus) => void;
  readonly onSaved: (draft: Draft, saved: Saved) => void;
};

const idle = 1500;
const longest = 10_000;
const retryAfter = [2000, 5000, 10_000, 30_000];
const storedSchema = z.object({ seq: z.int(), heading: z.string(), body: z.unknown() });

/**
 * Saves one section by compare-and-swap: one request in flight, 1.5 s after the last key and at most every 10 s while
 * typing. The sequence number belongs to the text, not to the tab: it moves on only with the server's answer.
 */
export class Autosave {
  private draft: Draft;
  private base: Draft;
  private seq: number;
  private isDirty = false;
  private inFlight: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private waitingSince = 0;
  private tries = 0;
  private isHalted = false;

  constructor(private readonly options: Options) {
    this.draft = options.saved;
    this.base = options.saved;
    this.seq = options.seq;
  }

  /** The text that the server acknowledged last: what a merge starts from. */
  get acknowledged(): Draft {
    return this.base;
  }
  /** The text on the screen. */
  get current(): Draft {
    return this.draft;
  }
  /** True while something on the screen is not on the server. */
  get isUnsaved(): boolean {
    return this.isDirty || this.inFlight !== null;
  }

  /** Takes over what was typed and saves it soon. */
  change(draft: Draft): void {
    this.draft = draft;
    if (!this.isDirty) this.waitingSince = Date.now();
    this.isDirty = true;
    if (this.isHalted) return;
    this.options.onStatus({ kind: 'typing' });
    const left = Math.max(0, this.waitingSince + longest - Date.now());
    this.plan(Math.min(idle, left));
  }

  /** Saves now what is not saved, and waits for the answer. */
  async flush(): Promise<boolean> {
    this.unplan();
    if (this.inFlight) await this.inFlight;
    if (this.isDirty && !this.isHalted) await this.save();
    return !this.isUnsaved;
  }

  /** Goes on after a conflict: the chosen text on top of what the server holds. */
  resume(stored: Stored, draft: Draft): Promise<boolean> {
    this.seq = stored.seq;
    this.base = stored;
    this.draft = draft;
    this.isDirty = true;
    this.isHalted = false;
    return this.flush();
  }

  /** Tries again after a failure, a sign-in, or when the network is back. */
  retry(): Promise<boolean> {
    this.isHalted = false;
    this.tries = 0;
    return this.flush();
  }

  /** Ends the timers; what is unsaved stays unsaved. */
  stop(): void {
    this.unplan();
    this.isHalted = true;
  }

  private plan(ms: number): void {
    this.unplan();
    this.timer = setTimeout(() => void this.flush(), ms);
  }

  private unplan(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private save(): Promise<void> {
    this.inFlight = this.request().finally(() => {
      this.inFlight = null;
      if (this.isDirty && !this.isHalted && this.tries === 0) this.plan(idle);
    });
    return this.inFlight;
  }

  private async request(): Promise<void> {
    const { number, sectionId, onStatus, onSaved } = this.options;
    const sent = this.draft;
    this.isDirty = false;
    onStatus({ kind: 'saving' });
    try {
      const input = { number, sectionId, expectedSeq: this.seq, ...sent };
      const signal = AbortSignal.timeout(10_000);
      const { seq, headHash, state, savedAt } = await send(saveSectionEndpoint, input, { signal, retries: 0 });
      this.seq = seq;
      this.base = sent;
      this.tries = 0;
      this.waitingSince = Date.now();
      onSaved(sent, { seq, headHash, state });
      onStatus(this.isDirty ? { kind: 'typing' } : { kind: 'saved', at: savedAt });
    } catch (error) {
      this.isDirty = true;
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    const { onStatus } = this.options;
    const code = error instanceof SendError ? error.code : 'offline';
    const message = error instanceof SendError ? error.message : 'The server did not answer in time.';
    if (code === 'stale' && error instanceof SendError) {
      const stored = storedSchema.safeParse(error.current);
      if (stored.success) return this.halt({ kind: 'stale', stored: stored.data as Stored });
    }
    if (code === 'signed_out') return this.halt({ kind: 'signed_out' });
    if (['wrong_state', 'forbidden', 'not_found', 'own_work', 'stale'].includes(code))
      return this.halt({ kind: 'closed', message });
    onStatus(code === 'offline' || code === 'unavailable' ? { kind: 'offline' } : { kind: 'failed', message });
    this.plan(retryAfter[Math.min(this.tries, retryAfter.length - 1)] ?? idle);
    this.tries += 1;
  }

  private halt(status: SaveStatus): void {
    this.isHalted = true;
    this.options.onStatus(status);
  }
}
