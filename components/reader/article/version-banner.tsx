import { Fragment, type ReactNode } from 'react';
import {
  articlePath,
  comparePath,
  dayText,
  versionPath,
  type ArticleView,
  type Standing,
  type VersionLine,
} from '@/components/reader/view';
import { count, figuresSentence, sourcedSentence } from '@/components/words';
import { type Coverage, percentSourced } from '@/lib/domain/citation/coverage';

/** A day with its machine-readable form. */
export function Day({ iso }: { readonly iso: string }) {
  return <time dateTime={iso.slice(0, 10)}>{dayText(iso)}</time>;
}

/** Names with "and" before the last, each set apart from the direction of the text around it. */
export function Names({ names }: { readonly names: readonly string[] }) {
  return names.map((name, at) => (
    <Fragment key={name}>
      {at > 0 && (at === names.length - 1 ? ' and ' : ', ')}
      <bdi>{name}</bdi>
    </Fragment>
  ));
}

/** Version, when it was updated, who edited and who reviewed it: one sentence. */
export function DatesLine({ view }: { readonly view: ArticleView }) {
  const { version, updatedAt } = view;
  const wording = updatedAt !== version.publishedAt;
  return (
    <p className="meta">
      Version {version.number} · Updated <Day iso={updatedAt} />
      {wording && (
        <>
          , wording last changed <Day iso={version.publishedAt} />
        </>
      )}
      {view.standing.is !== 'preview' && (
        <>
          {' '}
          · <a href={`${articlePath(view.slug)}/versions`}>See all updates</a>
        </>
      )}
      {version.contributors.length > 0 && (
        <>
          {' '}
          · Edited by <Names names={version.contributors} />
        </>
      )}
      {version.reviewers.length > 0 && (
        <>
          , reviewed by <Names names={version.reviewers} />
        </>
      )}
    </p>
  );
}

/** Says that a version was published without review, and why. */
export function UnreviewedNotice({ version }: { readonly version: VersionLine }) {
  const { unreviewed, approvedAfterwards } = version;
  if (unreviewed === null) return null;
  return (
    <aside className="notice warn" aria-label="Published without review">
      <p>
        This version was published without review. Reason: <bdi>{unreviewed}</bdi>
      </p>
      {approvedAfterwards && (
        <p>
          <bdi>{approvedAfterwards.by}</bdi> approved it afterwards, on <Day iso={approvedAfterwards.at} />.
        </p>
      )}
    </aside>
  );
}

const enough = 80;

type Counted = {
  readonly view: ArticleView;
  readonly counts: Coverage;
};

/** While a text is as imported and fewer than four of five statements have a source: where it came from, and the count. */
export function ImportedNotice({ view: { imported, slug, standing }, counts }: Counted) {
  if (!imported || (percentSourced(counts) ?? enough) >= enough) return null;
  return (
    <aside className="notice" aria-label="Imported text">
      <p>
        This text was imported on <Day iso={imported.at} /> from <i>{imported.file}</i> and has not yet been checked.{' '}
        {sourcedSentence(counts)}{' '}
        {standing.is === 'live' && <a href={`${articlePath(slug)}?sourcing=1`}>Show sourcing</a>}
      </p>
    </aside>
  );
}

/** Above the view that marks statements without a source: what the marks mean, and the way back. */
export function SourcingNotice({ view: { slug, origins }, counts }: Counted) {
  return (
    <aside className="notice" aria-label="Sourcing">
      <p>
        Statements without a source are <span className="unsrc">underlined like this</span>. {sourcedSentence(counts)}{' '}
        {figuresSentence(counts)} {origins && 'Behind each statement stands the version that its words came with. '}
        <a href={articlePath(slug)}>Hide sourcing</a>
      </p>
    </aside>
  );
}

type Old = Extract<Standing, { is: 'old' }>;

/** Above a version that is not the one at the article's own address. */
export function VersionBanner({ view }: { readonly view: ArticleView }) {
  const { standing, version, slug } = view;
  if (standing.is === 'live' || standing.is === 'preview') return null;
  if (standing.is === 'permanent') {
    return (
      <Banner label="Permanent address" tone="">
        <p>
          This is the permanent address of version {version.number}, which is the current one.{' '}
          <a href={articlePath(slug)}>Go to the article</a>
        </p>
      </Banner>
    );
  }
  return (
    <Banner label="Old version" tone="warn">
      <p>
        You are reading version {version.number}, <Life view={view} old={standing} />. It is kept unchanged so links to
        it stay true.
      </p>
      <After view={view} old={standing} />
    </Banner>
  );
}

/** A notice across the page. */
export function Banner({
  label,
  tone,
  children,
}: {
  readonly label: string;
  readonly tone: string;
  readonly children: ReactNode;
}) {
  return (
    <section className={`notice ${tone}`.trim()} aria-label={label}>
      {children}
    </section>
  );
}

function Life({ view, old }: { readonly view: ArticleView; readonly old: Old }) {
  const from = view.version.publishedAt;
  if (old.until === null) {
    return (
      <>
        live from <Day iso={from} />
      </>
    );
  }
  if (dayText(from) === dayText(old.until)) {
    return (
      <>
        live on <Day iso={from} />
      </>
    );
  }
  return (
    <>
      live from <Day iso={from} /> to <Day iso={old.until} />
    </>
  );
}

function After({ view, old }: { readonly view: ArticleView; readonly old: Old }) {
  const { slug, version } = view;
  return (
    <>
      {old.followers > 0 && (
        <p>
          {count(old.followers, 'version')} {old.followers === 1 ? 'has' : 'have'} followed.
        </p>
      )}
      {old.corrections.map(({ number, changeNote }) => (
        <p key={number}>
          Version {number} corrected a fact in this article: <bdi>{changeNote}</bdi>
        </p>
      ))}
      {old.withdrawn && (
        <p>
          The article was withdrawn on <Day iso={old.withdrawn.at} />. Reason: <bdi>{old.withdrawn.reason}</bdi>
        </p>
      )}
      <p className="links">
        {old.current !== null && <a href={articlePath(slug)}>Read the current version</a>}
        {old.current !== null && <a href={comparePath(slug, version.number, old.current)}>See what changed since</a>}
        {version.number > 1 && <a href={versionPath(slug, version.number - 1)}>Version {version.number - 1}</a>}
        {old.followers > 0 && <a href={versionPath(slug, version.number + 1)}>Version {version.number + 1}</a>}
      </p>
    </>
  );
}
