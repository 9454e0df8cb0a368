import type { ReactNode } from 'react';
import { ChangeGroup, LookChips } from '@/components/prose/change';
import type { DiffContext } from '@/components/prose/context';
import { Deleted, Inserted, Words } from '@/components/prose/words';
import type { FactChange, RevisionDiff, TextChange, WordPiece } from '@/lib/domain/diff/change';

type Props = { readonly diff: RevisionDiff; readonly ctx: DiffContext; readonly tools?: ReactNode };

/** True when title, facts, related titles or attribution differ. */
export const hasHeadChanges = ({ counts }: RevisionDiff): boolean => counts.head > 0;

/** What changed outside the sections. */
export function HeadDiff({ diff, ctx, tools }: Props) {
  const place = { ...ctx, place: 'At a glance' };
  return (
    <section className="section-diff" id="glance" aria-labelledby="glance-heading">
      <header>
        <div className="row-between">
          <h3 id="glance-heading">At a glance</h3>
          {tools}
        </div>
      </header>
      <div className="body stack">
        <TextLine name="Title" change={diff.title} ctx={place} />
        {diff.facts.length > 0 ? (
          <dl className="pairs">
            {diff.facts.map((fact) => (
              <FactLine key={fact.changeId} fact={fact} ctx={place} />
            ))}
          </dl>
        ) : null}
        {diff.related.map((related) => (
          <p key={related.changeId}>
            Related:{' '}
            <ChangeGroup ctx={place} part={related} what={`related title ${related.kind}`}>
              {related.kind === 'added' ? <Inserted>{related.title}</Inserted> : null}
              {related.kind === 'removed' ? <Deleted>{related.title}</Deleted> : null}
              {related.kind === 'moved' ? <span className="moved">{related.title} (moved)</span> : null}
            </ChangeGroup>
          </p>
        ))}
        <TextLine name="Attribution" change={diff.attribution} ctx={place} />
      </div>
    </section>
  );
}

function TextLine({
  name,
  change,
  ctx,
}: {
  readonly name: string;
  readonly change: TextChange;
  readonly ctx: DiffContext;
}) {
  if (change.changeId === null) return null;
  return (
    <p>
      {name}:{' '}
      <ChangeGroup ctx={ctx} part={change} what={name.toLowerCase()}>
        <Text pieces={change.words} ctx={ctx} />
      </ChangeGroup>
    </p>
  );
}

const factWords = { added: 'new', removed: 'removed', edited: 'edited', moved: 'moved' } as const;

function FactLine({ fact, ctx }: { readonly fact: FactChange; readonly ctx: DiffContext }) {
  const wasConfirmed = fact.before?.confirmed ?? false;
  const isConfirmed = fact.after?.confirmed ?? false;
  return (
    <>
      <dt>
        <Text pieces={fact.key} ctx={ctx} />
      </dt>
      <dd>
        <ChangeGroup ctx={ctx} part={fact} what={`fact ${factWords[fact.kind]}`}>
          <Text pieces={fact.value} ctx={ctx} /> <span className="chip">Fact {factWords[fact.kind]}</span>{' '}
          {wasConfirmed === isConfirmed ? null : (
            <span className="chip">
              {isConfirmed ? 'Confirmed: readers see it' : 'Not confirmed: readers do not see it'}
            </span>
          )}
          <LookChips part={fact} ctx={ctx} />
          {fact.formatting.map((change) => (
            <span key={change.sentence} className="chip look">
              {change.sentence}
            </span>
          ))}
        </ChangeGroup>
      </dd>
    </>
  );
}

function Text({ pieces, ctx }: { readonly pieces: readonly WordPiece[]; readonly ctx: DiffContext }) {
  return <Words pieces={pieces} side={ctx.mode === 'result' ? 'plain' : 'both'} label={ctx.label} />;
}
