import { Document } from '@/components/reader/document';
import { LinkState, ReferenceText } from '@/components/reader/article/source-list';
import { articlePath, dayText, type Site } from '@/components/reader/view';
import { count } from '@/components/words';
import type { CslItem } from '@/lib/domain/citation/citation';
import { typeName } from '@/lib/domain/citation/csl';
import { linkStateWords, withLinkState, type LinkState as LinkStateName } from '@/lib/domain/citation/links';
import { houseReference } from '@/lib/domain/citation/house';

/** One use of a source in live text: the statement, its place in the source, the quoted words. */
export type SourceUse = {
  readonly slug: string;
  readonly title: string;
  readonly heading: string;
  readonly anchor: string;
  readonly statement: string;
  readonly locators: string;
  readonly quote: string;
};
export type SourceView = {
  readonly id: string;
  readonly csl: CslItem;
  readonly stub: boolean;
  readonly uses: readonly SourceUse[];
  /** What is known of its web address now. */
  readonly address: { readonly state: LinkStateName; readonly checkedAt: string | null };
};

/** A source and every statement of a live article that cites it. */
export function SourcePage({ view, site }: { readonly view: SourceView; readonly site: Site }) {
  const { uses, stub, address } = view;
  const csl = withLinkState(view.csl, address.state);
  const title = csl.title ?? houseReference(csl).text;
  return (
    <Document site={site} title={`Source: ${title}`} canonical={`/sources/${view.id}`}>
      <h1 dir="auto">{title}</h1>
      <p>
        <ReferenceText csl={csl} /> <LinkState csl={csl} />
      </p>
      <p className="meta">
        {typeName(csl.type)}
        {stub && ' · not fully described yet'}
        {address.state !== 'unchecked' && ` · address ${linkStateWords[address.state]}`}
        {address.checkedAt !== null && (
          <>
            , looked at on <time dateTime={address.checkedAt}>{dayText(address.checkedAt)}</time>
          </>
        )}
      </p>
      <h2>Used in</h2>
      <p className="meta">{count(uses.length, 'statement')} of live articles.</p>
      <ul className="plain">
        {uses.map((use, at) => (
          <li key={`${at}-${use.anchor}`}>
            <a href={`${articlePath(use.slug)}${use.anchor === '' ? '' : `#${use.anchor}`}`}>
              <bdi>{use.title}</bdi>
              {use.heading !== '' && (
                <>
                  , <bdi>{use.heading}</bdi>
                </>
              )}
            </a>
            <br />
            <span dir="auto">{use.statement}</span>{' '}
            {use.locators !== '' && <span className="meta">{use.locators}</span>}
            {use.quote !== '' && (
              <blockquote>
                <q dir="auto">{use.quote}</q>
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </Document>
  );
}
