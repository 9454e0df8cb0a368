import { Fragment, type ReactNode } from 'react';
import { Blocks } from '@/components/prose/blocks';
import { ChangeGroup } from '@/components/prose/change';
import { ChangeList } from '@/components/prose/change-list';
import { countWords, sectionChangeWords, sectionName } from '@/components/prose/change-words';
import { carriersOf, type DiffContext, lookByChange, type StatementNotes } from '@/components/prose/context';
import { HeadDiff, hasHeadChanges } from '@/components/prose/head-diff';
import { Words } from '@/components/prose/words';
import type { DiffMode } from '@/lib/domain/actor';
import type { RevisionDiff, SectionDiff } from '@/lib/domain/diff/change';

type Props = {
  readonly diff: RevisionDiff;
  readonly mode: DiffMode;
  /** What stands in the brackets of a citation. */
  readonly label: (citationId: string) => string;
  /** The words of an unchanged section, to be unfolded; without it one line is all. */
  readonly textOf?: (sectionId: string) => string;
  /** What was asked and answered about statements, by their words. */
  readonly notes?: StatementNotes;
  /** What stands beside a section's heading, such as buttons. */
  readonly tools?: (section: SectionDiff) => ReactNode;
  /** The same for title and facts. */
  readonly headTools?: ReactNode;
  /** What stands behind a section, such as what is said about it. */
  readonly below?: (section: SectionDiff) => ReactNode;
};

/** A comparison of two states of an article, section by section; unchanged sections are one line each. Headings start at level 3. */
export function ProseDiff({ diff, mode, label, textOf, notes = new Map(), tools, headTools, below }: Props) {
  if (mode === 'list') return <ChangeList diff={diff} />;
  const ctx: DiffContext = {
    mode,
    total: diff.counts.total,
    place: '',
    places: new Map(diff.sections.map((section) => [section.sectionId, sectionName(section)])),
    label,
    carriers: carriersOf(diff),
    look: lookByChange(diff),
    notes,
  };
  return (
    <div className="sections-diff">
      {hasHeadChanges(diff) ? <HeadDiff diff={diff} ctx={ctx} tools={headTools} /> : null}
      {diff.sections.map((section) => (
        <Fragment key={section.sectionId}>
          {section.flags.length > 0 ? (
            <ChangedSection section={section} ctx={ctx} tools={tools} />
          ) : (
            <Unchanged section={section} text={textOf?.(section.sectionId)} tools={tools} />
          )}
          {below?.(section)}
        </Fragment>
      ))}
    </div>
  );
}

type ChangedProps = { readonly section: SectionDiff; readonly ctx: DiffContext; readonly tools: Props['tools'] };

function ChangedSection({ section, ctx: outer, tools }: ChangedProps) {
  const { sectionId, heading, flags } = section;
  const ctx = { ...outer, place: sectionName(section) };
  const isRenamed = flags.includes('renamed') && ctx.mode !== 'result';
  return (
    <section className="section-diff" id={`s-${sectionId}`} aria-labelledby={`h-${sectionId}`}>
      <header className="stack-tight">
        <div className="row-between">
          <h3 id={`h-${sectionId}`} dir="auto">
            {isRenamed ? <Words pieces={heading.words} side="both" label={ctx.label} /> : sectionName(section)}
          </h3>
          {tools?.(section)}
        </div>
        <span className="small muted">{countWords(section.counts)}</span>
        <SectionChips section={section} ctx={ctx} />
      </header>
      <div className="body prose" data-mode={ctx.mode} data-section={flags.includes('removed') ? undefined : sectionId}>
        {section.limited ? (
          <p className="notice warn">
            This section is too long to compare sentence by sentence throughout. Where that was too much, whole
            paragraphs stand as they were and as they are.
          </p>
        ) : null}
        <Blocks blocks={section.blocks} ctx={ctx} />
      </div>
    </section>
  );
}

function SectionChips({ section, ctx }: Omit<ChangedProps, 'tools'>) {
  if (section.changes.length === 0) return null;
  return (
    <div className="chips">
      {section.changes.map((change) => (
        <ChangeGroup
          key={change.flag}
          ctx={ctx}
          part={change}
          what={sectionChangeWords[change.flag].toLowerCase()}
          className="chip"
        >
          {sectionChangeWords[change.flag]}
        </ChangeGroup>
      ))}
    </div>
  );
}

type UnchangedProps = {
  readonly section: SectionDiff;
  readonly text: string | undefined;
  readonly tools: Props['tools'];
};

function Unchanged({ section, text, tools }: UnchangedProps) {
  if (!text) return <p className="muted not-changed">{sectionName(section)}: not changed</p>;
  return (
    <details className="folded" id={`s-${section.sectionId}`}>
      <summary>
        <bdi>{sectionName(section)}</bdi>: not changed
      </summary>
      {tools?.(section)}
      <div className="prose" data-section={section.sectionId} dir="auto">
        {text}
      </div>
    </details>
  );
}
