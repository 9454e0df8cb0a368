import type { ReactNode } from 'react';
import { Document } from '@/components/reader/document';
import { Change, ProseDiff, Words, type DiffContext } from '@/components/reader/prose-diff';
import { articlePath, dayText, versionPath, type Site, type VersionLine } from '@/components/reader/view';
import { count } from '@/components/words';
import type { FactChange, RevisionDiff, SectionDiff } from '@/lib/domain/diff/change';

/** Two versions of an article and what differs; `diff` is null for the same version twice. */
export type CompareView = {
  readonly slug: string;
  readonly title: string;
  readonly from: VersionLine;
  readonly to: VersionLine;
  readonly diff: RevisionDiff | null;
  /** Names of citations by id. */
  readonly cites: Readonly<Record<string, string>>;
};

const flagWords = {
  added: 'added',
  removed: 'removed',
  changed: 'changed',
  moved: 'moved',
  renamed: 'renamed',
  relevelled: 'set to another level',
} as const;

/** What changed between two versions, section by section, for readers. */
export function ComparePage({ view, site }: { readonly view: CompareView; readonly site: Site }) {
  const { slug, title, from, to, diff } = view;
  return (
    <Document site={site} title={`${title}: versions ${from.number} and ${to.number}`} noindex skipTo="Skip to changes">
      <h1>
        <bdi>{title}</bdi>: what changed
      </h1>
      <p className="meta links">
        <a href={articlePath(slug)}>Read the article</a> <a href={`${articlePath(slug)}/versions`}>All versions</a>{' '}
        <a href={versionPath(slug, from.number)}>Version {from.number}</a>{' '}
        <a href={versionPath(slug, to.number)}>Version {to.number}</a>
      </p>
      {diff === null ? <p>These are the same version.</p> : <Changes view={view} diff={diff} />}
    </Document>
  );
}

function Changes({ view, diff }: { readonly view: CompareView; readonly diff: RevisionDiff }) {
  const { from, to, cites } = view;
  const changed = diff.sections.filter(({ flags }) => flags.length > 0).length;
  const context: DiffContext = { cites, place: '', total: diff.counts.total };
  return (
    <>
      <p>
        Comparing version {from.number} ({dayText(from.publishedAt)}) with {to.number} ({dayText(to.publishedAt)}).{' '}
        {count(changed, 'section')} changed, {diff.sections.length - changed} unchanged.
      </p>
      <Note line={to} />
      <Head diff={diff} context={context} />
      {diff.sections.map((section) => (
        <SectionChanges key={section.sectionId} section={section} context={context} />
      ))}
    </>
  );
}

function Note({ line }: { readonly line: VersionLine }) {
  return (
    <blockquote>
      <p>
        <bdi>{line.changeNote}</bdi>
      </p>
      <footer>Change note of version {line.number}</footer>
    </blockquote>
  );
}

/** Title, attribution, facts and related titles. */
function Head({ diff, context }: { readonly diff: RevisionDiff; readonly context: DiffContext }) {
  const texts = [
    ['Title', diff.title],
    ['First published', diff.attribution],
  ] as const;
  return (
    <>
      {texts.map(([name, change]) =>
        change.changeId === null ? null : (
          <Line key={name} name={name} id={change.changeId} context={context}>
            <Words words={change.words} context={context} />
          </Line>
        ),
      )}
      {diff.facts.map((fact) => (
        <Line key={fact.changeId} name={`Fact ${fact.kind}`} id={fact.changeId} context={context}>
          <Fact fact={fact} context={context} />
        </Line>
      ))}
      {diff.related.map(({ changeId, kind, title }) => (
        <Line key={changeId} name={`Related article ${kind}`} id={changeId} context={context}>
          <bdi>{title}</bdi>
        </Line>
      ))}
    </>
  );
}

function Fact({ fact, context }: { readonly fact: FactChange; readonly context: DiffContext }) {
  const confirmed = fact.before && fact.after && fact.before.confirmed !== fact.after.confirmed;
  return (
    <>
      <Words words={fact.key} context={context} />: <Words words={fact.value} context={context} />
      {confirmed && <span className="meta"> ({fact.after?.confirmed ? 'now confirmed' : 'no longer confirmed'})</span>}
    </>
  );
}

type LineProps = {
  readonly name: string;
  readonly id: string;
  readonly context: DiffContext;
  readonly children: ReactNode;
};

function Line({ name, id, context, children }: LineProps) {
  return (
    <p>
      <span className="meta">{name}: </span>
      <Change id={id} what={name.toLowerCase()} context={context}>
        {children}
      </Change>
    </p>
  );
}

function SectionChanges({ section, context }: { readonly section: SectionDiff; readonly context: DiffContext }) {
  const heading = (section.heading.after ?? section.heading.before ?? '') || 'Summary';
  if (section.flags.length === 0) {
    return (
      <p className="meta">
        <bdi>{heading}</bdi>: unchanged
      </p>
    );
  }
  return (
    <section>
      <h2 dir="auto">
        {section.flags.includes('renamed') ? <Words words={section.heading.words} context={context} /> : heading}{' '}
        <span className="meta">{section.flags.map((flag) => flagWords[flag]).join(', ')}</span>
      </h2>
      <ProseDiff section={section} context={{ ...context, place: heading }} />
    </section>
  );
}
