import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Channel, type Locks, type Place, SoleTab } from '@/components/editor/save/device/sole-tab';

type Grant = (lock: Lock | null) => unknown;
type Waiting = { readonly grant: Grant; readonly end: (error?: unknown) => void };

/** The locks of a browser, for one name. */
class Browser {
  private held: { readonly take: () => void } | null = null;
  private queue: Waiting[] = [];
  private readonly channels = new Set<{ hear: () => void }>();

  readonly locks: Locks = {
    request: (async (_name: string, how: LockOptions, grant: Grant) => {
      if (how.ifAvailable && this.held) return grant(null);
      if (how.steal) this.held?.take();
      if (!this.held) return this.give(grant);
      return new Promise<unknown>((resolve, reject) => {
        const waiting: Waiting = { grant, end: (error) => (error ? reject(error) : resolve(undefined)) };
        this.queue.push(waiting);
        how.signal?.addEventListener('abort', () => {
          this.queue = this.queue.filter((one) => one !== waiting);
          reject(new DOMException('aborted', 'AbortError'));
        });
      });
    }) as Locks['request'],
  };

  private async give(grant: Grant): Promise<unknown> {
    let take = () => {};
    const stolen = new Promise((_resolve, reject) => {
      take = () => {
        this.held = null;
        reject(new DOMException('stolen', 'AbortError'));
      };
    });
    this.held = { take };
    const mine = this.held;
    try {
      return await Promise.race([grant({ name: 'text', mode: 'exclusive' }), stolen]);
    } finally {
      if (this.held === mine) {
        this.held = null;
        const next = this.queue.shift();
        if (next) void this.give(next.grant).then(() => next.end(), next.end);
      }
    }
  }

  channel(): Channel {
    const member = { hear: () => {} };
    this.channels.add(member);
    return {
      postMessage: () => {
        for (const other of this.channels) if (other !== member) other.hear();
      },
      close: () => void this.channels.delete(member),
      addEventListener: (_type: string, listener: unknown) => {
        member.hear = listener as () => void;
      },
    };
  }
}

const settle = () => vi.advanceTimersByTimeAsync(0);

/** A tab of this browser that opens the text. */
function open(browser: Browser, onLeave: () => Promise<unknown> = async () => undefined) {
  const places: Place[] = [];
  const options = { name: 'text', locks: browser.locks, channel: browser.channel(), onLeave };
  const tab = new SoleTab({ ...options, onPlace: (place) => places.push(place) });
  return { tab, places };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('two tabs of one person', () => {
  it('the first one writes, the second waits, and has it when the first is closed', async () => {
    const browser = new Browser();
    const one = open(browser);
    await settle();
    const two = open(browser);
    await settle();
    expect([one.places, two.places]).toEqual([['here'], ['elsewhere']]);
    one.tab.end();
    await settle();
    expect(two.places).toEqual(['elsewhere', 'here']);
  });

  it('the second takes over when the first has saved, and the first has it back when the second is closed', async () => {
    const browser = new Browser();
    let saved = () => {};
    const one = open(browser, () => new Promise<void>((resolve) => (saved = resolve)));
    await settle();
    const two = open(browser);
    await settle();
    two.tab.takeOver();
    await settle();
    expect([one.places, two.places]).toEqual([['here', 'elsewhere'], ['elsewhere']]);
    saved();
    await settle();
    expect(two.places).toEqual(['elsewhere', 'here']);
    two.tab.end();
    await settle();
    expect(one.places).toEqual(['here', 'elsewhere', 'here']);
  });

  it('takes it from a tab that hangs', async () => {
    const browser = new Browser();
    const one = open(browser, () => new Promise(() => {}));
    await settle();
    const two = open(browser);
    await settle();
    two.tab.takeOver();
    await vi.advanceTimersByTimeAsync(12_000);
    expect(two.places).toEqual(['elsewhere', 'here']);
    expect(one.places.at(-1)).toBe('elsewhere');
  });

  it('a tab that was closed while it waited is never given it', async () => {
    const browser = new Browser();
    const one = open(browser);
    await settle();
    const two = open(browser);
    await settle();
    const three = open(browser);
    await settle();
    two.tab.end();
    one.tab.end();
    await settle();
    expect([two.places, three.places]).toEqual([['elsewhere'], ['elsewhere', 'here']]);
  });
});
