'use client';

import { type KeyboardEvent, useEffect, useState } from 'react';
import type { z } from 'zod';
import { send } from '@/components/send';
import { searchSourcesEndpoint, type sourceLine } from '@/lib/contract/sources';

export type SourceLine = z.output<typeof sourceLine>;
type Props = {
  readonly chosen: SourceLine | null;
  readonly onChoose: (source: SourceLine | null) => void;
  readonly onDescribe: (title: string) => void;
};

/** A combobox over the library: type, arrow down, Enter. What is not there can be described. */
export function SourcePicker({ chosen, onChoose, onDescribe }: Props) {
  const [words, setWords] = useState('');
  const [found, setFound] = useState<readonly SourceLine[]>([]);
  const [at, setAt] = useState(-1);
  const [isDone, setDone] = useState(false);

  useEffect(() => {
    const control = new AbortController();
    const timer = setTimeout(() => {
      send(searchSourcesEndpoint, { q: words }, { signal: control.signal })
        .then(({ sources }) => {
          setFound(sources.slice(0, 12));
          setAt(-1);
          setDone(true);
        })
        .catch(() => setDone(true));
    }, 150);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [words]);

  function onKey(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((now) => Math.min(found.length - 1, Math.max(0, now + step)));
    else if (event.key === 'Enter' && found[at] && chosen?.id !== found[at].id) onChoose(found[at]);
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
          aria-expanded={found.length > 0}
          aria-controls="source-options"
          aria-activedescendant={at >= 0 ? `source-option-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={onKey}
        />
      </div>
      <ul className="plain-list options" role="listbox" id="source-options" aria-label="Sources">
        {found.map((source, index) => (
          <li
            key={source.id}
            id={`source-option-${index}`}
            role="option"
            aria-selected={chosen?.id === source.id}
            data-active={index === at}
            onClick={() => onChoose(source)}
            onKeyDown={undefined}
          >
            <bdi>{source.reference}</bdi>
          </li>
        ))}
      </ul>
      <p className="small" role="status">
        {chosen
          ? `Chosen: ${chosen.reference}`
          : isDone && found.length === 0
            ? 'No source fits. Describe a new one.'
            : ''}
      </p>
      <button type="button" onClick={() => onDescribe(words)}>
        Describe a new source
      </button>
    </div>
  );
}
