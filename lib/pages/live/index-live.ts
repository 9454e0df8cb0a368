import { isDeepStrictEqual } from 'node:util';
import { anchorsOfSections, type ArticleView } from '@/components/reader/view';
import { countriesOf } from '@/lib/domain/article-countries';
import { plainText } from '@/lib/domain/prose/text';
import { placedTimeline } from '@/lib/domain/timeline/placed';
import type { Tx } from '@/lib/db/tx';

type View = Pick<ArticleView, 'title' | 'sections' | 'facts'>;

/**
 * Writes what is searched and gathered of an article's live version. What is there already and has not changed stays: one
 * changed sentence rewrites one section. After the code has changed, forget it first.
 */
export async function indexLive(tx: Tx, articleId: string, view: View): Promise<void> {
  const anchors = anchorsOfSections(view.sections);
  const sections = view.sections.map((section, at) => ({ ...section, anchor: anchors[at] ?? 'main' }));
  await indexSections(
    tx,
    articleId,
    sections.map(({ heading, anchor, body }, position) => ({
      ...{ position, title: view.title, heading, anchor, text: plainText(body) },
    })),
  );
  await tx.$executeRaw`
    insert into known_word (word)
    select distinct word from live_section s, regexp_split_to_table(search_fold(s.title || ' ' || s.heading || ' ' || s.text), '[^[:alnum:]]+') word
    where s.article_id = ${articleId}::uuid and length(word) between 4 and 30
    order by word on conflict do nothing`;
  const events = placedTimeline(sections).map(({ anchor, heading, text, words, when }, position) => ({
    ...{ articleId, position, title: view.title, heading, anchor, text, said: words, when },
    ...yearsOf(when),
    ...{ month: when.from.month ?? null, day: when.from.day ?? null },
  }));
  const known = await tx.liveEvent.findMany({ where: { articleId }, orderBy: { position: 'asc' } });
  if (!isDeepStrictEqual(known, JSON.parse(JSON.stringify(events)))) {
    await tx.liveEvent.deleteMany({ where: { articleId } });
    await tx.liveEvent.createMany({ data: events });
  }
  const countries = countriesOf(view.facts).map(({ slug }) => slug);
  await tx.liveCountry.deleteMany({ where: { articleId, country: { notIn: countries } } });
  await tx.liveCountry.createMany({
    data: countries.map((country) => ({ articleId, country })),
    skipDuplicates: true,
  });
}

type Row = {
  readonly position: number;
  readonly title: string;
  readonly heading: string;
  readonly anchor: string;
  readonly text: string;
};

async function indexSections(tx: Tx, articleId: string, rows: readonly Row[]): Promise<void> {
  const select = { position: true, title: true, heading: true, anchor: true, text: true } as const;
  const known = await tx.liveSection.findMany({ where: { articleId }, select });
  const kept = new Set(
    known.filter((row) => isDeepStrictEqual(row, rows[row.position])).map(({ position }) => position),
  );
  await tx.liveSection.deleteMany({ where: { articleId, position: { notIn: [...kept] } } });
  for (const { position, title, heading, anchor, text } of rows.filter((row) => !kept.has(row.position))) {
    await tx.$executeRaw`
      insert into live_section (article_id, position, title, heading, anchor, text, words)
      values (${articleId}::uuid, ${position}, ${title}, ${heading}, ${anchor}, ${text},
        setweight(to_tsvector('english', search_fold(${title})), 'A')
          || setweight(to_tsvector('english', search_fold(${heading})), 'B')
          || to_tsvector('english', search_fold(${text})))`;
  }
}

/** Takes an article out of everything that is searched and gathered. */
export async function forgetLive(tx: Tx, articleId: string): Promise<void> {
  await tx.liveSection.deleteMany({ where: { articleId } });
  await tx.liveEvent.deleteMany({ where: { articleId } });
  await tx.liveCountry.deleteMany({ where: { articleId } });
}

type When = ReturnType<typeof placedTimeline>[number]['when'];

/** The first and the last year that a date names; years before the common era are negative. */
function yearsOf({ kind, from, to, bce }: When): { year: number; toYear: number } {
  const sign = bce ? -1 : 1;
  const year = sign * from.year;
  if (kind === 'decade' || (from.decade && !to)) return { year, toYear: year + sign * 9 };
  return { year, toYear: to ? sign * to.year + (to.decade ? 9 : 0) : year };
}
