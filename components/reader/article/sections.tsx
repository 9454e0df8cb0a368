import type { ComposedSection } from '@/components/reader/article/compose';
import { Prose } from '@/components/reader/article/prose';

/** The sections below the lead. A heading keeps the anchors that it had before. */
export function Sections({ sections }: { readonly sections: readonly ComposedSection[] }) {
  return sections.map(({ id, heading, anchor, before, level, html }) => (
    <section key={id} aria-labelledby={anchor}>
      <OldAnchors anchors={before} />
      <Heading level={level} anchor={anchor} words={heading} />
      <Prose html={html} />
    </section>
  ));
}

/** Places that links from before lead to. */
export const OldAnchors = ({ anchors }: { readonly anchors: readonly string[] }) =>
  anchors.map((one) => <span key={one} id={one} />);

type Props = { readonly level: number; readonly anchor: string; readonly words: string };

/** A heading with a link to itself. */
export function Heading({ level, anchor, words }: Props) {
  const Tag = (['h2', 'h3', 'h4', 'h5', 'h6'] as const)[level - 2] ?? 'h6';
  return (
    <Tag id={anchor} dir="auto">
      {words}{' '}
      <a className="anchor" href={`#${anchor}`} aria-label={`Link to section: ${words}`}>
        #
      </a>
    </Tag>
  );
}
