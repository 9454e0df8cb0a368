'use client';

import { type FormEvent, useId, useState } from 'react';
import { LocalTime } from '@/components/desk/local-time.client';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { answerLookEndpoint, askForLookEndpoint } from '@/lib/contract/reviews';

type Person = { readonly id: string; readonly name: string };
type Look = {
  readonly id: string;
  readonly question: string;
  readonly state: string;
  readonly answer: string;
  readonly asked: string;
  readonly askedBy: string;
  readonly isForYou: boolean;
  /** When it was answered, or asked while it was not. */
  readonly at: string;
};

/** Asks anybody to look at the revision: they answer in words, and approve nothing. */
export function AskForLook({ number, people }: { readonly number: number; readonly people: readonly Person[] }) {
  return (
    <DialogButton
      label="Ask for a look"
      title="Ask for a look"
      disabled={people.length === 0}
      because="Nobody else is here."
    >
      {(close) => <AskFields number={number} people={people} close={close} />}
    </DialogButton>
  );
}

type AskProps = { readonly number: number; readonly people: readonly Person[]; readonly close: () => void };

function AskFields({ number, people, close }: AskProps) {
  const { run, busy, error } = useSend(askForLookEndpoint);
  const [personId, setPerson] = useState(people[0]?.id ?? '');
  const [question, setQuestion] = useState('');
  const id = useId();
  async function submit(event: FormEvent) {
    event.preventDefault();
    if ((await run({ number, personId, question })) === null) return;
    setQuestion('');
    close();
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <p>They see what you see and answer in words. It approves nothing, and blocks nothing.</p>
      <PersonField label="Whom" people={people} value={personId} onChange={setPerson} />
      <div className="field">
        <label htmlFor={id}>What should they look at?</label>
        <textarea id={id} value={question} maxLength={1000} onChange={(event) => setQuestion(event.target.value)} />
      </div>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Ask
        </button>
        <button type="button" onClick={close}>
          Keep reading
        </button>
      </div>
    </form>
  );
}

type PersonProps = {
  readonly label: string;
  readonly people: readonly Person[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly none?: string;
};

function PersonField({ label, people, value, onChange, none }: PersonProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {none === undefined ? null : <option value="">{none}</option>}
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </select>
    </div>
  );
}

type LooksProps = { readonly looks: readonly Look[]; readonly people: readonly Person[] };

/** What was asked of whom and what they said; what is asked of the reader, with the ways to answer. */
export function Looks({ looks, people }: LooksProps) {
  return looks.map((look) =>
    look.isForYou ? (
      <section key={look.id} className="notice stack-tight" aria-label={`${look.askedBy} asks you to look`}>
        <p>
          <strong>
            <bdi>{look.askedBy}</bdi> asks you to look:
          </strong>{' '}
          <bdi>{look.question}</bdi>
        </p>
        <div className="row">
          <Answer look={look} people={people} answer="answered" />
          <Answer look={look} people={people} answer="declined" />
        </div>
      </section>
    ) : (
      <section key={look.id} className="notice info" aria-label={`${look.askedBy} asked ${look.asked} to look`}>
        <p>
          <bdi>{look.askedBy}</bdi> asked <bdi>{look.asked}</bdi>: <bdi>{look.question}</bdi>
        </p>
        <p>
          {look.state === 'open' ? 'Not answered yet.' : null}
          {look.state === 'declined' ? `${look.asked} cannot do it now. ` : null}
          <bdi>{look.answer}</bdi>{' '}
          <span className="small muted">
            <LocalTime at={look.at} />
          </span>
        </p>
      </section>
    ),
  );
}

type AnswerProps = {
  readonly look: Look;
  readonly people: readonly Person[];
  readonly answer: 'answered' | 'declined';
};

const words = {
  answered: { label: 'Answer', explain: 'Say what you found. This approves nothing.', field: 'Your answer' },
  declined: {
    label: 'I can’t do this now',
    explain: 'It leaves your desk. Name somebody who could, if you know one.',
    field: 'Why (if you like)',
  },
} as const;

function Answer({ look, people, answer }: AnswerProps) {
  const { label } = words[answer];
  return (
    <DialogButton label={label} title={label} tone="small">
      {(close) => <AnswerFields {...{ look, people, answer, close }} />}
    </DialogButton>
  );
}

function AnswerFields({ look, people, answer, close }: AnswerProps & { readonly close: () => void }) {
  const { run, busy, error } = useSend(answerLookEndpoint);
  const [text, setText] = useState('');
  const [personId, setPerson] = useState('');
  const id = useId();
  const { explain, field, label } = words[answer];
  async function submit(event: FormEvent) {
    event.preventDefault();
    const instead = answer === 'declined' && personId !== '' ? { personId } : {};
    if ((await run({ lookId: look.id, answer, text, ...instead })) !== null) close();
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <p>{explain}</p>
      <div className="field">
        <label htmlFor={id}>{field}</label>
        <textarea id={id} value={text} maxLength={4000} onChange={(event) => setText(event.target.value)} />
      </div>
      {answer === 'declined' ? (
        <PersonField
          label="Who could"
          people={people}
          value={personId}
          onChange={setPerson}
          none="Nobody in particular"
        />
      ) : null}
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          {label}
        </button>
        <button type="button" onClick={close}>
          Keep reading
        </button>
      </div>
    </form>
  );
}
