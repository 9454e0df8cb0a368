import type { App } from '@/lib/proof/bench/stage/app';
import { connect, type Database } from '@/lib/proof/bench/stage/database';
import { ask } from '@/lib/proof/bench/stage/http';
import type { Piece } from '@/lib/proof/bench/stage/yardsticks';
import { listEntries } from '@/lib/system/entries';

const slug = 'iran-syria-relations';

/** The article that readers of the bench read: the longest of the demo. */
export const theArticle = `/articles/${slug}`;

/** The bare text of that article: headings and paragraphs. */
export async function piecesOf(database: Database): Promise<Piece[]> {
  const sql = connect(database.adminUrl);
  const rows = await sql<{ title: string; heading: string; text: string }[]>`
    select s.title, s.heading, s.text from live_section s join article a on a.id = s.article_id
    where a.slug = ${slug} order by s.position`;
  await sql.end();
  const body = rows.flatMap(({ heading, text }): Piece[] => [
    ...(heading === '' ? [] : [{ tag: 'h2' as const, text: heading }]),
    ...text.split(/\n+/u).map((words): Piece => ({ tag: 'p', text: words })),
  ]);
  return [{ tag: 'h1', text: rows[0]?.title ?? '' }, ...body];
}

const missing = '(there is none)';

/** An address of every public page that there is, its parameters filled in from the demo; without those of which the demo has none. */
export async function publicPaths(app: App, database: Database): Promise<string[]> {
  const sql = connect(database.adminUrl);
  const [source] = await sql<{ id: string }[]>`
    select source_id::text as id from version_citation order by 1 limit 1`;
  await sql.end();
  const { body } = await ask(app.port, theArticle);
  const font = /\/fonts\/([\w.-]+)/u.exec(body.toString())?.[1] ?? '';
  const values = { '{number}': '1', '{id}': source?.id ?? missing, '{file}': font };
  return listEntries('.')
    .filter(({ method, file }) => method === 'GET' && file.startsWith('app/(reader)/') && !file.includes('[...'))
    .map(({ path }) =>
      Object.entries({ ...values, '{slug}': path.startsWith('/countries') ? 'syria' : slug }).reduce(
        (address, [name, value]) => address.replace(name, value),
        path === '/search' ? '/search?q=oil' : path,
      ),
    )
    .filter((address) => !address.includes(missing));
}
