type Only = { readonly value: string; readonly label: string };

type Props = {
  readonly list: string;
  readonly title: string;
  readonly only: string;
  readonly kinds: readonly Only[];
  /** The article that the list is narrowed to by its id. */
  readonly article: { readonly id: string; readonly title: string } | null;
};

/** Narrows a list: by words of the title, by kind; one article when a link led here. A plain form, so that its address can be kept. */
export function WorkFilterForm({ list, title, only, kinds, article }: Props) {
  const at = `/desk/reports/${list}`;
  const isNarrow = title !== '' || only !== '' || article !== null;
  return (
    <form role="search" className="row" action={at}>
      {article === null ? (
        <span className="labelled">
          <label htmlFor="title">Words of the title</label>
          <input id="title" name="title" type="search" defaultValue={title} className="short" />
        </span>
      ) : (
        <>
          <input type="hidden" name="article" value={article.id} />
          <span>
            Only <bdi>{article.title}</bdi>
          </span>
        </>
      )}
      {kinds.length > 0 ? (
        <span className="labelled">
          <label htmlFor="only">Which</label>
          <select id="only" name="only" defaultValue={only}>
            <option value="">All</option>
            {kinds.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </span>
      ) : null}
      <button type="submit">Show</button>
      {isNarrow ? <a href={at}>Show all</a> : null}
    </form>
  );
}
