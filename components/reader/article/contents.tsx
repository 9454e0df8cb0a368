/** A line of the contents: where it leads, and how deep it stands (2 to 6). */
export type ContentsLine = { readonly anchor: string; readonly words: string; readonly level: number };

/** Links to the parts of an article. Not shown for fewer than three headings. */
export function Contents({ lines, headings }: { readonly lines: readonly ContentsLine[]; readonly headings: number }) {
  if (headings < 3) return null;
  return (
    <nav className="toc" aria-label="Contents">
      <details open>
        <summary>Contents</summary>
        <ol>
          {lines.map(({ anchor, words, level }) => (
            <li key={anchor} className={`l${level}`}>
              <a href={`#${anchor}`} dir="auto">
                {words}
              </a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}
