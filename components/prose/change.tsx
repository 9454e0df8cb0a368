import type { ReactNode } from 'react';
import { changeLabel, formattingWords, statementWords as kindWords } from '@/components/prose/change-words';
import { type DiffContext, moveWords } from '@/components/prose/context';
import { Deleted, type Side, Words } from '@/components/prose/words';
import type { FormattingChange, StatementDiff } from '@/lib/domain/diff/change';
import { statementWords } from '@/lib/domain/prose/statements';

type GroupProps = {
  readonly ctx: DiffContext;
  /** The part of the comparison that is shown; it has the address when it is the first of its number. */
  readonly part: { readonly changeId: string | null };
  readonly what: string;
  readonly as?: 'span' | 'div';
  readonly className?: string;
  readonly children: ReactNode;
};

/** One change as a group with its number and kind, reached by its address and by J and K. */
export function ChangeGroup({ ctx, part, what, as: Tag = 'span', className = '', children }: GroupProps) {
  if (part.changeId === null || !ctx.carriers.has(part)) return <Tag className={className}>{children}</Tag>;
  // A fieldset cannot stand inside a paragraph.
  return (
    <Tag
      id={part.changeId}
      data-change={part.changeId}
      data-tick={ctx.mode === 'result' ? '' : undefined}
      className={`change ${className}`}
      role="group"
      tabIndex={-1}
      aria-label={changeLabel(part.changeId, ctx.total, [what, ctx.place])}
    >
      {children}
    </Tag>
  );
}

type StatementProps = {
  readonly statement: StatementDiff;
  readonly ctx: DiffContext;
  /** The column, side by side; the group stands in the one that has the words. */
  readonly half?: 'before' | 'after';
};

const isOnlyBefore = ({ kind, side }: StatementDiff) => kind === 'deleted' || side === 'from';
const isOnlyAfter = ({ kind, side }: StatementDiff) => kind === 'new' || side === 'to';

/** True when a statement has words in that column. */
export const standsIn = (statement: StatementDiff, half: 'before' | 'after'): boolean =>
  half === 'before' ? !isOnlyAfter(statement) : !isOnlyBefore(statement);

/** One sentence with its changes, and a chip for what to look at first. */
export function Statement({ statement, ctx, half }: StatementProps) {
  const { kind, words } = statement;
  if (half && !standsIn(statement, half)) return null;
  if (kind === 'kept') {
    return (
      <>
        <Words pieces={words} side={half ?? sideOf(ctx)} label={ctx.label} />
        {half === 'before' ? null : <NoteChips ctx={ctx} statement={statement} />}
      </>
    );
  }
  const isHome = !half || half === (isOnlyBefore(statement) ? 'before' : 'after');
  if (!isHome) return <Words pieces={words} side="before" label={ctx.label} />;
  const what = kind === 'moved' ? `sentence ${moveWords(statement, ctx.places)}` : kindWords[kind];
  return (
    <ChangeGroup ctx={ctx} part={statement} what={what} className={kind === 'moved' ? 'moved' : ''}>
      <StatementWords statement={statement} ctx={ctx} side={half ?? sideOf(ctx)} />
      <MoveChip statement={statement} ctx={ctx} />
      <LookChips ctx={ctx} part={statement} />
      <NoteChips ctx={ctx} statement={statement} />
    </ChangeGroup>
  );
}

/** Which section a sentence came from or went to, where that is another one. */
function MoveChip({ statement, ctx }: Pick<StatementProps, 'statement' | 'ctx'>) {
  if (statement.elsewhere === undefined || ctx.mode === 'result') return null;
  return (
    <>
      {' '}
      <span className="chip">{moveWords(statement, ctx.places)}</span>{' '}
    </>
  );
}

const sideOf = ({ mode }: DiffContext): Side => (mode === 'result' ? 'plain' : 'both');

function StatementWords({ statement, ctx, side }: Omit<StatementProps, 'half'> & { readonly side: Side }) {
  const { kind, words, side: end } = statement;
  if (end === 'from') {
    if (side === 'plain') return null;
    return (
      <Deleted>
        <Words pieces={words.map((piece) => ({ ...piece, kind: 'same' }))} side="plain" label={ctx.label} />
      </Deleted>
    );
  }
  if (kind === 'deleted' && side === 'plain') return <span className="chip">1 sentence deleted here</span>;
  return <Words pieces={words} side={side} label={ctx.label} />;
}

/** What may be a change of meaning, right beside it. */
export function LookChips({ ctx, part }: Pick<GroupProps, 'ctx' | 'part'>) {
  if (part.changeId === null || !ctx.carriers.has(part)) return null;
  const looks = ctx.look.get(part.changeId) ?? [];
  return looks.map((look) => (
    <span key={`${look.kind} ${look.before} ${look.after}`}>
      {' '}
      <span className="chip look">{look.sentence}</span>{' '}
    </span>
  ));
}

/** What was asked about the statement as it stands now, and what somebody answered. */
function NoteChips({ ctx, statement }: Pick<StatementProps, 'ctx' | 'statement'>) {
  if (ctx.notes.size === 0 || isOnlyBefore(statement)) return null;
  const after = statement.words.map((piece) => (piece.kind === 'del' ? '' : piece.text)).join('');
  const notes = ctx.notes.get(statementWords(after)) ?? [];
  return notes.map(({ sentence, isOpen }) => (
    <span key={sentence}>
      {' '}
      <span className={isOpen ? 'chip look' : 'chip'}>{sentence}</span>{' '}
    </span>
  ));
}

/** Changes that are not words: sources, links, formatting, each as a chip. */
export function FormattingChips({
  changes,
  ctx,
}: {
  readonly changes: readonly FormattingChange[];
  readonly ctx: DiffContext;
}) {
  const shown = changes.filter((change) => change.kind !== 'stored-form');
  if (shown.length === 0) return null;
  return (
    <div className="chips">
      {shown.map((change) => (
        <ChangeGroup
          key={`${change.changeId} ${change.sentence}`}
          ctx={ctx}
          part={change}
          what={`${formattingWords[change.kind]} ${change.action}`}
          className={change.kind === 'citation' ? 'chip look' : 'chip'}
        >
          {change.sentence}
        </ChangeGroup>
      ))}
    </div>
  );
}
