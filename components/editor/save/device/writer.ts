import { BrowserJournal, type Kept } from '@/components/editor/save/device/journal';

/** The journal of this browser. */
export const journal = new BrowserJournal();

const prefix = 'stet-writer-';
let own: string | null = null;

/**
 * The name of this page in the journal. While the page lives it holds a lock of that name, which the browser gives back
 * however the page ends: so another page can tell what was left behind from what is being written. Empty on the server,
 * where nothing is written.
 */
export function writerOfThisPage(): string {
  if (typeof window === 'undefined') return '';
  if (own !== null) return own;
  own = crypto.randomUUID();
  const never = new Promise<void>(() => undefined);
  if ('locks' in navigator) void navigator.locks.request(prefix + own, () => never).catch(() => undefined);
  return own;
}

/** What this person has typed in a revision on this device, in pages that are not there any more. Empty where nothing is kept. */
export async function leftBehind(person: string, number: number): Promise<Kept[]> {
  const kept = await journal.of(person, number).catch(() => []);
  if (kept.length === 0) return [];
  const { held = [] } = 'locks' in navigator ? await navigator.locks.query() : {};
  const alive = new Set(held.map(({ name }) => name));
  return kept.filter(({ writer }) => writer !== own && !alive.has(prefix + writer));
}
