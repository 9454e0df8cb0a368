import { send, SendError } from '@/components/send';
import type { EndpointOutput } from '@/lib/contract/endpoint';
import { presenceEndpoint } from '@/lib/contract/revisions';

/** How often a page says that it is there, in ms. */
const every = 15_000;
/** A change of what is done here is told after so long, in ms. */
const soon = 800;

type Answer = EndpointOutput<typeof presenceEndpoint>;
export type PresentPerson = Answer['people'][number];

/** Who else is here, and the number of the open section's text on the server, when the server was last asked. */
export type Presence = {
  readonly people: Answer['people'];
  readonly sectionId: string | null;
  readonly seq: number | null;
};

type Doing = { readonly sectionId: string | null; readonly isUnsaved: boolean };

const nobody: Presence = { people: [], sectionId: null, seq: null };

/**
 * Says every 15 seconds that this page has a revision open, and hears who else has. It only ever informs: nobody is kept
 * from writing, and where the server cannot be asked, nobody is shown.
 */
export class PresenceBeat {
  private doing: Doing = { sectionId: null, isUnsaved: false };
  private heard: Presence = nobody;
  private readonly tab = crypto.randomUUID();
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly listeners = new Set<() => void>();
  private isOut = false;

  constructor(private readonly number: number) {}

  readonly snapshot = (): Presence => this.heard;

  /** The first to listen starts it, the last to leave ends it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.listeners.size === 0) this.start();
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  };

  /** What is done on this page now. */
  set(doing: Doing): void {
    const { sectionId, isUnsaved } = this.doing;
    if (sectionId === doing.sectionId && isUnsaved === doing.isUnsaved) return;
    this.doing = doing;
    this.plan(soon);
  }

  private readonly leave = () => {
    const { number, tab } = this;
    const input = { number, tab, ...this.doing, isLeaving: true };
    void send(presenceEndpoint, input, { keepalive: true, retries: 0 }).catch(() => undefined);
  };

  private readonly turn = () => {
    if (document.visibilityState === 'visible') this.plan(0);
  };

  private start(): void {
    window.addEventListener('pagehide', this.leave);
    document.addEventListener('visibilitychange', this.turn);
    this.plan(0);
  }

  private stop(): void {
    window.removeEventListener('pagehide', this.leave);
    document.removeEventListener('visibilitychange', this.turn);
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private plan(ms: number): void {
    if (this.isOut) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.beat(), ms);
  }

  private async beat(): Promise<void> {
    const { number, tab, doing } = this;
    if (!navigator.onLine) return this.plan(every);
    try {
      const answer = await send(presenceEndpoint, { number, tab, ...doing, isLeaving: false }, { retries: 0 });
      this.hear({ ...answer, sectionId: doing.sectionId });
    } catch (error) {
      // Whoever is signed out is asked to sign in when they save, not by this.
      this.isOut = error instanceof SendError && error.code === 'signed_out';
      this.hear(nobody);
    }
    if (this.listeners.size > 0) this.plan(every);
  }

  /** The server has taken something of this person: if they were signed out, they are not any more. */
  resume(): void {
    if (!this.isOut) return;
    this.isOut = false;
    if (this.listeners.size > 0) this.plan(0);
  }

  private hear(presence: Presence): void {
    this.heard = presence;
    for (const listener of this.listeners) listener();
  }
}

const beats = new Map<number, PresenceBeat>();

/** The one beat of this page for a revision. */
export function beatOf(number: number): PresenceBeat {
  const known = beats.get(number) ?? new PresenceBeat(number);
  beats.set(number, known);
  return known;
}

/** What somebody is doing, as one sentence without a full stop. */
export function presenceWords({ name, sectionId, heading, isAway, isUnsaved }: PresentPerson): string {
  const section = heading || 'the summary';
  if (isAway && isUnsaved) return `${name}, away, has unsaved changes in ${section}`;
  if (isAway) return `${name} is away`;
  if (sectionId === null) return `${name} is reading`;
  return `${name} is editing ${section}`;
}
