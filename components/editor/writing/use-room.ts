import { type RefObject, useEffect } from 'react';

/** Nothing that gets the focus may lie under a bar that stays in view (WCAG 2.4.11). */
export function useRoomFor(bar: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = bar;
    if (!current) return undefined;
    const root = document.documentElement;
    const watch = new ResizeObserver(() => {
      const isSticky = getComputedStyle(current).position === 'sticky';
      root.style.scrollPaddingBlockStart = isSticky ? `${current.offsetHeight + 16}px` : '';
    });
    watch.observe(current);
    return () => {
      watch.disconnect();
      root.style.scrollPaddingBlockStart = '';
    };
  }, [bar]);
}

/**
 * Tells the style sheet how much of the window a phone's keyboard leaves, and where: Safari lays its keyboard over the page
 * without a word to CSS.
 */
export function useVisibleRoom(): void {
  useEffect(() => {
    const { visualViewport } = window;
    if (!visualViewport) return undefined;
    const { style } = document.documentElement;
    const follow = () => {
      style.setProperty('--visible-height', `${visualViewport.height}px`);
      style.setProperty('--visible-top', `${visualViewport.offsetTop}px`);
    };
    follow();
    visualViewport.addEventListener('resize', follow);
    visualViewport.addEventListener('scroll', follow);
    return () => {
      visualViewport.removeEventListener('resize', follow);
      visualViewport.removeEventListener('scroll', follow);
      style.removeProperty('--visible-height');
      style.removeProperty('--visible-top');
    };
  }, []);
}
