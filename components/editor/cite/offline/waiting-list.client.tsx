'use client';

import { useSyncExternalStore } from 'react';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { KeptCitation } from '@/components/editor/cite/offline/kept-citation.client';
import type { Pending } from '@/components/editor/cite/offline/pending';
import { sectionOf } from '@/components/editor/cite/offline/stranded';
import type { EditorSection } from '@/components/editor/writing/use-revision-text';

type Props = {
  readonly book: CitationBook;
  readonly sections: readonly EditorSection[];
  readonly isOpen: (sectionId: string) => boolean;
  /** Opens a section; null where nothing may be written. */
  readonly onOpen: ((sectionId: string) => void) | null;
};

const none: readonly Pending[] = [];

/** Citations that this device keeps for sections that are not open now: where each belongs, and the way there. */
export function WaitingCitations({ book: { pending }, sections, isOpen, onOpen }: Props) {
  const items = useSyncExternalStore(
    pending.subscribe,
    () => pending.all,
    () => none,
  );
  const waiting = items.flatMap((item) => {
    const home = sectionOf(item, sections) ?? sections.find(({ sectionId }) => sectionId === item.place.sectionId);
    const isShown = home ? isOpen(home.sectionId) : sections.some(({ sectionId }) => isOpen(sectionId));
    return isShown ? [] : [{ item, home }];
  });
  if (waiting.length === 0) return null;
  return (
    <section className="notice warn stack-tight" aria-label="Sources that wait">
      <ul className="plain-list lines">
        {waiting.map(({ item, home }) => (
          <KeptCitation
            key={item.order.citeId}
            item={item}
            pending={pending}
            said={saidOf(item, home, onOpen !== null)}
          >
            {home && onOpen && item.refused === null ? (
              <button type="button" className="small" onClick={() => onOpen(home.sectionId)}>
                Open “{nameOf(home)}”
              </button>
            ) : null}
          </KeptCitation>
        ))}
      </ul>
    </section>
  );
}

const nameOf = ({ heading }: EditorSection) => heading || 'Summary';

function saidOf(item: Pending, home: EditorSection | undefined, mayOpen: boolean): string {
  if (!mayOpen)
    return 'This source never came into the text, and the text cannot be changed now. It is kept on this device.';
  if (!home) return 'The section that this source was for is gone. Open another one to put it there.';
  const state = item.made ? 'goes in' : 'waits for the server, and goes in';
  return `This source ${state} when “${nameOf(home)}” is open.`;
}
