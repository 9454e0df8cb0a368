import { originAnchor, originsAnchor } from '@/components/reader/article/compose';
import { Heading } from '@/components/reader/article/sections';
import { comparePath, dayText, type OriginsView, type VersionLine, versionPath } from '@/components/reader/view';
import { count } from '@/components/words';
import type { CiteMark } from '@/lib/domain/citation/numbering';

type Props = { readonly slug: string; readonly origins: OriginsView; readonly marks: readonly CiteMark[] };

/** Below an article whose statements are marked: each version that words of it came with, who wrote and approved it, and its sources. */
export function Origins({ slug, origins, marks }: Props) {
  const { statements, versions, citedSince } = origins;
  return (
    <section>
      <Heading level={2} anchor={originsAnchor} words="Who wrote this" />
      <p className="meta">
        Behind each statement stands the version that its words first stood in. One that was changed since has several,
        that of most of its words first.
      </p>
      <ul>
        {versions.toReversed().map((version) => (
          <li key={version.number} id={originAnchor(version.number)}>
            <Version
              {...{ slug, version }}
              statements={statements.filter(({ versions: from }) => from.includes(version.number)).length}
              sources={marks.filter(({ citationId }) => citedSince[citationId] === version.number)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

type VersionProps = {
  readonly slug: string;
  readonly version: VersionLine;
  readonly statements: number;
  readonly sources: readonly CiteMark[];
};

function Version({ slug, version, statements, sources }: VersionProps) {
  const { number, publishedAt, contributors } = version;
  return (
    <>
      <a href={versionPath(slug, number)}>Version {number}</a>, {dayText(publishedAt)}: words in{' '}
      {count(statements, 'statement')}. Written by <Names names={contributors} />. {approvalWords(version)}
      {sources.length > 0 && (
        <>
          {' '}
          Came with {sources.length === 1 ? 'source' : 'sources'}{' '}
          {[...new Map(sources.map((mark) => [mark.label, mark])).values()].map(({ label, target }, at) => (
            <span key={label}>
              {at > 0 && ', '}
              <a href={`#${target}`}>{label}</a>
            </span>
          ))}
          .
        </>
      )}
      {number > 1 && (
        <>
          {' '}
          <a href={comparePath(slug, number - 1, number)}>What it changed</a>
        </>
      )}
    </>
  );
}

const Names = ({ names }: { readonly names: readonly string[] }) => <bdi>{list.format(names)}</bdi>;
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** "Approved by Jonas Berg." What reviewers said of a version, also afterwards. */
function approvalWords({ reviewers, unreviewed, approvedAfterwards }: VersionLine): string {
  if (unreviewed === null) return reviewers.length > 0 ? `Approved by ${list.format(reviewers)}.` : '';
  const since = approvedAfterwards ? ` ${approvedAfterwards.by} approved it afterwards.` : '';
  return `Published without review.${since}`;
}
