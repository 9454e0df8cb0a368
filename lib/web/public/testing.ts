import type { AnswerMaker } from '@/lib/pages/answer';
import { publicRoute } from '@/lib/web/public/route';

/** Asks a page as a browser would: for tests. */
export async function ask(maker: AnswerMaker, path: string, headers: Record<string, string> = {}, method = 'GET') {
  const [, , first = '', , second = ''] = path.split('?')[0]?.split('/') ?? [];
  const params = { slug: first, number: second, id: first, file: first };
  const request = new Request(`http://localhost${path}`, { headers, method });
  return publicRoute(maker)(request, { params: Promise.resolve(params) });
}

/** The body of a page, for tests. */
export const textOf = async (maker: AnswerMaker, path: string) => (await ask(maker, path)).text();

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
