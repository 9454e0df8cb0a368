'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Autosave, Draft, Stored } from '@/components/editor/save/autosave';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { ReadBlock } from '@/components/prose/read-body';
import { Words } from '@/components/prose/words';
import { send, SendError } from '@/components/send';
import { checkpointEndpoint } from '@/lib/contract/revisions';
import type { MergeConflict } from '@/lib/domain/merge/section';
import { type Choice, conflictKey, joinedOf, settle } from '@/lib/domain/merge/settle';
import { mergeTexts } from '@/lib/domain/merge/text';
import { readRun } from '@/lib/domain/diff/runs';
import { diffWords } from '@/lib/domain/diff/words';
import type { Block } from '@/lib/domain/prose/body';

type Props = {
  readonly number: number;
  readonly sectionId: string;
  readonly saver: Autosave;
  readonly stored: Stored;
  readonly book: CitationBook;
  /** Who saved what the server holds. */
  readonly who: string;
  /** The text that stands now, to be saved on top of theirs. */
  readonly onChosen: (draft: Draft) => void;
};

const headingKey = 'heading';

/** Two people changed the same words: all texts are shown, nothing is chosen beforehand, and all stay in History. */
export function ConflictPanel({ number, sectionId, saver, stored, book, who, onChosen }: Props) {
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const made = mergeTexts(saver.acknowledged, saver.latest, stored);
  const { conflicts } = made.merged;
  const isChosen =
    conflicts.every((one) => choices.has(conflictKey(one))) && (made.heading !== null || choices.has(headingKey));
  const choose = (key: string, choice: Choice) => setChoices(new Map([...choices, [key, choice]]));

  /** Both texts are kept first, then the chosen one is saved: whatever happens in between, neither is lost. */
  async function keep() {
    setBusy(true);
    setProblem('');
    const base = saver.acknowledged;
    try {
      const instead = { sectionId, ...saver.latest };
      await send(checkpointEndpoint, { number, label: 'Before two texts were joined: theirs' });
      await send(checkpointEndpoint, { number, label: 'Before two texts were joined: yours', instead });
      const { heading, merged } = mergeTexts(base, saver.latest, stored);
      const chosenHeading = choices.get(headingKey) === 'theirs' ? stored.heading : saver.latest.heading;
      onChosen({ heading: heading ?? chosenHeading, body: settle(merged, choices) ?? saver.latest.body });
    } catch (error) {
      setProblem(error instanceof SendError ? error.message : 'Something went wrong. Try again.');
    } finally {
      setBusy(false);
    }
  }
  return (
    <section className="card stack conflict" aria-labelledby="conflict">
      <h3 id="conflict" ref={title} tabIndex={-1}>
        You and {who} both changed {conflicts.length === 1 ? 'this paragraph' : 'the same words'}
      </h3>
      {made.heading === null ? (
        <Row legend="The heading" choice={choices.get(headingKey)} onChoose={(choice) => choose(headingKey, choice)}>
          {{ before: saver.acknowledged.heading, theirs: stored.heading, yours: saver.latest.heading }}
        </Row>
      ) : null}
      {conflicts.map((conflict) => (
        <Row
          key={conflictKey(conflict)}
          legend="What shall stand?"
          choice={choices.get(conflictKey(conflict))}
          onChoose={(choice) => choose(conflictKey(conflict), choice)}
        >
          {rowOf(conflict, joinedOf(made.merged, conflict), (id) => book.label(id))}
        </Row>
      ))}
      <div role="alert">{problem}</div>
      <div className="row">
        <button type="button" className="primary" disabled={!isChosen || isBusy} onClick={() => void keep()}>
          Keep choice
        </button>
        <span className="small muted">
          Both texts stay in History. You can go on writing in the rest of the section.
        </span>
      </div>
    </section>
  );
}

type Texts = Partial<Record<Choice | 'before', ReactNode>>;
type RowProps = {
  readonly legend: string;
  readonly choice: Choice | undefined;
  readonly onChoose: (choice: Choice) => void;
  readonly children: Texts;
};

const names: Readonly<Record<Choice, string>> = {
  theirs: 'Their text',
  yours: 'Your text',
  joined: 'The sentences of both',
  both: 'Both, one after the other, to be edited',
};

function Row({ legend, choice, onChoose, children }: RowProps) {
  return (
    <fieldset className="stack">
      <legend>{legend}</legend>
      {children.before ? (
        <div>
          <span className="small muted">Before</span>
          <div className="prose">{children.before}</div>
        </div>
      ) : null}
      {(Object.keys(names) as Choice[])
        .filter((name) => name in children)
        .map((name) => (
          <div key={name}>
            <label className="row">
              <input type="radio" checked={choice === name} onChange={() => onChoose(name)} /> {names[name]}
            </label>
            <div className="prose">{children[name]}</div>
          </div>
        ))}
    </fieldset>
  );
}

type Label = (citationId: string) => string;

function rowOf({ base, theirs, ours }: MergeConflict, joined: Block | undefined, label: Label): Texts {
  const blocks = (list: readonly Block[]) =>
    list.map((block, at) => <ReadBlock key={at} block={block} label={label} />);
  const side = (list: readonly Block[]) => marked(base, list, label) ?? blocks(list);
  return {
    ...(base.length > 0 ? { before: blocks(base) } : {}),
    theirs: theirs.length > 0 ? side(theirs) : <p className="muted">Taken out</p>,
    yours: ours.length > 0 ? side(ours) : <p className="muted">Taken out</p>,
    ...(joined ? { joined: side([joined]) } : {}),
    ...(theirs.length > 0 && ours.length > 0 ? { both: null } : {}),
  };
}

/** One paragraph against one: with its words marked. */
function marked(base: readonly Block[], side: readonly Block[], label: Label) {
  const [before, after] = [base[0], side[0]];
  if (base.length !== 1 || side.length !== 1 || before?.type !== 'paragraph' || after?.type !== 'paragraph')
    return null;
  const pieces = diffWords(readRun(before.content), readRun(after.content));
  return (
    <p dir="auto">
      <Words pieces={pieces} side="both" label={label} />
    </p>
  );
}
