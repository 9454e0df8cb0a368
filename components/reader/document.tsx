import type { ReactNode } from 'react';
import { css, romanFont } from '@/components/reader/styles';
import type { Site } from '@/components/reader/view';

type Link = { readonly rel: string; readonly href: string; readonly type?: string; readonly title?: string };
type Meta = { readonly name: string; readonly content: string };

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
  readonly children: ReactNode;
};

/** The complete page: head with inlined CSS, header with search, main, footer. No script. */
export function Document(props: DocumentProps) {
  const { title, query = '', skipTo = 'Skip to content', children } = props;
  return (
    <html lang="en" dir="ltr">
      {/* The whole document is ours: Next renders none of it. */}
      {/* oxlint-disable-next-line nextjs/no-head-element */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{title === 'Stet' ? title : `${title} – Stet`}</title>
        <Head {...props} />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <link rel="preload" href={romanFont} as="font" type="font/woff2" crossOrigin="anonymous" />
        <style>{css}</style>
      </head>
      <body>
        <a className="skip" href="#main">
          {skipTo}
        </a>
        <SiteHeader query={query} />
        <div className="wrap">
          <main id="main" tabIndex={-1}>
            {children}
          </main>
        </div>
        <footer className="site">
          <nav className="wrap" aria-label="About this site">
            <a href="/about">About</a> · <a href="/updates">Updates</a> · <a href="/accessibility">Accessibility</a>
          </nav>
        </footer>
      </body>
    </html>
  );
}

function Head({ site, description, canonical, noindex = false, links = [], metas = [], data }: DocumentProps) {
  return (
    <>
      {description && <meta name="description" content={description} />}
      {noindex && <meta name="robots" content="noindex" />}
      {canonical && <link rel="canonical" href={site.origin + canonical} />}
      {links.map((link) => (
        <link key={link.rel + link.href} {...link} href={site.origin + link.href} />
      ))}
      {metas.map((meta) => (
        <meta key={meta.name} {...meta} />
      ))}
      {data && <script type="application/ld+json">{data}</script>}
    </>
  );
}

function SiteHeader({ query }: { readonly query: string }) {
  return (
    <header className="site">
      <div className="wrap">
        <a className="brand" href="/">
          Stet
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
          <a href="/articles">All articles</a> <a href="/sign-in">Sign in</a>
        </nav>
      </div>
    </header>
  );
}
