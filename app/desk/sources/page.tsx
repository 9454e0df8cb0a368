import type { Metadata } from 'next';
import { LibraryTable } from '@/components/sources/library-table';
import { libraryShows } from '@/lib/contract/sources';
import { countLibrary, type LibraryShow, searchSources } from '@/lib/sources/queries/library';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Sources' };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };
type Asked = { readonly q: string; readonly show: LibraryShow | undefined; readonly page: number };

const pageSize = 100;
const names: Readonly<Record<'all' | LibraryShow, string>> = {
  all: 'All',
  stub: 'Named in the text, not yet described',
  dead: 'Broken links',
  unused: 'Used nowhere',
  flagged: 'Flagged',
  alike: 'Look alike',
};
const nothing: Readonly<Record<LibraryShow, string>> = {
  stub: 'Every source is described.',
  dead: 'No broken links are known.',
  unused: 'Every source is cited in live text.',
  flagged: 'No citation is flagged.',
  alike: 'No two records look like the same work.',
};

export default async function SourcesPage({ searchParams }: Props) {
  const actor = await requireActor();
  const asked = read(await searchParams);
  const { sources } = await searchSources(actor, asked);
  const counts = await countLibrary(actor);
  return (
    <div className="stack-wide">
      <div className="row-between">
        <h1>Sources</h1>
        <span className="row">
          <a className="button" href="/desk/sources/import">
            Import and export
          </a>
          <a className="button primary" href="/desk/sources/new">
            Describe a source
          </a>
        </span>
      </div>
      <nav aria-label="Parts of the library">
        <ul className="tabs">
          {(['all', ...libraryShows] as const).map((part) => (
            <li key={part}>
              <a
                href={address({ ...asked, show: part === 'all' ? undefined : part, page: 1 })}
                aria-current={current(asked, part)}
              >
                {names[part]} <span className="muted">{counts[part]}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form role="search" className="row">
        {asked.show ? <input type="hidden" name="show" value={asked.show} /> : null}
        <label htmlFor="q">Title, maker or identifier</label>
        <input id="q" name="q" type="search" defaultValue={asked.q} className="short" />
        <button type="submit">Search</button>
        {asked.q ? <a href={address({ ...asked, q: '', page: 1 })}>Without these words</a> : null}
      </form>
      {sources.length === 0 ? <p className="empty">{emptyWords(asked)}</p> : <LibraryTable lines={sources} />}
      <Pages asked={asked} isFull={sources.length === pageSize} />
    </div>
  );
}

function Pages({ asked, isFull }: { readonly asked: Asked; readonly isFull: boolean }) {
  if (asked.page === 1 && !isFull) return null;
  return (
    <nav className="row" aria-label="More sources">
      {asked.page > 1 ? <a href={address({ ...asked, page: asked.page - 1 })}>Newer</a> : null}
      {isFull ? <a href={address({ ...asked, page: asked.page + 1 })}>Older</a> : null}
    </nav>
  );
}

function read({ q, show, page }: Record<string, string | string[] | undefined>): Asked {
  const number = typeof page === 'string' && /^[1-9]\d{0,2}$/u.test(page) ? Number(page) : 1;
  return {
    q: typeof q === 'string' ? q.slice(0, 300) : '',
    show: libraryShows.find((known) => known === show),
    page: number,
  };
}

function address({ q, show, page }: Asked): string {
  const query = new URLSearchParams({
    ...(show && { show }),
    ...(q && { q }),
    ...(page > 1 && { page: String(page) }),
  }).toString();
  return query === '' ? '/desk/sources' : `/desk/sources?${query}`;
}

const current = ({ show }: Asked, part: 'all' | LibraryShow) => ((show ?? 'all') === part ? 'page' : undefined);

function emptyWords({ q, show, page }: Asked): string {
  if (page > 1) return 'There is nothing further.';
  if (q) return `No source here holds “${q}”.`;
  return show ? nothing[show] : 'No sources yet. Add one from here, or cite while you write (Ctrl+Alt+F).';
}
