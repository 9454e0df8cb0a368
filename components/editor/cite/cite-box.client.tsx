'use client';

import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import type { CitedSource } from '@/components/editor/cite/citation-line';
import { type Choice, type Found, useFound } from '@/components/editor/cite/use-found';
import { verdictWords } from '@/lib/domain/citation/library/reliability';

type Props = {
  readonly text: string;
  /** Words to look for; null where the text is something else. */
  readonly words: string | null;
  readonly number: number;
  /** The sources of this article, in the order in which they are offered. */
  readonly cited: readonly CitedSource[];
  /** A source that the text names for certain: it is offered alone. */
  readonly known: Choice | null;
  readonly onText: (text: string) => void;
  /** `isQuick`: put it in at once, without asking for the place. */
  readonly onChoose: (choice: Choice, isQuick: boolean) => void;
  readonly onDescribe: () => void;
};

/**
 * The one box: type, paste, arrow down, Enter. Enter on a source of this article puts it in; on another one it asks for the place
 * first, as Tab does on any.
 */
export function CiteBox({ text, words, number, cited, known, onText, onChoose, onDescribe }: Props) {
  const [at, setAt] = useState(-1);
  const found = useFound(words, cited, number);
  const choices = known ? [known] : words === null ? [] : found.choices;
  const active = known && at < 0 ? 0 : Math.min(at, choices.length - 1);
  const type = (next: string) => {
    setAt(-1);
    onText(next);
  };
  function onKey(event: KeyboardEvent) {
    const choice = choices[active];
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && choices.length > 0) setAt(Math.min(choices.length - 1, Math.max(0, active + step)));
    else if (event.key === 'Enter' && choice) onChoose(choice, choice.number > 0);
    else if (event.key === 'Enter') onDescribe();
    else if (event.key === 'Tab' && !event.shiftKey && choice) onChoose(choice, false);
    else return;
    event.preventDefault();
  }
  /** The field has one line; what is pasted may have many, and RIS ends with them. */
  function onPaste(event: ClipboardEvent) {
    const pasted = event.clipboardData.getData('text/plain');
    if (!/[\r\n]/u.test(pasted)) return;
    event.preventDefault();
    type(pasted);
  }
  return (
    <div className="stack-tight">
      <div className="field">
        <label htmlFor="source-search">Paste a web address, DOI or ISBN, or search your sources</label>
        <input
          id="source-search"
          role="combobox"
          aria-expanded={choices.length > 0}
          aria-controls="source-options"
          aria-activedescendant={choices[active] ? `source-option-${active}` : undefined}
          aria-autocomplete="list"
          aria-describedby="source-search-hint"
          autoComplete="off"
          spellCheck={false}
          value={text.replaceAll(/\s*[\r\n]+\s*/gu, ' ').slice(0, 2000)}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKey}
          onPaste={onPaste}
        />
        <span className="hint" id="source-search-hint">
          BibTeX, RIS, CSL-JSON and citation templates are read too. Enter takes a source of this article as it is; Tab
          asks for the page first.
        </span>
      </div>
      <Options choices={choices} active={active} onChoose={(choice) => onChoose(choice, false)} />
      <p className="small" role="status">
        {known ? knownWords(known) : words === null ? '' : statusOf(found, words)}
      </p>
      {words === null ? null : (
        <div>
          <button type="button" onClick={onDescribe}>
            Describe a new source
          </button>
        </div>
      )}
    </div>
  );
}

const knownWords = ({ number }: Choice) =>
  number > 0 ? `You already have this as source ${number}. Use it.` : 'You already have this in your library. Use it.';

function statusOf({ choices, isOffline, isWaiting }: Found, words: string): string {
  if (isOffline) return 'The library cannot be reached now. These are the sources of this article.';
  if (isWaiting) return '';
  const here = choices.filter(({ number }) => number > 0).length;
  if (choices.length > 0) return `In this article ${here} · in the library ${choices.length - here}`;
  return words.trim() === '' ? 'There is no source yet. Describe the first.' : 'No source fits. Describe a new one.';
}

type OptionsProps = {
  readonly choices: readonly Choice[];
  readonly active: number;
  readonly onChoose: (choice: Choice) => void;
};

function Options({ choices, active, onChoose }: OptionsProps) {
  return (
    <div className="options" role="listbox" id="source-options" aria-label="Sources" hidden={choices.length === 0}>
      {choices.map((choice, index) => (
        <div
          key={choice.id}
          id={`source-option-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          data-active={index === active}
          ref={(element) => {
            if (index === active) element?.scrollIntoView({ block: 'nearest' });
          }}
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(choice);
          }}
        >
          {choice.number > 0 ? <span className="muted">[{choice.number}] in this article: </span> : null}
          <bdi>{choice.reference}</bdi>
          {choice.reliability && choice.reliability.verdict !== 'generally_reliable' ? (
            <span className="pill warn">! {verdictWords[choice.reliability.verdict]}</span>
          ) : null}
        </div>
      ))}
    </div>
  );
}
