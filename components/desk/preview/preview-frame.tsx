const widths = [
  { width: 360, label: 'Phone' },
  { width: 768, label: 'Tablet' },
  { width: 1280, label: 'Desktop' },
] as const;

type Props = {
  readonly number: number;
  /** As the address says it; anything that is no width of ours means the phone's. */
  readonly width: unknown;
};

/** The readers' page of a revision in a frame of a chosen width, and the way to it alone, for print. */
export function PreviewFrame({ number, width }: Props) {
  const at = `/desk/revisions/${number}/preview`;
  const shown = widths.find((one) => String(one.width) === width) ?? widths[0];
  return (
    <section className="stack" aria-label="What readers would see">
      <nav className="row preview-widths" aria-label="Width of the preview">
        {widths.map((one) => (
          <a key={one.width} href={`${at}?width=${one.width}`} aria-current={one === shown ? 'page' : undefined}>
            {one.label} ({one.width} px)
          </a>
        ))}
        <a href={`${at}/page`}>Alone, for print</a>
      </nav>
      <div className="preview-room" role="group" aria-label="Preview, scrolls sideways when it is wide" tabIndex={0}>
        <iframe
          src={`${at}/page`}
          title={`Preview of revision ${number}, ${shown.width} pixels wide`}
          width={shown.width}
          height={720}
          sandbox="allow-same-origin"
        />
      </div>
    </section>
  );
}
