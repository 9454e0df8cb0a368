import { z } from 'zod';
import type { ArticleHit, Run } from '@/components/reader/search-page';
import { anchorsOfSections } from '@/components/reader/view';
import { groupBy } from '@/lib/domain/group';
import { splitStatements } from '@/lib/domain/prose/statements';
import { db } from '@/lib/db/client';

const mostWords = 8;
const mostSections = 60;
const longest = 300;

/** The words of a query: letters and digits, so that every dash and quote is the same; at most eight. */
function queryWords(query: string): string[] {
  const words =
    query
      .normalize('NFC')
      .toLowerCase()
      .slice(0, 200)
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(words)].slice(0, mostWords);
}

const foldable = /\p{M}/gu;
const fold = (text: string) => text.normalize('NFD').replace(foldable, '').toLowerCase();

/** A sentence cut into runs, with the words that begin like one of the query's marked. */
function markWords(sentence: string, words: readonly string[]): Run[] {
  const pieces = sentence.split(/([\p{L}\p{N}\p{M}]+)/u).filter((piece) => piece !== '');
  const folded = words.map(fold);
  return pieces.reduce<Run[]>((runs, text) => {
    const hit = folded.some((word) => (word.length > 1 ? fold(text).startsWith(word) : fold(text) === word));
    const last = runs.at(-1);
    if (!hit && last && !last.hit) return [...runs.slice(0, -1), { text: last.text + text, hit }];
    return [...runs, { text, hit }];
  }, []);
}

/** The sentence that holds most of the words, shortened around the first of them. */
function bestSentence(text: string, words: readonly string[]): string {
  const score = (sentence: string) => words.filter((word) => fold(sentence).includes(fold(word))).length;
  const [best = ''] = splitStatements(text).toSorted((a, b) => score(b) - score(a));
  if (best.length <= longest) return best;
  const at = Math.max(
    0,
    Math.min(...words.map((word) => fold(best).indexOf(fold(word))).filter((found) => found >= 0)),
  );
  const start = Number.isFinite(at) ? Math.max(0, at - longest / 3) : 0;
  return `${start > 0 ? '…' : ''}${best.slice(start, start + longest).toWellFormed()}…`;
}

const rowSchema = z.array(
  z.object({
    slug: z.string(),
    title: z.string(),
    versionId: z.string(),
    position: z.number(),
    heading: z.string(),
    text: z.string(),
  }),
);

/** Sections of live articles whose title, heading or text holds words that begin like all of the query's, best first. */
async function findSections(words: readonly string[]) {
  const query = words.map((word) => (word.length > 1 ? `${word}:*` : word)).join(' & ');
  // Inside words (compounds, glued scripts) only what is long enough to mean something is looked for.
  const patterns = words.every((word) => word.length > 2) ? words.map((word) => `%${word}%`) : [''];
  const rows: unknown = await db().$queryRaw`
    with live as (
      select a.slug, v.title, v.id as version_id, s.position, c.heading, c.text,
        setweight(to_tsvector('simple', v.title), 'A') || setweight(to_tsvector('simple', c.heading), 'B')
          || setweight(to_tsvector('simple', c.text), 'D') as words
      from article a
      join version v on v.id = a.live_version_id
      join version_section s on s.version_id = v.id
      join section_content c on c.hash = s.content_hash
      where a.state = 'published'
    )
    select slug, title, version_id::text as "versionId", position, heading, text
    from live
    where words @@ to_tsquery('simple', ${query}) or title || ' ' || heading || ' ' || text ilike all (${patterns})
    order by ts_rank(words, to_tsquery('simple', ${query})) desc, slug, position
    limit ${mostSections}`;
  return rowSchema.parse(rows);
}

/** Headings of these versions' sections, for their anchors. */
async function headingsOf(versionIds: readonly string[]) {
  const rows = await db().versionSection.findMany({
    where: { versionId: { in: [...versionIds] } },
    select: { versionId: true, content: { select: { heading: true } } },
    orderBy: { position: 'asc' },
  });
  return groupBy(rows, ({ versionId }) => versionId);
}

/** What live articles say about the words of a query: by article, its best sections, each with its best sentence. */
export async function searchLive(query: string): Promise<ArticleHit[]> {
  const words = queryWords(query);
  if (words.length === 0) return [];
  const rows = await findSections(words);
  const headings = await headingsOf([...new Set(rows.map(({ versionId }) => versionId))]);
  return [...groupBy(rows, ({ slug }) => slug)].map(([slug, found]) => {
    const versionId = found[0]?.versionId ?? '';
    const anchors = anchorsOfSections((headings.get(versionId) ?? []).map(({ content }) => content));
    return {
      slug,
      title: found[0]?.title ?? '',
      sections: found.slice(0, 5).map(({ heading, position, text }) => ({
        heading,
        anchor: anchors[position] ?? 'main',
        sentence: markWords(bestSentence(text, words), words),
      })),
    };
  });
}
