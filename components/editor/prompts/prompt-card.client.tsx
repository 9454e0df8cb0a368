'use client';

import type { ReactNode } from 'react';
import type { Prompting, Shown } from '@/components/editor/prompts/use-prompts';
import { promptQuestions, reasonWords } from '@/components/prompt-words';
import { reasonsOf } from '@/lib/domain/prose/prompts/prompt';

type Props = {
  /** Of the cards of one group one is open at a time. */
  readonly group: string;
  readonly shown: Shown;
  /** Why it is asked although nothing was changed; empty for the others. */
  readonly hint: string;
  /** What readers see of the citations that it is about. */
  readonly labels: readonly string[];
  readonly prompting: Prompting;
  /** It was answered: the card goes. */
  readonly onDone: () => void;
};

const shortened = (text: string) => (text.length > 90 ? `${text.slice(0, 88)}…` : text);

/** One question as a card: what to do about it, or a reason from a short list why nothing is to be done. */
export function PromptCard({ group, shown, hint, labels, prompting, onDone }: Props) {
  const { prompt, answer } = shown;
  const { kind, said, before } = prompt;
  const give = async (reason: (typeof reasonsOf)[typeof kind][number]) => {
    if (await prompting.answer(shown, reason)) onDone();
  };
  return (
    <details className="prompt" name={group}>
      <summary>
        <span aria-hidden="true" className="prompt-sign">
          ?
        </span>{' '}
        <span>
          {hint}
          {promptQuestions[kind]} <q dir="auto">{shortened(said)}</q>
        </span>
      </summary>
      <div className="stack-tight">
        {before === undefined ? null : (
          <p className="small">
            Before: <q dir="auto">{before}</q>
            {labels.length > 0 ? ` (source ${labels.join(', ')})` : null}
          </p>
        )}
        <div className="row">
          <Deeds shown={shown} labels={labels} prompting={prompting} onDone={onDone} />
        </div>
        {answer ? (
          <p className="small">
            <bdi>{answer.by}</bdi>: {reasonWords[answer.reason]}.{' '}
            <button type="button" className="small" onClick={() => void prompting.answer(shown, null)}>
              Ask again
            </button>
          </p>
        ) : (
          <fieldset className="row bearings">
            <legend className="small muted">Or say why not; the reviewer sees the reason</legend>
            {reasonsOf[kind].map((reason) => (
              <button key={reason} type="button" className="small" onClick={() => void give(reason)}>
                {reasonWords[reason]}
              </button>
            ))}
          </fieldset>
        )}
      </div>
    </details>
  );
}

type DeedProps = Pick<Props, 'shown' | 'labels' | 'prompting' | 'onDone'>;

function Deeds({ shown, labels, prompting, onDone }: DeedProps): ReactNode {
  const { kind } = shown.prompt;
  const later = (
    <button
      key="later"
      type="button"
      className="small"
      onClick={() => {
        prompting.postpone(shown);
        onDone();
      }}
    >
      Later
    </button>
  );
  const show = (words: string) => (
    <button key="show" type="button" className="small" onClick={() => prompting.show(shown)}>
      {words}
    </button>
  );
  const add = (
    <button key="add" type="button" className="small primary" onClick={() => prompting.addSource(shown)}>
      Add a source
    </button>
  );
  if (kind === 'source' || kind === 'pasted') return [add, show('Show in the text'), later];
  if (kind === 'source_lost') {
    const keep = (
      <button key="keep" type="button" className="small primary" onClick={() => prompting.keepSource(shown)}>
        Keep source {labels.join(', ')}
      </button>
    );
    return [keep, add, show('Show in the text'), later];
  }
  return [show(kind === 'figure_changed' ? 'Show in the text' : 'Change it in the text'), later];
}
