/** The ids of a page's headings, and the anchors that stand right before one: for tests. */
export function sectionsOf(html: string): { ids: string[]; above: (id: string) => string[] } {
  const ids = [...html.matchAll(/<h[2-6] id="([^"]+)"/gu)].map(([, id = '']) => id);
  return {
    ids,
    above: (id) => {
      const before = html.slice(0, html.search(new RegExp(`<h[2-6] id="${id}"`, 'u')));
      const anchors = /(?:<span id="[^"]+"><\/span>)+$/u.exec(before)?.[0] ?? '';
      return [...anchors.matchAll(/id="([^"]+)"/gu)].map(([, anchor = '']) => anchor);
    },
  };
}
