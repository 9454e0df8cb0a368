/** Says whose borders a map shows (ux.md 14.4). */
export function MapCaption() {
  return (
    <figcaption>
      Borders as drawn by Natural Earth; not a statement on disputed territory. <a href="/about#maps">Why</a>
    </figcaption>
  );
}
