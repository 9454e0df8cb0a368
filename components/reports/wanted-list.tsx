import { spotHref } from '@/components/reports/spot';
import { count } from '@/components/words';

type Place = {
  readonly articleId: string;
  readonly title: string;
  readonly position: number;
  readonly sectionId: string | null;
  readonly heading: string;
  readonly blockId: string;
  readonly text: string;
};

/** An article that others name and nobody has written. */
export type WantedRow = {
  readonly slug: string;
  readonly title: string;
  readonly articles: number;
  readonly places: readonly Place[];
  readonly draft: { readonly id: string; readonly state: string } | null;
};

/** Wanted articles, the most wanted first, each with the places that name it. */
export function WantedList({ rows }: { readonly rows: readonly WantedRow[] }) {
  if (rows.length === 0) return <p className="empty">Every article that a live one names is there.</p>;
  return (
    <ul className="plain-list lines">
      {rows.map((row) => (
        <li key={row.slug} className="row-between">
          <div className="stack-tight">
            <h2 className="plain-heading">
              <bdi>{row.title}</bdi>
            </h2>
            <p className="small muted">Named by {count(row.articles, 'article')}</p>
            <ul className="plain-list small">
              {row.places.map((place) => (
                <li key={`${place.articleId} ${place.position}`}>
                  <a href={spotHref(place.articleId, place)}>
                    <bdi>{place.title}</bdi>
                  </a>
                  , {place.sectionId === null ? 'under “See also”' : <bdi>{place.heading || 'Summary'}</bdi>}
                </li>
              ))}
            </ul>
          </div>
          <Action row={row} />
        </li>
      ))}
    </ul>
  );
}

function Action({ row: { title, draft } }: { readonly row: WantedRow }) {
  if (draft) {
    return (
      <a className="button" href={`/desk/articles/${draft.id}`}>
        {draft.state === 'unpublished' ? 'Being written' : `Was ${draft.state}`}
        <span className="visually-hidden">: {title}</span>
      </a>
    );
  }
  return (
    <a className="button" href={`/desk/articles/new?title=${encodeURIComponent(title)}`}>
      Write it<span className="visually-hidden">: {title}</span>
    </a>
  );
}
