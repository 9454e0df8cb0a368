'use client';

import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { setCareEndpoint } from '@/lib/contract/articles';

type Person = { readonly id: string; readonly name: string };
type Care = { readonly reviewBy: string | null; readonly ownerId: string | null };

type Props = { readonly articleId: string; readonly care: Care; readonly people: readonly Person[] };

/** By when an article is to be looked through again, and who sees to it. */
export function ArticleCare({ articleId, care, people }: Props) {
  const { run, busy, error } = useSend(setCareEndpoint);
  const [day, setDay] = useState(care.reviewBy ?? '');
  const [owner, setOwner] = useState(care.ownerId ?? '');
  const [said, say] = useState('');
  async function save(next: Care) {
    say('');
    if ((await run({ articleIds: [articleId], ...next })) === null) return;
    setDay(next.reviewBy ?? '');
    setOwner(next.ownerId ?? '');
    say('Saved.');
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save({ reviewBy: day || null, ownerId: owner || null });
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <div className="row">
        <DayField label="Review by" value={day} onDay={setDay} />
        <OwnerField value={owner} people={people} none="Nobody" onOwner={setOwner} />
      </div>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" disabled={busy}>
          Save
        </button>
        <button
          type="button"
          disabled={busy || care.reviewBy === null}
          onClick={() => void save({ reviewBy: null, ownerId: owner || null })}
        >
          Clear the date
        </button>
        <span role="status" className="small">
          {said}
        </span>
      </div>
    </form>
  );
}

type BulkProps = { readonly people: readonly Person[]; readonly children: ReactNode };

/** Sets owner and review date of the articles that are ticked in the table inside it. What is left as it is changes nothing. */
export function BulkCare({ people, children }: BulkProps) {
  const { run, busy, error } = useSend(setCareEndpoint);
  const [day, setDay] = useState('');
  const [owner, setOwner] = useState('');
  const [said, say] = useState('');
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const articleIds = new FormData(event.currentTarget).getAll('article').map(String);
    if (articleIds.length === 0) return say('Tick the articles first.');
    if (day === '' && owner === '') return say('Choose an owner or a day first.');
    say('');
    const care = {
      ...(day === '' ? {} : { reviewBy: day }),
      ...(owner === '' ? {} : { ownerId: owner === 'nobody' ? null : owner }),
    };
    const answer = await run({ articleIds, ...care });
    if (answer) say(`${answer.changed} of ${articleIds.length} changed.`);
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      {children}
      <fieldset className="stack">
        <legend>Set for the ticked articles</legend>
        <div className="row">
          <OwnerField value={owner} people={people} none="Leave as it is" onOwner={setOwner}>
            <option value="nobody">Nobody</option>
          </OwnerField>
          <DayField label="Review by" value={day} onDay={setDay} />
        </div>
        <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
        <div className="row">
          <button type="submit" disabled={busy}>
            Set
          </button>
          <span role="status" className="small">
            {said}
          </span>
        </div>
      </fieldset>
    </form>
  );
}

type DayProps = { readonly label: string; readonly value: string; readonly onDay: (day: string) => void };

function DayField({ label, value, onDay }: DayProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="date" value={value} onChange={(event) => onDay(event.target.value)} />
    </div>
  );
}

type OwnerProps = {
  readonly value: string;
  readonly people: readonly Person[];
  /** What no choice means. */
  readonly none: string;
  readonly onOwner: (id: string) => void;
  readonly children?: ReactNode;
};

function OwnerField({ value, people, none, onOwner, children = null }: OwnerProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Owner</label>
      <select id={id} value={value} onChange={(event) => onOwner(event.target.value)}>
        <option value="">{none}</option>
        {children}
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </select>
    </div>
  );
}
