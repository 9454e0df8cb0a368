import { NoteWords } from '@/components/reader/note-words';
import { diffSentence } from '@/components/prose/change-words';
import { ProseDiff } from '@/components/prose/diff';
import { Document } from '@/components/reader/document';
import { articlePath, dayText, versionPath, type Site, type VersionLine } from '@/components/reader/view';
import { count } from '@/components/words';
import type { RevisionDiff } from '@/lib/domain/diff/change';

/** Two versions of an article and what differs; `diff` is null for the same version twice. */
export type CompareView = {
  readonly slug: string;
  readonly title: string;
  readonly from: VersionLine;
  readonly to: VersionLine;
  readonly diff: RevisionDiff | null;
  /** Names of citations by id. */
  readonly cites: Readonly<Record<string, string>>;
  /** The words of the sections of `to` by id, to be unfolded where nothing changed. */
  readonly texts: Readonly<Record<string, string>>;
};

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
  const { from, to, cites, texts } = view;
  const changed = diff.sections.filter(({ flags }) => flags.length > 0).length;
  return (
    <>
      <p>
        Comparing version {from.number} ({dayText(from.publishedAt)}) with {to.number} ({dayText(to.publishedAt)}).{' '}
        {count(changed, 'section')} changed, {diff.sections.length - changed} unchanged.
      </p>
      <Note line={to} />
      <h2>Changes</h2>
      <p>{diffSentence(diff)}</p>
      <ProseDiff diff={diff} mode="inline" label={(id) => cites[id] ?? 'source'} textOf={(id) => texts[id] ?? ''} />
    </>
  );
}

function Note({ line }: { readonly line: VersionLine }) {
  return (
    <blockquote>
      <p>
        <NoteWords line={line} />
      </p>
      <footer>Change note of version {line.number}</footer>
    </blockquote>
  );
}
