import { type RefObject, useEffect, useRef, useState } from 'react';

type Options = {
  /** Whether the line at `from` may be put before the line that is at `to` now. */
  readonly mayDrop: (from: number, to: number) => boolean;
  readonly onDrop: (from: number, to: number) => void;
};

/** The index of the line that an event is about; lines carry it in `data-at`. */
function lineOf(event: DragEvent): { readonly element: HTMLElement; readonly at: number } | null {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-at]') : null;
  return element ? { element, at: Number(element.dataset['at']) } : null;
}

/**
 * Dragging lines of a list with a mouse. An addition for those who can: whatever it does, buttons do as well (WCAG 2.5.7). Answers
 * before which line a drop would go now.
 */
export function useDrag(list: RefObject<HTMLElement | null>, { mayDrop, onDrop }: Options): number | null {
  /** Events follow one another faster than renderings. */
  const drag = useRef<{ readonly from: number; to: number | null } | null>(null);
  const [target, setTarget] = useState<number | null>(null);
  useEffect(() => {
    const { current } = list;
    if (!current) return undefined;
    const stop = () => {
      drag.current = null;
      setTarget(null);
    };
    const start = (event: DragEvent) => {
      const line = lineOf(event);
      if (!line || !event.dataTransfer) return;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', line.element.textContent);
      drag.current = { from: line.at, to: null };
    };
    const over = (event: DragEvent) => {
      const line = lineOf(event);
      if (!line || !drag.current) return;
      const { top, height } = line.element.getBoundingClientRect();
      const to = event.clientY > top + height / 2 ? line.at + 1 : line.at;
      if (!mayDrop(drag.current.from, to)) return;
      event.preventDefault();
      drag.current.to = to;
      setTarget(to);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      const { from, to } = drag.current ?? { from: 0, to: null };
      if (to !== null) onDrop(from, to);
      stop();
    };
    const listeners = { dragstart: start, dragover: over, drop, dragend: stop } as const;
    const all = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][];
    for (const [name, listener] of all) current.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of all) current.removeEventListener(name, listener);
    };
  });
  return target;
}
