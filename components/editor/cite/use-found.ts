import { useEffect, useState } from 'react';
import type { CitedSource } from '@/components/editor/cite/citation-line';
import { send } from '@/components/send';
import { checkSourcesEndpoint, searchSourcesEndpoint } from '@/lib/contract/sources';
import type { Verdict } from '@/lib/domain/citation/library/reliability';
import { sureKeys } from '@/lib/domain/citation/library/import-plan';
import type { Decision } from '@/lib/domain/citation/read/decide';

/** What was decided about how far a source can be relied on. */
export type Reliability = { readonly verdict: Verdict; readonly reason: string };

/** A source that can be cited: what the library or the article knows of it. */
export type Choice = {
  readonly id: string;
  readonly reference: string;
  /** Its number in this article; 0 where it is not cited here. */
  readonly number: number;
  readonly reliability: Reliability | null;
};

/** Sources for the words, those of this article first. */
export type Found = {
  readonly choices: readonly Choice[];
  /** The library could not be asked: these are the sources of this article. */
  readonly isOffline: boolean;
  /** Nothing has been answered yet. */
  readonly isWaiting: boolean;
};

const most = 12;
const asChoice = ({ id, reference, number }: CitedSource): Choice => ({ id, reference, number, reliability: null });
const holds = (reference: string, words: string) =>
  words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => reference.toLowerCase().includes(word));

type Answer = { readonly words: string; readonly lines: readonly Omit<Choice, 'number'>[] | null };

/**
 * Searches the article's own sources at once and the library a moment later. Without the network only the former are found, and that
 * is said. `cited` come in the order in which they are offered.
 */
export function useFound(words: string | null, cited: readonly CitedSource[], number: number): Found {
  const [answer, setAnswer] = useState<Answer | null>(null);
  useEffect(() => {
    if (words === null) return undefined;
    const control = new AbortController();
    const ask = () =>
      send(searchSourcesEndpoint, { q: words.slice(0, 300), number }, { signal: control.signal, retries: 0 })
        .then(({ sources }) => setAnswer({ words, lines: sources }))
        .catch(() => control.signal.aborted || setAnswer({ words, lines: null }));
    const timer = setTimeout(() => void ask(), 150);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [words, number]);
  const lines = new Map(answer?.lines?.map((line) => [line.id, line]));
  const own = cited.filter(({ reference, id }) => lines.has(id) || holds(reference, words ?? ''));
  const known = own.map((source) => ({ ...asChoice(source), reliability: lines.get(source.id)?.reliability ?? null }));
  const here = new Set(known.map(({ id }) => id));
  const others = [...lines.values()].filter(({ id }) => !here.has(id)).map((line) => ({ ...line, number: 0 }));
  return {
    choices: [...known, ...others].slice(0, Math.max(most, known.length)),
    isOffline: answer !== null && answer.lines === null,
    isWaiting: answer?.words !== words,
  };
}

/** Which record of a text is which source: for certain, or by its looks. */
export type Same = Choice & { readonly at: number; readonly isSure: boolean };

type Asked = { readonly text: string; readonly records: readonly Parameters<typeof sureKeys>[0][] };

function askedOf(decision: Decision, text: string): Asked | null {
  if (decision.is === 'records')
    return { text, records: decision.candidates.map(({ csl }) => csl ?? { type: 'document' }) };
  if (decision.is !== 'identifier' || !decision.candidate.csl) return null;
  return { text: JSON.stringify([decision.candidate.csl]), records: [decision.candidate.csl] };
}

/** Finds the records of a text among the article's sources at once, and in the library as soon as it answers. */
export function useSame(decision: Decision, text: string, cited: readonly CitedSource[]): readonly Same[] {
  const asked = askedOf(decision, text);
  const question = asked?.text ?? '';
  const [answer, setAnswer] = useState<{ readonly question: string; readonly same: readonly Same[] } | null>(null);
  useEffect(() => {
    if (question === '') return undefined;
    const control = new AbortController();
    const ask = () =>
      send(checkSourcesEndpoint, { text: question }, { signal: control.signal, retries: 0 })
        .then(({ matches }) =>
          matches.map(({ at, isSure, source: { id, reference } }) => ({
            at,
            isSure,
            id,
            reference,
            number: 0,
            reliability: null,
          })),
        )
        .then((same) => setAnswer({ question, same }))
        // Offline, the article's own sources are all that is known.
        .catch(() => undefined);
    const timer = setTimeout(() => void ask(), 200);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [question]);
  const numbers = new Map(cited.map(({ id, number }) => [id, number]));
  const own = (asked?.records ?? []).flatMap((csl, at): Same[] => {
    const keys = new Set(sureKeys(csl));
    const source = cited.find((one) => one.keys.some((key) => keys.has(key)));
    return source ? [{ ...asChoice(source), at, isSure: true }] : [];
  });
  const told = answer?.question === question ? answer.same : [];
  const met = new Set(own.map(({ at }) => at));
  return [
    ...own,
    ...told.filter(({ at }) => !met.has(at)).map((one) => ({ ...one, number: numbers.get(one.id) ?? 0 })),
  ];
}
