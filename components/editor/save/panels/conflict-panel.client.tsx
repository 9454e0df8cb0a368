'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Autosave, Draft, Stored } from '@/components/editor/save/autosave';
import { type Pick, plain, Row, rowOf, toRewrite } from '@/components/editor/save/panels/conflict-rows';
import { meet } from '@/components/editor/save/meet';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { send, SendError } from '@/components/send';
import { clock } from '@/components/words';
import { checkpointEndpoint } from '@/lib/contract/revisions';
import { conflictKey, joinedOf, settle } from '@/lib/domain/merge/settle';

type Props = {
  readonly number: number;
  readonly sectionId: string;
  readonly saver: Autosave;
  readonly stored: Stored;
  readonly book: CitationBook;
  /** Who saved what the server holds. */
  readonly who: string;
  /** The text that stands now, to be saved on top of theirs. */
  readonly onChosen: (chosen: Chosen) => void;
};

/** The chosen text; `rewrite` is the block that the person wants to write anew. */
export type Chosen = { readonly draft: Draft; readonly rewrite: string | null };

const headingKey = 'heading';

/** What is chosen, and what keeps it: both texts are put into History first, so that neither is lost whatever happens. */
function useChoices({ number, sectionId, saver, stored, onChosen }: Props) {
  const [picks, setPicks] = useState<ReadonlyMap<string, Pick>>(new Map());
  const [problem, setProblem] = useState('');
  const [isBusy, setBusy] = useState(false);
  const meetNow = () => meet(saver.acknowledged, saver.latest, stored, sectionId);
  async function keep(chosen: ReadonlyMap<string, Pick>) {
    setBusy(true);
    setProblem('');
    try {
      const instead = { sectionId, ...saver.latest };
      await send(checkpointEndpoint, { number, label: 'Before two texts were joined: theirs' });
      await send(checkpointEndpoint, { number, label: 'Before two texts were joined: yours', instead });
      // What was typed elsewhere in the section meanwhile is in it too.
      const { heading, merged } = meetNow();
      const chosenHeading = chosen.get(headingKey) === 'theirs' ? stored.heading : saver.latest.heading;
      const body = settle(merged, plain(chosen)) ?? saver.latest.body;
      onChosen({ draft: { heading: heading ?? chosenHeading, body }, rewrite: toRewrite(merged.conflicts, chosen) });
    } catch (error) {
      setProblem(error instanceof SendError ? error.message : 'Something went wrong. Try again.');
    } finally {
      setBusy(false);
    }
  }
  return {
    ...{ picks, problem, isBusy, keep, made: meetNow() },
    pick: (key: string, choice: Pick) => setPicks(new Map([...picks, [key, choice]])),
  };
}

/** One key on the heading, where the focus is, takes the sentences of both. */
function useJoinKey(title: RefObject<HTMLElement | null>, join: (() => void) | null): void {
  useEffect(() => {
    const { current } = title;
    const press = (event: KeyboardEvent) => {
      if (!join || event.key.toLowerCase() !== 'j' || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      join();
    };
    current?.addEventListener('keydown', press);
    return () => current?.removeEventListener('keydown', press);
  }, [title, join]);
}

/** Two people changed the same words: all texts are shown, nothing is chosen beforehand, and all stay in History. */
export function ConflictPanel(props: Props) {
  const { saver, stored, book, who } = props;
  const { made, picks, pick, keep, problem, isBusy } = useChoices(props);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const { conflicts } = made.merged;
  const mayJoin = made.heading !== null && conflicts.every((one) => joinedOf(made.merged, one) !== undefined);
  const joined = new Map(conflicts.map((one): [string, Pick] => [conflictKey(one), 'joined']));
  useJoinKey(title, mayJoin && !isBusy ? () => void keep(joined) : null);
  const they = stored.savedAt ? `${who} ${clock(stored.savedAt)}` : who;
  const isChosen =
    conflicts.every((one) => picks.has(conflictKey(one))) && (made.heading !== null || picks.has(headingKey));
  return (
    <section className="card stack conflict" aria-labelledby="conflict">
      <h3 id="conflict" ref={title} tabIndex={-1} aria-describedby="conflict-key">
        You and {who} both changed {conflicts.length === 1 ? 'this paragraph' : 'the same words'}
      </h3>
      <p id="conflict-key" className="small">
        {mayJoin ? 'You changed different sentences. Press J here to keep both.' : ''}
      </p>
      {made.heading === null ? (
        <Row
          {...{ legend: 'The heading', they, choice: picks.get(headingKey) }}
          onChoose={(choice) => pick(headingKey, choice)}
        >
          {{ before: saver.acknowledged.heading, theirs: stored.heading, yours: saver.latest.heading }}
        </Row>
      ) : null}
      {conflicts.map((conflict) => (
        <Row
          key={conflictKey(conflict)}
          {...{ legend: 'What shall stand?', they, choice: picks.get(conflictKey(conflict)) }}
          onChoose={(choice) => pick(conflictKey(conflict), choice)}
        >
          {rowOf(conflict, joinedOf(made.merged, conflict), (id) => book.label(id))}
        </Row>
      ))}
      <div role="alert">{problem}</div>
      <div className="row">
        <button type="button" className="primary" disabled={!isChosen || isBusy} onClick={() => void keep(picks)}>
          Keep choice
        </button>
        <span className="small muted">
          Both texts stay in History. You can go on writing in the rest of the section.
        </span>
      </div>
    </section>
  );
}
