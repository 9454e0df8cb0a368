'use client';

import { useRef } from 'react';
import { branchEnd, moveDown, moveUp } from '@/components/editor/sections/arrange';
import { useDrag } from '@/components/editor/sections/use-drag';
import type { Structure } from '@/components/editor/sections/use-structure';
import type { EditorSection } from '@/components/editor/writing/use-revision-text';
import { count } from '@/components/words';
import type { OutlineEntry } from '@/lib/domain/article';

type Props = {
  readonly sections: readonly EditorSection[];
  readonly title: string;
  readonly structure: Structure;
};

/** The order of the sections at a glance: links to them, arrows to move them, and dragging with a mouse. */
export function OutlineList({ sections, title, structure }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const outline = sections.map(({ sectionId, level }) => ({ sectionId, level }));
  const target = useDrag(list, {
    mayDrop: (from, to) => to >= 1 && (to < from || to > branchEnd(outline, from)),
    onDrop: (from, to) => void structure.moveTo(from, to),
  });
  const last = sections.length - 1;
  return (
    <details className="outline-panel">
      <summary>Order of sections ({count(sections.length, 'section')})</summary>
      <ol ref={list}>
        {sections.map((section, at) => (
          <li
            key={section.sectionId}
            data-at={at}
            data-level={section.level}
            data-drop={target === at ? 'before' : target === at + 1 && at === last ? 'after' : undefined}
            draggable={at > 0 && !structure.isBusy}
          >
            <Row section={section} at={at} title={title} outline={outline} structure={structure} />
          </li>
        ))}
      </ol>
    </details>
  );
}

type RowProps = {
  readonly section: EditorSection;
  readonly at: number;
  readonly title: string;
  readonly outline: readonly OutlineEntry[];
  readonly structure: Structure;
};

function Row({ section: { sectionId, heading }, at, title, outline, structure }: RowProps) {
  const name = heading || (at === 0 ? `Summary of ${title}` : 'Section without a heading');
  const isOff = (moved: unknown) => moved === null || structure.isBusy;
  return (
    <>
      <span className="grip" aria-hidden="true">
        {at === 0 ? '' : '⠿'}
      </span>
      <a href={`#h-${sectionId}`} draggable={false}>
        <bdi>{name}</bdi>
      </a>
      {at === 0 ? null : (
        <span className="row">
          <button
            type="button"
            className="small"
            id={`up-${sectionId}`}
            aria-label={`Move ${name} up`}
            aria-disabled={isOff(moveUp(outline, at))}
            onClick={() => void structure.up(at, `up-${sectionId}`)}
          >
            ↑
          </button>
          <button
            type="button"
            className="small"
            id={`down-${sectionId}`}
            aria-label={`Move ${name} down`}
            aria-disabled={isOff(moveDown(outline, at))}
            onClick={() => void structure.down(at, `down-${sectionId}`)}
          >
            ↓
          </button>
        </span>
      )}
    </>
  );
}
