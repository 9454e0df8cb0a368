'use client';

import type { Editor } from '@tiptap/react';
import { useEffect, useId, useRef, useState } from 'react';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { PromptCard } from '@/components/editor/prompts/prompt-card.client';
import { usePromptData } from '@/components/editor/prompts/data.client';
import { type Shown, usePrompts } from '@/components/editor/prompts/use-prompts';
import { useSpot } from '@/components/editor/prompts/use-spot';
import { promptQuestions, reasonWords } from '@/components/prompt-words';
import { count } from '@/components/words';
import type { Body } from '@/lib/domain/prose/body';
import { promptKey } from '@/lib/domain/prose/prompts/prompt';
import { slipsOfTitle } from '@/lib/domain/prose/prompts/section';

type Props = {
  readonly editor: Editor;
  readonly sectionId: string;
  readonly isLead: boolean;
  /** The text as it was when the section was opened. */
  readonly opened: Body;
  readonly book: CitationBook;
  /** Asks for a source behind the words at the caret. */
  readonly onCite: () => void;
};

/** Quiet questions about the open section, below its text: one card at a time, each answered with a deed or a reason. */
export function PromptPanel(props: Props) {
  const { editor, sectionId, isLead, book } = props;
  const id = useId();
  const prompting = usePrompts({ ...props, sourceOf: (one) => book.line(one)?.sourceId });
  useSpot(editor, sectionId);
  const { open, answered, atCaret, error } = prompting;
  const list = useRef<HTMLDivElement>(null);
  /** What had the focus is gone with its card: the next question, else the text. */
  const moveOn = () => {
    const next = list.current?.querySelector<HTMLElement>('summary');
    if (next) next.focus();
    else editor.view.focus();
  };
  const card = (shown: Shown, hint: string) => (
    <PromptCard
      key={promptKey(shown.prompt) + shown.prompt.from}
      group={id}
      {...{ shown, hint, prompting }}
      labels={(shown.prompt.citations ?? []).map((one) => book.label(one))}
      onDone={moveOn}
    />
  );
  return (
    <section className="prompts stack-tight" aria-labelledby={`${id}-name`} id={`prompts-${sectionId}`} tabIndex={-1}>
      <p id={`${id}-name`} className="small">
        {open.length === 0
          ? 'No open question about this section'
          : `${count(open.length, 'open question')} about this section`}
      </p>
      <Said total={open.length} />
      <div className="stack-tight" ref={list}>
        {open.map((shown) => card(shown, ''))}
        {atCaret ? card(atCaret, 'The sentence at the caret has no source. ') : null}
      </div>
      {isLead ? <TitleSlips /> : null}
      {error === null ? null : (
        <p role="alert" className="notice danger">
          {error}
        </p>
      )}
      {answered.length === 0 ? null : (
        <details className="folded">
          <summary className="small">{count(answered.length, 'answer')} given</summary>
          <ul className="plain-list lines small">
            {answered.map((shown) => (
              <Answered
                key={promptKey(shown.prompt) + shown.prompt.from}
                shown={shown}
                onBack={() => void prompting.answer(shown, null)}
              />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Answered({ shown: { prompt, answer }, onBack }: { readonly shown: Shown; readonly onBack: () => void }) {
  if (!answer) return null;
  return (
    <li className="row-between">
      <span>
        {promptQuestions[prompt.kind]} <q dir="auto">{prompt.said}</q> <bdi>{answer.by}</bdi>:{' '}
        {reasonWords[answer.reason]}.
      </span>
      <button type="button" className="small" onClick={onBack}>
        Ask again<span className="visually-hidden">: {prompt.said}</span>
      </button>
    </li>
  );
}

function TitleSlips() {
  const title = usePromptData()?.title ?? '';
  return slipsOfTitle(title).map(({ kind, hit }) => (
    <p key={`${kind} ${hit.from}`} className="small">
      In the title: {promptQuestions[kind]}: <q dir="auto">{hit.said}</q>
    </p>
  ));
}

/** Tells those who do not see it that there is something new below; says nothing when questions go. */
function Said({ total }: { readonly total: number }) {
  const [said, setSaid] = useState('');
  const before = useRef<number | null>(null);
  useEffect(() => {
    const known = before.current;
    before.current = total;
    if (known !== null && total > known) setSaid(`${count(total, 'open question')} below the text.`);
  }, [total]);
  return (
    <p role="status" className="visually-hidden">
      {said}
    </p>
  );
}
