import { promptQuestions, reasonWords } from '@/components/prompt-words';
import type { StatementNotes } from '@/components/prose/context';
import { groupBy } from '@/lib/domain/group';
import type { PromptAnswer, PromptKind } from '@/lib/domain/prose/prompts/prompt';

/** A question about what a revision changes, with the answer that somebody gave. */
export type PromptLine = {
  readonly kind: PromptKind;
  readonly statement: string;
  readonly said: string;
  readonly from: number;
  readonly sectionId: string;
  readonly answer: (PromptAnswer & { readonly by: string }) | null;
};

const answerWords = ({ kind, answer }: PromptLine): string =>
  answer ? `${answer.by}: ${reasonWords[answer.reason]}` : promptQuestions[kind];

/** The same as sentences at their statements, each once. */
export function notesOf(prompts: readonly PromptLine[]): StatementNotes {
  const groups = groupBy(prompts, ({ statement }) => statement);
  const notes = [...groups].map(([statement, asked]) => {
    const sentences = new Map(asked.map((one) => [answerWords(one), one.answer === null]));
    return [statement, [...sentences].map(([sentence, isOpen]) => ({ sentence, isOpen }))] as const;
  });
  return new Map(notes);
}

/** What was asked while the text was written: first what has a reason, then what nobody answered. */
export function PromptList({ prompts }: { readonly prompts: readonly PromptLine[] }) {
  if (prompts.length === 0) return null;
  const answered = prompts.filter(({ answer }) => answer !== null);
  const open = prompts.filter(({ answer }) => answer === null);
  return (
    <section className="stack-tight" aria-labelledby="prompts">
      <h2 id="prompts" tabIndex={-1}>
        Questions while writing ({answered.length} answered, {open.length} open)
      </h2>
      <ul className="plain-list small lines">
        {[...answered, ...open].map((one) => (
          <li key={`${one.kind} ${one.sectionId} ${one.statement} ${one.from}`}>
            {one.answer ? `${promptQuestions[one.kind]} ` : null}
            <strong>{answerWords(one)}</strong>{' '}
            <a href={`#s-${one.sectionId}`}>
              <q dir="auto">{one.said}</q>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
