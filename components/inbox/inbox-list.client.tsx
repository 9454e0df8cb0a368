'use client';

import { useEffect, useRef } from 'react';
import { deedOfKey, InboxEntry, type InboxGroup, useSort } from '@/components/inbox/inbox-entry.client';
import { isNotForUs } from '@/components/review/typing';

/** The inbox, the newest first. E, H and U do what the buttons do, with the entry that has the focus, else with the first one. */
export function InboxList({ groups }: { readonly groups: readonly InboxGroup[] }) {
  const list = useRef<HTMLUListElement>(null);
  const { sort } = useSort();
  const sorted = useRef(sort);
  useEffect(() => {
    sorted.current = sort;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const deed = deedOfKey(event.key);
      if (!deed || isNotForUs(event)) return;
      const entries = [...(list.current?.querySelectorAll<HTMLElement>('[data-subject]') ?? [])];
      const at = Math.max(
        0,
        entries.findIndex((entry) => entry.contains(document.activeElement)),
      );
      const entry = entries[at];
      if (!entry) return;
      event.preventDefault();
      // The focus goes on to the entry that takes the place of the one that leaves.
      if (deed !== 'unread') (entries[at + 1] ?? entries[at - 1])?.querySelector('a')?.focus();
      void sorted.current(entry.dataset['subject'] ?? '', deed);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  if (groups.length === 0) return <p className="empty">Nothing new. What waits for you stands under “Your turn”.</p>;
  return (
    <>
      <p className="small muted">Keys: E done, H tomorrow at 9:00, U unread.</p>
      <ul className="plain-list lines" ref={list}>
        {groups.map((group) => (
          <InboxEntry key={group.subjectId} group={group} />
        ))}
      </ul>
    </>
  );
}
