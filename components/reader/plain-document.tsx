import { composeArticle, markName, markText, type ComposedArticle } from '@/components/reader/article/compose';
import { Prose } from '@/components/reader/article/prose';
import { LinkState, ReferenceText } from '@/components/reader/article/source-list';
import { Day, Names, UnreviewedNotice } from '@/components/reader/article/version-banner';
import { articlePath, versionPath, type ArticleView, type Site } from '@/components/reader/view';
import type { CiteMark, SourceEntry } from '@/lib/domain/citation/numbering';
import { escapeHtml } from '@/lib/domain/prose/address';
import type { Body } from '@/lib/domain/prose/body';
import { bodyToHtml } from '@/lib/domain/prose/html';
import { languageOf } from '@/lib/domain/prose/language';
import { plainText } from '@/lib/domain/prose/text';

type Props = { readonly view: ArticleView; readonly site: Site };

/**
 * A version as a complete document that stands alone: no chrome, no style, no script, addresses absolute. Numbers of sources
 * and anchors are those of the article's page.
 */
export function PlainDocument({ view, site }: Props) {
  const { title, slug, version, sections } = view;
  const address = site.origin + versionPath(slug, version.number);
  const language = languageOf(title + (sections[0] ? plainText(sections[0].body) : ''));
  return (
    <html lang="en" dir="ltr">
      {/* The whole document is ours: Next renders none of it. */}
      {/* oxlint-disable-next-line nextjs/no-head-element */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${title}, version ${version.number} – ${site.name}`}</title>
        <meta name="robots" content="noindex" />
        <link rel="canonical" href={site.origin + articlePath(slug)} />
        <link rel="cite-as" href={address} />
      </head>
      <body>
        <main id="main" {...(language.lang !== 'en' && language)}>
          <h1 dir="auto">{title}</h1>
          <Origin view={view} address={address} />
          <PlainText view={view} site={site} />
        </main>
        <footer>
          <p>
            <bdi>{site.name}</bdi>
            {site.licenceName !== '' && ` · Licence: ${site.licenceName}`}
          </p>
        </footer>
      </body>
    </html>
  );
}

/** Version, day and people in one sentence; the permanent address; where the text is from. */
function Origin({ view: { version, attribution }, address }: { readonly view: ArticleView; readonly address: string }) {
  const { contributors, reviewers } = version;
  return (
    <>
      <p>
        Version {version.number}, <Day iso={version.publishedAt} />
        {contributors.length > 0 && (
          <>
            {' '}
            · Edited by <Names names={contributors} />
          </>
        )}
        {reviewers.length > 0 && (
          <>
            {' '}
            · Reviewed by <Names names={reviewers} />
          </>
        )}
      </p>
      <p>
        <a href={address}>{address}</a>
      </p>
      {attribution !== '' && <p dir="auto">{attribution}</p>}
      <UnreviewedNotice version={version} />
    </>
  );
}

const markHtml = (mark: CiteMark) =>
  `<sup><a id="${mark.anchor}" href="#${mark.target}" aria-label="${escapeHtml(markName(mark))}">${escapeHtml(markText(mark))}</a></sup>`;

/** Hands out the marks in the order of the page; none for an id that is not the next one's. */
function dealer(marks: readonly CiteMark[]): (id: string) => CiteMark | undefined {
  const waiting = [...marks];
  return (id) => (waiting[0]?.citationId === id ? waiting.shift() : undefined);
}

/** First paragraph, facts, rest of the lead, sections, related titles and sources. */
function PlainText({ view, site: { origin } }: Props) {
  const composed = composeArticle(view);
  const next = dealer(composed.marks);
  const html = (content: Body['content'], subheadingLevel: number) =>
    bodyToHtml(
      { type: 'doc', content },
      {
        subheadingLevel,
        citation: (id) => {
          const mark = next(id);
          return mark ? markHtml(mark) : '';
        },
        articleHref: (slug) => {
          const live = view.liveSlugs[slug];
          return live === undefined ? null : origin + articlePath(live);
        },
      },
    );
  const [lead] = view.sections;
  const blocks = lead?.heading === '' ? lead.body.content : [];
  const first = html(blocks.slice(0, 1), 2);
  for (const { citationId } of composed.factMarks.flat()) next(citationId);
  const rest = html(blocks.slice(1), 2);
  const bodies = new Map(view.sections.map(({ id, body }) => [id, body]));
  return (
    <>
      <Prose html={first} />
      <Facts view={view} composed={composed} />
      <Prose html={rest} />
      {composed.sections.map(({ id, heading, anchor, level }) => (
        <section key={id} aria-labelledby={anchor}>
          <PlainHeading level={level} anchor={anchor} words={heading} />
          <Prose html={html(bodies.get(id)?.content ?? [], level + 1)} />
        </section>
      ))}
      <Related related={view.related} origin={origin} />
      <Sources composed={composed} />
    </>
  );
}

function PlainHeading({ level, anchor, words }: { level: number; anchor: string; words: string }) {
  const Tag = (['h2', 'h3', 'h4', 'h5', 'h6'] as const)[level - 2] ?? 'h6';
  return (
    <Tag id={anchor} dir="auto">
      {words}
    </Tag>
  );
}

function Facts({ view, composed }: { readonly view: ArticleView; readonly composed: ComposedArticle }) {
  const facts = view.facts.filter(({ confirmed }) => confirmed);
  if (facts.length === 0) return null;
  return (
    <>
      <h2 id="at-a-glance">At a glance</h2>
      <dl>
        {facts.map(({ key, value }, at) => (
          <div key={key}>
            <dt dir="auto">{key}</dt>
            <dd>
              <bdi>{value}</bdi>
              {composed.factMarks[at]?.map((mark) => (
                <sup key={mark.anchor}>
                  <a id={mark.anchor} href={`#${mark.target}`} aria-label={markName(mark)}>
                    {markText(mark)}
                  </a>
                </sup>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Related({ related, origin }: { readonly related: ArticleView['related']; readonly origin: string }) {
  if (related.length === 0) return null;
  return (
    <>
      <h2 id="see-also">See also</h2>
      <ul>
        {related.map(({ title, slug }) => (
          <li key={title}>{slug === null ? <bdi>{title}</bdi> : <a href={origin + articlePath(slug)}>{title}</a>}</li>
        ))}
      </ul>
    </>
  );
}

function Sources({ composed: { entries, marks } }: { readonly composed: ComposedArticle }) {
  if (entries.length === 0) return null;
  return (
    <>
      <h2 id="sources">Sources</h2>
      <ol>
        {entries.map((entry) => (
          <Source
            key={entry.anchor}
            entry={entry}
            marks={marks.filter(({ citation }) => citation.sourceId === entry.sourceId)}
          />
        ))}
      </ol>
    </>
  );
}

/** A source with its places, and all that its uses quote and remark. */
function Source({ entry, marks }: { readonly entry: SourceEntry; readonly marks: readonly CiteMark[] }) {
  const { csl } = entry.citation;
  const said = (texts: readonly string[]) => [...new Set(texts)].filter((text) => text !== '');
  return (
    <li id={entry.anchor}>
      <ReferenceText csl={csl} locator={entry.locators} /> <LinkState csl={csl} />
      {said(marks.map(({ citation }) => citation.quote)).map((quote) => (
        <p key={quote}>
          <q dir="auto">{quote}</q>
        </p>
      ))}
      {said(marks.map(({ citation }) => citation.note)).map((note) => (
        <p key={note} dir="auto">
          {note}
        </p>
      ))}
      {entry.parts.length > 0 && (
        <ul>
          {entry.parts.map(({ label, locators }) => (
            <li key={label}>
              {label} <bdi>{locators}</bdi>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
