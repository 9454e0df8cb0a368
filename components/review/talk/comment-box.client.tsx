'use client';

import { type KeyboardEvent, type RefObject, useId, useRef, useState } from 'react';
import { labelled, useTalk } from '@/components/review/talk/people.client';
import { namingAt, storedMentions } from '@/lib/domain/thread/mention';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly error?: string | null;
  readonly rows?: number;
};

const shownAtOnce = 6;

/** What was typed into a comment box, as it is stored: names of people become their ids. */
export function useStoredComment(): (typed: string) => string {
  const { people } = useTalk();
  return (typed) => storedMentions(typed.trim(), labelled(people));
}

/**
 * A field for a comment. An @ opens a list of people: arrows choose, Enter or Tab take, Esc closes it. The field stays a textbox, which
 * is all that a textarea may be (ARIA in HTML), with a list beside it; whoever types the name on is understood as well.
 */
export function CommentBox({ label, value, onChange, error = null, rows = 3 }: Props) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { found, at, take, onKeyDown, typed, see, closeList } = useNaming({ field, value, onChange });
  const isOpen = found.length > 0;
  return (
    <div className="field naming">
      <label htmlFor={id}>{label}</label>
      <textarea
        ref={field}
        id={id}
        rows={rows}
        value={value}
        maxLength={4000}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? `${id}-people` : undefined}
        aria-activedescendant={isOpen ? `${id}-${at}` : undefined}
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : `${id}-error`}
        onChange={(event) => typed(event.target)}
        onSelect={see}
        onBlur={closeList}
        onKeyDown={onKeyDown}
      />
      {isOpen ? <People id={id} found={found} at={at} take={take} /> : null}
      {error === null ? null : (
        <span className="error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  );
}

type Field = Pick<Props, 'value' | 'onChange'> & { readonly field: RefObject<HTMLTextAreaElement | null> };

/** Whom the caret names, and the keys of the list. */
function useNaming({ field, value, onChange }: Field) {
  const [caret, setCaret] = useState(0);
  const [isClosed, setClosed] = useState(false);
  const [chosen, setChosen] = useState(0);
  const { people } = useTalk();
  const naming = isClosed ? null : namingAt(value, caret);
  const found = naming ? matching(labelled(people), naming.query) : [];
  const at = Math.min(chosen, found.length - 1);
  const closeList = () => setClosed(true);

  function take(index: number) {
    const person = found[index];
    if (!naming || !person) return;
    const before = `${value.slice(0, naming.from)}@${person.label} `;
    onChange(before + value.slice(caret).replace(/^ /u, ''));
    closeList();
    requestAnimationFrame(() => {
      field.current?.setSelectionRange(before.length, before.length);
      field.current?.focus();
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    const steps: Partial<Record<string, () => void>> = {
      ArrowDown: () => setChosen((at + 1) % found.length),
      ArrowUp: () => setChosen((at + found.length - 1) % found.length),
      Enter: () => take(at),
      Tab: () => take(at),
      Escape: closeList,
    };
    const step = found.length > 0 ? steps[event.key] : undefined;
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    step();
  }

  function typed(target: HTMLTextAreaElement) {
    onChange(target.value);
    setCaret(target.selectionStart);
    setClosed(false);
    setChosen(0);
  }

  const see = () => setCaret(field.current?.selectionStart ?? 0);
  return { found, at, take, onKeyDown, typed, see, closeList };
}

type Found = readonly { readonly id: string; readonly label: string }[];
type PeopleProps = {
  readonly id: string;
  readonly found: Found;
  readonly at: number;
  readonly take: (index: number) => void;
};

/** Who can be meant. The focus stays in the field, which names the active one. */
function People({ id, found, at, take }: PeopleProps) {
  return (
    <div className="naming-list" id={`${id}-people`} role="listbox" aria-label="People" tabIndex={-1}>
      {found.map((person, index) => (
        <div
          key={person.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onPointerDown={(event) => {
            event.preventDefault();
            take(index);
          }}
        >
          <bdi>{person.label}</bdi>
        </div>
      ))}
    </div>
  );
}

/** People of whose name some word begins with what was typed; none when it is a whole name with a blank behind it. */
function matching(people: readonly { id: string; label: string }[], query: string) {
  const wanted = query.toLowerCase();
  if (people.some(({ label }) => wanted.startsWith(`${label.toLowerCase()} `))) return [];
  return people.filter(({ label }) => ` ${label.toLowerCase()}`.includes(` ${wanted}`)).slice(0, shownAtOnce);
}
