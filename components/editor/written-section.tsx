import type { ReactNode } from 'react';
import type { EditorSection } from '@/components/editor/use-revision-text';
import { NotUnderstood } from '@/components/editor/save/panels/not-understood';
import { ReadBody } from '@/components/prose/read-body';

type Props = {
  readonly section: EditorSection;
  readonly title: string;
  readonly label: (citationId: string) => string;
  /** The open editor; null while the section is read. */
  readonly editor: ReactNode;
  readonly menu: ReactNode;
  readonly isOpenable: boolean;
  readonly mayOpen: boolean;
  readonly onOpen: () => void;
};

/** A section as readers see it, with the button that opens it; or open. */
export function WrittenSection({ section, title, label, editor, menu, isOpenable, mayOpen, onOpen }: Props) {
  const { sectionId, level, heading, body, isChanged, isUnderstood } = section;
  return (
    <section className="written" aria-labelledby={`h-${sectionId}`} data-open={editor !== null}>
      <div className="row-between">
        <h2 id={`h-${sectionId}`} data-level={level}>
          <bdi>{title}</bdi>
        </h2>
        <div className="row">
          {isChanged ? <span className="pill info">Changed</span> : null}
          {isOpenable && isUnderstood && editor === null ? (
            <button type="button" className="small" id={`edit-${sectionId}`} disabled={!mayOpen} onClick={onOpen}>
              Edit section <span className="visually-hidden">{heading || 'Summary'}</span>
            </button>
          ) : null}
          {menu}
        </div>
      </div>
      {isUnderstood ? null : <NotUnderstood />}
      {editor ?? <ReadBody body={body} label={label} />}
    </section>
  );
}
