'use client';

import { useEffect, useRef, useState } from 'react';
import type { Autosave, Draft, Stored } from '@/components/editor/autosave';
import { ReadBody } from '@/components/prose/read-body';
import { send } from '@/components/send';
import { checkpointEndpoint } from '@/lib/contract/revisions';
import { mergeSection } from '@/lib/domain/diff/merge';
import type { Body } from '@/lib/domain/prose/body';

type Choice = 'theirs' | 'yours' | 'both';
type Props = {
  readonly number: number;
  readonly saver: Autosave;
  readonly stored: Stored;
  /** The text that stands now, and a sentence on why. */
  readonly onChosen: (draft: Draft, because: string) => void;
};

/**
 * The stale case. Different paragraphs are merged at once; where both changed the same words both texts are shown, nothing is
 * chosen beforehand, and whatever is chosen, both stay in History.
 */
export function ConflictPanel({ number, saver, stored, onChosen }: Props) {
  const [choice, setChoice] = useState<Choice | null>(null);
  const [isBusy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const merged = mergeSection(saver.acknowledged.body, saver.current.body, stored.body);
  const isMergeable = merged.conflicts.length === 0;

  useEffect(() => heading.current?.focus(), []);
  useEffect(() => {
    if (isMergeable) void keep({ heading: saver.current.heading, body: merged.body });
    // Once per conflict: `stored` is what the server answered.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [stored]);

  async function keep(draft: Draft) {
    setBusy(true);
    const mine = saver.current;
    await send(checkpointEndpoint, { number, label: 'Before two texts were joined: theirs' });
    if (await saver.resume(stored, mine)) {
      await send(checkpointEndpoint, { number, label: 'Before two texts were joined: yours' });
      onChosen(
        draft,
        isMergeable
          ? 'Someone changed another paragraph here. Both changes are kept.'
          : 'Your choice stands. Both texts are in History.',
      );
      await saver.flush();
    }
    setBusy(false);
  }
  function chosen(): Draft | null {
    if (choice === 'theirs') return stored;
    if (choice === 'yours') return saver.current;
    return choice === 'both' ? { heading: saver.current.heading, body: bothOf(stored.body, saver.current.body) } : null;
  }
  if (isMergeable) return <p>Joining both changes…</p>;
  const draft = chosen();
  return (
    <section className="card stack" aria-labelledby="conflict">
      <h3 id="conflict" ref={heading} tabIndex={-1}>
        You and someone else both changed this section
      </h3>
      <fieldset className="stack">
        <legend>What shall stand?</legend>
        <Option
          name="Their text, on the server"
          value="theirs"
          body={stored.body}
          choice={choice}
          onChoose={setChoice}
        />
        <Option name="Your text" value="yours" body={saver.current.body} choice={choice} onChoose={setChoice} />
        <label className="row">
          <input type="radio" name="conflict" checked={choice === 'both'} onChange={() => setChoice('both')} /> Both,
          one after the other, to be edited
        </label>
      </fieldset>
      <div className="row">
        <button type="button" className="primary" disabled={!draft || isBusy} onClick={() => draft && void keep(draft)}>
          Keep this
        </button>
        <span className="small muted">Both texts stay in History.</span>
      </div>
    </section>
  );
}

type OptionProps = {
  readonly name: string;
  readonly value: Choice;
  readonly body: Body;
  readonly choice: Choice | null;
  readonly onChoose: (choice: Choice) => void;
};

function Option({ name, value, body, choice, onChoose }: OptionProps) {
  return (
    <div className="card stack">
      <label className="row">
        <input type="radio" name="conflict" checked={choice === value} onChange={() => onChoose(value)} /> {name}
      </label>
      <ReadBody body={body} label={() => 'source'} />
    </div>
  );
}

/** Their blocks, then those of yours that differ. The server gives doubled block ids new ones. */
function bothOf(theirs: Body, yours: Body): Body {
  const known = new Set(theirs.content.map((block) => JSON.stringify(block)));
  return {
    type: 'doc',
    content: [...theirs.content, ...yours.content.filter((block) => !known.has(JSON.stringify(block)))],
  };
}
