'use client';

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Judgement } from '@/lib/domain/citation/coverage';
import { coverageOf, noJudgement } from '@/lib/domain/citation/coverage';
import { count } from '@/components/words';
import type { Body } from '@/lib/domain/prose/body';
import { exemptReasons, type PromptAnswer, promptKey } from '@/lib/domain/prose/prompts/prompt';
import { plainText, wordCount } from '@/lib/domain/prose/text';

/** An answer as the writing tab shows it: with who gave it. */
export type ShownAnswer = PromptAnswer & { readonly by: string };

type Given = {
  readonly number: number;
  readonly title: string;
  /** Who writes, by name. */
  readonly me: string;
  /** The text before of the sections that the revision changes; null for a new one. */
  readonly bases: Readonly<Record<string, Body | null>>;
  readonly answers: readonly ShownAnswer[];
  /** Statements that are flagged, and citations that failed, as the judgement names them. */
  readonly flagged: readonly string[];
  readonly failed: readonly string[];
};

type Shared = Omit<Given, 'answers' | 'bases' | 'flagged' | 'failed'> & {
  /** The text of a section before the revision; `opened` is how it stands when it is opened here. */
  readonly baseOf: (sectionId: string, opened: Body) => Body | null;
  readonly answers: ReadonlyMap<string, ShownAnswer>;
  readonly judged: Judgement;
  /** Keeps an answer that the server has taken; null takes it back. */
  readonly keep: (answer: Pick<PromptAnswer, 'kind' | 'statement'>, reason: PromptAnswer['reason'] | null) => void;
};

const Prompts = createContext<Shared | null>(null);

/** Gives the sections of the writing tab what their prompts have to know, and keeps the answers that are given here. */
export function PromptsProvider({ children, ...given }: Given & { readonly children: ReactNode }) {
  const { number, title, me, bases, flagged, failed } = given;
  // A section that is changed here has no text before on the server's page yet: how it was when it was opened first.
  const [firsts] = useState(() => new Map<string, Body>());
  const [own, setOwn] = useState<Readonly<Record<string, ShownAnswer | null>>>({});
  const shared = useMemo((): Shared => {
    const answers = new Map(given.answers.map((answer) => [promptKey(answer), answer]));
    for (const [key, answer] of Object.entries(own)) {
      if (answer) answers.set(key, answer);
      else answers.delete(key);
    }
    const exempting = [...answers.values()].filter(
      ({ kind, reason }) => kind === 'source' && exemptReasons.includes(reason),
    );
    return {
      ...{ number, title, me, answers },
      baseOf: (sectionId, opened) => {
        if (!firsts.has(sectionId)) firsts.set(sectionId, opened);
        const known = bases[sectionId];
        return known === undefined ? (firsts.get(sectionId) ?? opened) : known;
      },
      judged: {
        exempt: new Set(exempting.map(({ statement }) => statement)),
        flagged: new Set(flagged),
        failed: new Set(failed),
      },
      keep: ({ kind, statement }, reason) => {
        const answer = reason && { kind, statement, reason, by: me };
        setOwn((now) => ({ ...now, [promptKey({ kind, statement })]: answer }));
      },
    };
  }, [number, title, me, bases, flagged, failed, given.answers, own, firsts]);
  return <Prompts value={shared}>{children}</Prompts>;
}

/** What the prompts of this page share; null outside of the writing tab. */
export const usePromptData = (): Shared | null => useContext(Prompts);

/** How long the keys rest before the words are counted: counting takes longer than a key may. In ms. */
const rest = 400;

/** How long a section is and how far it is sourced, by the rule of every other place. */
export function SectionMeasure({ body }: { readonly body: Body }) {
  const judged = usePromptData()?.judged ?? noJudgement;
  const [words, setWords] = useState(() => measureOf(body, judged));
  useEffect(() => {
    const timer = setTimeout(() => setWords(measureOf(body, judged)), rest);
    return () => clearTimeout(timer);
  }, [body, judged]);
  return <span className="measure small muted">{words}</span>;
}

function measureOf(body: Body, judged: Judgement): string {
  const { statements, sourced, exempt } = coverageOf(body, judged);
  const more = exempt > 0 ? `, ${exempt} exempt` : '';
  return `${count(wordCount(plainText(body)), 'word')} · ${count(statements, 'statement')}, ${sourced} sourced${more}`;
}
