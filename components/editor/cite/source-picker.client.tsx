'use client';

import { type KeyboardEvent, useEffect, useState } from 'react';
import type { CitedSource } from '@/components/editor/cite/citation-book';
import { send } from '@/components/send';
import { searchSourcesEndpoint } from '@/lib/contract/sources';

/** A source that can be cited: what the library or the article knows of it. */
export type Choice = { readonly id: string; readonly reference: string };

type Props = {
  readonly chosen: Choice | null;
  /** The sources of this article come first. */
  readonly cited: readonly CitedSource[];
  readonly onChoose: (source: Choice) => void;
  readonly onDescribe: (title: string) => void;
};

const most = 12;

/** A combobox over the library: type, arrow down, Enter. What is not there can be described. */
export function SourcePicker({ chosen, cited, onChoose, onDescribe }: Props) {
  const [words, setWords] = useState('');
  const [at, setAt] = useState(-1);
  const found = useFound(words, cited);
  const options = found ?? [];
  const type = (text: string) => {
    setWords(text);
    setAt(-1);
  };
  function onKey(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const option = options[at];
    if (step) setAt((now) => Math.min(options.length - 1, Math.max(0, now + step)));
    // A second Enter on the chosen one goes on to the form: it inserts.
    else if (event.key === 'Enter' && option && chosen?.id !== option.id) onChoose(option);
    else return;
    event.preventDefault();
  }
  return (
    <div className="stack">
      <div className="field">
        <label htmlFor="source-search">Search your sources</label>
        <input
          id="source-search"
          role="combobox"
          aria-expanded={options.length > 0}
          aria-controls="source-options"
          aria-activedescendant={at >= 0 ? `source-option-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          value={words}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKey}
        />
      </div>
      <Options options={options} cited={cited} at={at} chosen={chosen} onChoose={onChoose} />
      <p className="small" role="status">
        {chosen ? `Chosen: ${chosen.reference}` : found?.length === 0 ? 'No source fits. Describe a new one.' : ''}
      </p>
      <div>
        <button type="button" onClick={() => onDescribe(words)}>
          Describe a new source
        </button>
      </div>
    </div>
  );
}

type OptionsProps = Pick<Props, 'chosen' | 'cited' | 'onChoose'> & {
  readonly options: readonly Choice[];
  readonly at: number;
};

function Options({ options, cited, at, chosen, onChoose }: OptionsProps) {
  const numbers = new Map(cited.map(({ id, number }) => [id, number]));
  return (
    <div className="options" role="listbox" id="source-options" aria-label="Sources">
      {options.map((source, index) => (
        <div
          key={source.id}
          id={`source-option-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={chosen?.id === source.id}
          data-active={index === at}
          onMouseDown={(event) => {
            // The search field keeps the focus, and its Enter.
            event.preventDefault();
            onChoose(source);
          }}
        >
          {numbers.has(source.id) ? <span className="muted">[{numbers.get(source.id)}] in this article: </span> : null}
          <bdi>{source.reference}</bdi>
        </div>
      ))}
    </div>
  );
}

/** What the library holds for the words, those of this article first; null until the first answer. */
function useFound(words: string, cited: readonly CitedSource[]): readonly Choice[] | null {
  const [found, setFound] = useState<readonly Choice[] | null>(null);
  useEffect(() => {
    const control = new AbortController();
    const timer = setTimeout(() => void search(words, control.signal).then(setFound), 150);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [words]);
  if (!found) return null;
  const here = new Set(cited.map(({ id }) => id));
  const known = words.trim() === '' ? cited : found.filter(({ id }) => here.has(id));
  return [...known, ...found.filter(({ id }) => !here.has(id))].slice(0, Math.max(most, known.length));
}

/** The last answer stands while the library cannot be reached or the words have changed again. */
async function search(words: string, signal: AbortSignal): Promise<(before: readonly Choice[] | null) => Choice[]> {
  try {
    const { sources } = await send(searchSourcesEndpoint, { q: words }, { signal });
    return (before) => (signal.aborted ? [...(before ?? [])] : sources);
  } catch {
    return (before) => [...(before ?? [])];
  }
}
