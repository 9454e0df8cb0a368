import type { ReactNode } from 'react';
import type { EditorSection } from '@/components/editor/writing/use-revision-text';
import { NotUnderstood } from '@/components/editor/save/panels/not-understood';
import { ReadBody } from '@/components/prose/read-body';

type Props = {
  readonly section: EditorSection;
  /** Its level as readers see it: 1 for the lead, none skipped. */
  readonly shown: number;
  readonly title: string;
  readonly label: (citationId: string) => string;
  /** Whether a link leads to an article that nobody can read yet. */
  readonly isWanted: (slug: string) => boolean;
  /** The open editor; null while the section is read. */
  readonly editor: ReactNode;
  readonly menu: ReactNode;
  readonly isOpenable: boolean;
  readonly mayOpen: boolean;
  /** True when other open sections stay open: with the Shift key. */
  readonly onOpen: (isAlso: boolean) => void;
};

/** A section as readers see it, with the button that opens it; or open. */
export function WrittenSection({
  section,
  shown,
  title,
  label,
  isWanted,
  editor,
  menu,
  isOpenable,
  mayOpen,
  onOpen,
}: Props) {
  const { sectionId, heading, body, isChanged, isUnderstood } = section;
  const Heading = (['h2', 'h2', 'h3', 'h4', 'h5', 'h6'] as const)[shown - 1] ?? 'h6';
  return (
    <section className="written" aria-labelledby={`h-${sectionId}`} data-open={editor !== null} data-shown={shown}>
      <div className="row-between">
        <Heading id={`h-${sectionId}`} className="section-heading">
          <bdi>{title}</bdi>
        </Heading>
        <div className="row">
          {isChanged ? <span className="pill info">Changed</span> : null}
          {isOpenable && isUnderstood && editor === null ? (
            <button
              type="button"
              className="small"
              id={`edit-${sectionId}`}
              disabled={!mayOpen}
              onClick={(event) => onOpen(event.shiftKey)}
            >
              Edit section <span className="visually-hidden">{heading || 'Summary'}</span>
            </button>
          ) : null}
          {editor === null ? menu : null}
        </div>
      </div>
      {isUnderstood ? null : <NotUnderstood />}
      {editor ?? <ReadBody body={body} label={label} isWanted={isWanted} />}
    </section>
  );
}
