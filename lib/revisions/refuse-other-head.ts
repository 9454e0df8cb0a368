import { Refusal } from '@/lib/domain/refusal';

/** Refuses an action on another text than the one that its author saw. */
export function refuseOtherHead(stored: string, seen: string): void {
  if (stored === seen) return;
  throw new Refusal('stale', {
    message: 'The text was changed since you opened it. Look at what is new.',
    current: { headHash: stored },
  });
}
