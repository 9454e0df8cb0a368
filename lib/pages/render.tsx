import type { ReactElement } from 'react';

/**
 * A document as HTML text: the one way from components to bytes. The import is dynamic because a static one of
 * `react-dom/server` stops the build (stack G22). Components are synchronous and use no hooks.
 */
export async function renderPage(element: ReactElement): Promise<string> {
  const { renderToStaticMarkup } = await import('react-dom/server');
  return `<!doctype html>${renderToStaticMarkup(element)}`;
}
