import { anchorsOfSections, type ArticleView } from '@/components/reader/view';
import { countriesOf } from '@/lib/domain/article-countries';
import { plainText } from '@/lib/domain/prose/text';
import { placedTimeline } from '@/lib/domain/timeline/placed';
import type { Tx } from '@/lib/db/tx';

type View = Pick<ArticleView, 'title' | 'sections' | 'facts'>;

/** Writes what is searched and gathered of an article's live version, in place of what was there. */
export async function indexLive(tx: Tx, articleId: string, view: View): Promise<void> {
  await forgetLive(tx, articleId);
  const anchors = anchorsOfSections(view.sections);
  const sections = view.sections.map((section, at) => ({ ...section, anchor: anchors[at] ?? 'main' }));
  for (const [position, { heading, anchor, body }] of sections.entries()) {
    const text = plainText(body);
    await tx.$executeRaw`
      insert into live_section (article_id, position, title, heading, anchor, text, words)
      values (${articleId}::uuid, ${position}, ${view.title}, ${heading}, ${anchor}, ${text},
        setweight(to_tsvector('english', search_fold(${view.title})), 'A')
          || setweight(to_tsvector('english', search_fold(${heading})), 'B')
          || to_tsvector('english', search_fold(${text})))`;
  }
  await tx.$executeRaw`
    insert into known_word (word)
    select distinct word from live_section s, regexp_split_to_table(search_fold(s.title || ' ' || s.heading || ' ' || s.text), '[^[:alnum:]]+') word
    where s.article_id = ${articleId}::uuid and length(word) between 4 and 30
    order by word on conflict do nothing`;
  await tx.liveEvent.createMany({
    data: placedTimeline(sections).map(({ anchor, heading, text, words, when }, position) => ({
      ...{ articleId, position, title: view.title, heading, anchor, text, said: words, when },
      ...yearsOf(when),
      ...{ month: when.from.month ?? null, day: when.from.day ?? null },
    })),
  });
  await tx.liveCountry.createMany({
    data: countriesOf(view.facts).map(({ slug }) => ({ articleId, country: slug })),
  });
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
