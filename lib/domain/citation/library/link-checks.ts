import type { LinkState } from '@/lib/domain/citation/links';

/** What one look at an address found: it answered, it is gone, it did not answer this time, or it would not say (a robot is kept out). */
export const linkFindings = ['answered', 'gone', 'no_answer', 'unclear'] as const;
export type LinkFinding = (typeof linkFindings)[number];

/** One look, newest first in lists. `at` is in milliseconds since 1970. */
export type LinkLook = { readonly finding: LinkFinding; readonly at: number };

const day = 24 * 3600 * 1000;
/** An address is called dead by two looks in a row that found it gone, three that got no answer; not on one day. */
const needed: Readonly<Partial<Record<LinkFinding, number>>> = { gone: 2, no_answer: 3 };

/** What an HTTP status says about an address. */
export function findingOfStatus(status: number): LinkFinding {
  if (status >= 200 && status < 300) return 'answered';
  if (status === 404 || status === 410) return 'gone';
  return status >= 500 ? 'no_answer' : 'unclear';
}

/** States that people gave; no machine takes them back: an address that was taken over answers well. */
const byPeople: readonly LinkState[] = ['unfit', 'usurped', 'deviated'];

/** The state of an address after the looks at it (newest first), and when to look again, in milliseconds since 1970. */
export function afterLooks(state: LinkState, looks: readonly LinkLook[]): { state: LinkState; nextAt: number } {
  const [last] = looks;
  if (!last) return { state, nextAt: 0 };
  if (byPeople.includes(state)) return { state, nextAt: last.at + 90 * day };
  if (last.finding === 'answered') return { state: 'live', nextAt: last.at + 30 * day };
  if (last.finding === 'unclear') return { state, nextAt: last.at + 30 * day };
  const streak = failuresOf(looks);
  const count = streak.filter(({ finding }) => finding === last.finding).length;
  const spread = last.at - (streak.at(-1)?.at ?? last.at);
  const isDead = count >= (needed[last.finding] ?? Infinity) && spread >= day;
  if (state === 'dead' || isDead) return { state: 'dead', nextAt: last.at + 30 * day };
  return { state, nextAt: last.at + 2 * day };
}

/** The looks since the address answered last, newest first. */
function failuresOf(looks: readonly LinkLook[]): readonly LinkLook[] {
  const end = looks.findIndex(({ finding }) => finding !== 'gone' && finding !== 'no_answer');
  return end === -1 ? looks : looks.slice(0, end);
}
