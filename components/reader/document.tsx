import type { ReactNode } from 'react';
import { styleSheets } from '@/components/reader/styles';
import type { Site } from '@/components/reader/view';
import type { Language } from '@/lib/domain/prose/language';

type Link = { readonly rel: string; readonly href: string; readonly type?: string; readonly title?: string };
type Meta = { readonly name?: string; readonly property?: string; readonly content: string };

/** What a page says of itself in its head; addresses are paths of this site. */
export type DocumentProps = {
  readonly site: Site;
  readonly title: string;
  readonly description?: string;
  /** The one address of this content, for search engines. */
  readonly canonical?: string;
  readonly noindex?: boolean;
  readonly links?: readonly Link[];
  readonly metas?: readonly Meta[];
  /** JSON-LD, already made. */
  readonly data?: string;
  /** What the search field holds. */
  readonly query?: string;
  readonly skipTo?: string;
  /** Of what stands in main; header and footer are English. */
  readonly language?: Language;
  /** Which style sheet it needs. */
  readonly sheet?: keyof typeof styleSheets;
  readonly children: ReactNode;
};

/** The complete page: head with inlined CSS, header with search, main, footer. No script. */
export function Document(props: DocumentProps) {
  const { site, title, query = '', skipTo = 'Skip to content', language, sheet = 'other', children } = props;
  return (
    <html lang="en" dir="ltr">
      {/* The whole document is ours: Next renders none of it. */}
      {/* oxlint-disable-next-line nextjs/no-head-element */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{title === site.name ? title : `${title} – ${site.name}`}</title>
        <Head {...props} />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <style>{styleSheets[sheet]}</style>
      </head>
      <body>
        <a className="skip" href="#main">
          {skipTo}
        </a>
        <SiteHeader name={site.name} query={query} />
        <div className="wrap">
          <main id="main" tabIndex={-1} {...(language && language.lang !== 'en' && language)}>
            {children}
          </main>
        </div>
        <footer className="site">
          <nav className="wrap" aria-label="About this site">
            <a href="/about">About</a> · <a href="/updates">Updates</a> · <a href="/accessibility">Accessibility</a>
            {site.contact !== '' && (
              <>
                {' '}
                · <a href={`mailto:${site.contact}`}>Contact</a>
              </>
            )}
            {site.licenceName !== '' && (
              <>
                {' '}
                · <Licence site={site} />
              </>
            )}
          </nav>
        </footer>
      </body>
    </html>
  );
}

function Licence({ site: { licenceName, licenceUrl } }: { readonly site: Site }) {
  if (licenceUrl === '') return <span>{licenceName}</span>;
  return (
    <a href={licenceUrl} rel="license noopener">
      {licenceName}
    </a>
  );
}

function Head({ site, description, canonical, noindex = false, links = [], metas = [], data }: DocumentProps) {
  return (
    <>
      {description && <meta name="description" content={description} />}
      {noindex && <meta name="robots" content="noindex" />}
      {canonical && <link rel="canonical" href={site.origin + canonical} />}
      <link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml" title={site.name} />
      {links.map((link) => (
        <link key={link.rel + link.href} {...link} href={site.origin + link.href} />
      ))}
      {metas.map((meta) => (
        <meta key={meta.name ?? meta.property} {...meta} />
      ))}
      {data && <script type="application/ld+json">{data}</script>}
    </>
  );
}

function SiteHeader({ name, query }: { readonly name: string; readonly query: string }) {
  return (
    <header className="site">
      <div className="wrap">
        <a className="brand" href="/">
          <bdi>{name}</bdi>
        </a>
        <search>
          <form action="/search">
            <label className="vh" htmlFor="q">
              Search articles
            </label>
            <input id="q" name="q" type="search" placeholder="Search articles" defaultValue={query} maxLength={200} />
            <button type="submit">Search</button>
          </form>
        </search>
        <nav aria-label="Site">
          <a href="/articles">All articles</a> <a href="/countries">Countries</a> <a href="/sign-in">Sign in</a>
        </nav>
      </div>
    </header>
  );
}
