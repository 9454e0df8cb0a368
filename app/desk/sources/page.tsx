import type { Metadata } from 'next';
import { count } from '@/components/words';
import { typeName } from '@/lib/domain/citation/csl';
import { searchSources } from '@/lib/sources/queries';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Sources' };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SourcesPage({ searchParams }: Props) {
  const actor = await requireActor();
  const { q } = await searchParams;
  const words = typeof q === 'string' ? q : '';
  const { sources } = await searchSources(actor, { q: words });
  return (
    <div className="stack-wide">
      <div className="row-between">
        <h1>Sources</h1>
        <a className="button primary" href="/desk/sources/new">
          Describe a source
        </a>
      </div>
      <form role="search" className="row">
        <label htmlFor="q">Title, maker or identifier</label>
        <input id="q" name="q" type="search" defaultValue={words} className="short" />
        <button type="submit">Search</button>
        {words ? <a href="/desk/sources">Show all</a> : null}
      </form>
      {sources.length === 0 ? (
        <p className="empty">
          {words
            ? `No source holds “${words}”.`
            : 'No sources yet. Add one from here, or cite while you write (Ctrl+Alt+F).'}
        </p>
      ) : (
        <ul className="plain-list lines">
          {sources.map((source) => (
            <li key={source.id} className="row-between">
              <a href={`/desk/sources/${source.id}`}>
                <bdi>{source.reference}</bdi>
              </a>
              <span className="row small">
                <span>{typeName(source.type)}</span>
                {source.stub ? <span className="pill warn">! Named in the text, details missing</span> : null}
                <span className="muted">{count(source.uses, 'citation')}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
