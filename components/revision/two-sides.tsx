import { type ReactNode, useId } from 'react';
import type { HeadConflict, HeadField, Side } from '@/lib/domain/merge/head';

/** What the parts of an article's head are called. */
const fieldWords: Readonly<Record<HeadField, string>> = {
  title: 'Title',
  facts: 'Facts',
  attribution: 'First published in',
};

type Props = {
  readonly name: string;
  readonly labels: Readonly<Record<Side, string>>;
  readonly sides: Readonly<Record<Side, ReactNode>>;
  readonly choice: Side | null;
  readonly onChoose: (side: Side) => void;
};

/** Two texts of which one shall stand; nothing is chosen beforehand. */
export function TwoSides({ name, labels, sides, choice, onChoose }: Props) {
  const id = useId();
  return (
    <fieldset className="card">
      <legend>
        <bdi>{name}</bdi>: both changed the same words
      </legend>
      <div className="two">
        {(['ours', 'theirs'] as const).map((side) => (
          <div key={side} className="stack-tight">
            <label className="choice">
              <input type="radio" name={id} checked={choice === side} onChange={() => onChoose(side)} />
              <strong>{labels[side]}</strong>
            </label>
            {sides[side]}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** One side of a part of the head: a text, or rows of the facts card. */
function ReadPart({ part }: { readonly part: string | readonly { readonly key: string; readonly value: string }[] }) {
  if (typeof part === 'string') return part === '' ? <p className="muted">Nothing</p> : <p dir="auto">{part}</p>;
  if (part.length === 0) return <p className="muted">Taken out</p>;
  return (
    <ul>
      {part.map(({ key, value }) => (
        <li key={`${key} ${value}`} dir="auto">
          {key}: {value}
        </li>
      ))}
    </ul>
  );
}

type HeadProps = {
  readonly conflicts: readonly HeadConflict[];
  readonly labels: Readonly<Record<Side, string>>;
  readonly choices: Readonly<Partial<Record<HeadField, Side>>>;
  readonly onChoose: (field: HeadField, side: Side) => void;
};

/** The parts of a head that two people changed in different ways. */
export function HeadConflicts({ conflicts, labels, choices, onChoose }: HeadProps) {
  return conflicts.map(({ field, ours, theirs }) => (
    <TwoSides
      key={field}
      name={fieldWords[field]}
      labels={labels}
      sides={{ ours: <ReadPart part={ours} />, theirs: <ReadPart part={theirs} /> }}
      choice={choices[field] ?? null}
      onChoose={(side) => onChoose(field, side)}
    />
  ));
}
