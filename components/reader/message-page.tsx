import { Document } from '@/components/reader/document';
import { VersionLines } from '@/components/reader/history-page';
import { Day } from '@/components/reader/article/version-banner';
import { articlePath, versionPath, type Site, type VersionLine } from '@/components/reader/view';

/** 404: what the address may have meant. `query` fills the search field. */
export function NotFoundPage(props: {
  readonly site: Site;
  readonly message?: string;
  readonly query: string;
  readonly near: readonly { readonly slug: string; readonly title: string }[];
}) {
  const { site, message = 'There is no page at this address.', query, near } = props;
  return (
    <Document site={site} title="Not found" noindex query={query}>
      <h1>{message}</h1>
      {near.length > 0 && (
        <>
          <p>Did you look for one of these?</p>
          <ul>
            {near.map(({ slug, title }) => (
              <li key={slug}>
                <a href={articlePath(slug)} dir="auto">
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        Search with the field above, or look at <a href="/articles">all articles</a>.
      </p>
    </Document>
  );
}

/** 404 for a version number that an article does not have: lists those there are. */
export function NoSuchVersionPage(props: {
  readonly site: Site;
  readonly slug: string;
  readonly title: string;
  readonly numbers: readonly number[];
}) {
  const { site, slug, title, numbers } = props;
  return (
    <Document site={site} title="Not found" noindex>
      <h1>There is no such version.</h1>
      <p>
        These are the versions of “<bdi>{title}</bdi>”:
      </p>
      <ul>
        {numbers.map((number) => (
          <li key={number}>
            <a href={versionPath(slug, number)}>Version {number}</a>
          </li>
        ))}
      </ul>
    </Document>
  );
}

/** 410: withdrawn, when, why, and the versions that stay in the record. */
export function WithdrawnPage(props: {
  readonly site: Site;
  readonly slug: string;
  readonly title: string;
  readonly at: string;
  readonly reason: string;
  readonly versions: readonly VersionLine[];
}) {
  const { site, slug, title, at, reason, versions } = props;
  return (
    <Document site={site} title={`${title}: withdrawn`} noindex>
      <h1 dir="auto">{title}</h1>
      <div className="notice danger">
        <p>
          This article was withdrawn on <Day iso={at} />. Reason: <bdi>{reason}</bdi>
        </p>
      </div>
      <h2>Earlier versions</h2>
      <VersionLines slug={slug} lines={versions} />
    </Document>
  );
}

/** 500 and 503: what is safe, what to do, and a reference to name. */
export function TroublePage({ site, reference }: { readonly site: Site; readonly reference: string | null }) {
  return (
    <Document site={site} title="Something went wrong" noindex>
      <h1>{reference === null ? 'We could not load this page. Try again.' : 'Something went wrong on our side.'}</h1>
      {reference !== null && <p>Nothing you wrote here is lost. Reference {reference}.</p>}
    </Document>
  );
}

/** 429: what to do meanwhile. */
export function BusyPage({ site, message }: { readonly site: Site; readonly message: string }) {
  return (
    <Document site={site} title="Too many searches" noindex>
      <h1>{message}</h1>
      <p>
        Everything else is there: look at <a href="/articles">all articles</a> or <a href="/countries">all countries</a>
        .
      </p>
    </Document>
  );
}

/** Switching all mail off, by an ordinary form that works without script and without signing in; and that it is done. */
export function MailOffPage({ site, isOff }: { readonly site: Site; readonly isOff: boolean }) {
  return (
    <Document site={site} title="Mail" noindex>
      {isOff ? (
        <>
          <h1>No more mail will be sent to you.</h1>
          <p>Your inbox on the desk goes on. There you can switch mail on again.</p>
        </>
      ) : (
        <>
          <h1>Switch all mail off?</h1>
          <form method="post">
            <button type="submit">Send me no more mail</button>
          </form>
        </>
      )}
    </Document>
  );
}
