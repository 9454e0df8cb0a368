'use client';

import { presenceWords } from '@/components/editor/save/presence/beat';
import { usePresence } from '@/components/editor/save/presence/use-presence';

/** Who else has this revision open, and what they do there. Silent: it is never in the way. */
export function PresenceLine({ number }: { readonly number: number }) {
  const { people } = usePresence(number);
  return (
    <p className="presence small muted" data-presence={people.length}>
      {people.length > 0 ? `${people.map(presenceWords).join(' · ')}.` : ''}
    </p>
  );
}

/** That others have this section open, which keeps nobody from writing. */
export function SectionClaim({ number, sectionId }: { readonly number: number; readonly sectionId: string }) {
  const { people } = usePresence(number);
  const names = people.filter((person) => person.sectionId === sectionId && !person.isAway).map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <p className="presence small">
      <bdi>{new Intl.ListFormat('en').format(names)}</bdi> {names.length === 1 ? 'has' : 'have'} this section open. You
      can still write; we will merge.
    </p>
  );
}
