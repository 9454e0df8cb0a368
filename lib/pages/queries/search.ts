import { z } from 'zod';
import { Prisma } from '@/generated/prisma/client';
import type { ArticleHit, Run } from '@/components/reader/search-page';
import { groupBy } from '@/lib/domain/group';
import { splitStatements } from '@/lib/domain/prose/statements';
import { db } from '@/lib/db/client';

const mostWords = 8;
/** Sections that are looked at before ranking: a word that every article has must not make a search slow. */
const mostCandidates = 150;
const mostSections = 30;
const mostPerArticle = 4;
const longest = 300;

const foldable = /\p{M}/gu;
const plain = /^[ -~\t\n‐‒-―‘-‟]*$/u;
/** Small letters without marks. Most texts have none, besides dashes and quotes, and looking costs less than taking them apart. */
const fold = (text: string) =>
  plain.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(foldable, '').toLowerCase();
const folded = (word: string) => fold(word).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The words of a query: letters and digits, so that every dash and quote is the same; at most eight. */
export function queryWords(query: string): string[] {
  const words =
    query
      .normalize('NFC')
      .toLowerCase()
      .slice(0, 200)
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(words)].filter((word) => folded(word) !== '').slice(0, mostWords);
}

/** A sentence cut into runs, with the words that begin like one of these stems marked. */
function markWords(sentence: string, stems: readonly string[]): Run[] {
  const runs: Run[] = [];
  for (const text of sentence.split(/([\p{L}\p{N}\p{M}]+)/u)) {
    const word = fold(text);
    const hit = stems.some((stem) => (stem.length > 1 ? word.startsWith(stem) : word === stem));
    const last = runs.at(-1);
    if (!hit && last && !last.hit) runs[runs.length - 1] = { text: last.text + text, hit };
    else if (text !== '') runs.push({ text, hit });
  }
  return runs;
}

/** Of several texts the one that holds most of the words, the first of equals. */
function fullest(texts: readonly string[], stems: readonly string[]): string {
  let best = { text: texts[0] ?? '', score: 0 };
  for (const text of texts.length > 1 ? texts : []) {
    const all = fold(text);
    const score = stems.filter((stem) => all.includes(stem)).length;
    if (score > best.score) best = { text, score };
    if (score === stems.length) break;
  }
  return best.text;
}

/** The sentence that holds most of the words, of the paragraph that does, and the same shortened around the first of them. */
function bestSentence(text: string, stems: readonly string[]): { whole: string; shown: string } {
  const best = fullest(splitStatements(fullest(text.split('\n'), stems)), stems);
  if (best.length <= longest) return { whole: best, shown: best };
  const found = stems.map((stem) => fold(best).indexOf(stem)).filter((at) => at >= 0);
  const start = found.length > 0 ? Math.max(0, Math.min(...found) - longest / 3) : 0;
  return { whole: best, shown: `${start > 0 ? '…' : ''}${best.slice(start, start + longest).toWellFormed()}…` };
}

const rowSchema = z.object({
  ...{ slug: z.string(), title: z.string(), heading: z.string(), anchor: z.string(), text: z.string() },
});
const rowsSchema = z.array(rowSchema);
type Row = z.infer<typeof rowSchema>;

/** A word of a query as words of the text may begin, any of them. Folded, letters and digits alone. */
type Term = readonly string[];

/** Terms as PostgreSQL's text search asks for them. */
function questionOf(terms: readonly Term[], between: '&' | '|'): string {
  const begins = (word: string) => (word.length > 1 ? `${word}:*` : word);
  return terms.map((words) => `(${words.map(begins).join(' | ')})`).join(` ${between} `);
}

const fittingSchema = z.array(rowSchema.extend({ stems: z.array(z.string()) }));
const guessesSchema = z.array(z.object({ word: z.string(), common: z.boolean() }));
const nothingSchema = z.tuple([
  z.object({ slug: z.null(), guesses: z.record(z.string(), guessesSchema.nullable()).nullable() }),
]);
/** Of words as they were written, known words that hold them or look like them, best first. */
type Guesses = z.infer<typeof nothingSchema>[0]['guesses'];

/** What fits a question: sections, best first, and the beginnings by which its words are recognised in them; or guesses. */
type Fitting = { readonly rows: readonly Row[]; readonly stems: readonly string[]; readonly guesses: Guesses };

const shortestGuess = 4;

/**
 * Sections that have every term, best first, a few of each article. Those of articles whose title has them are looked at first,
 * then others, up to a fixed number; only these are ranked. With them, in the same question, the stems of the words as they were
 * written; with none, what those of `unsure` may have been meant for.
 */
async function findSections(
  terms: readonly Term[],
  words: readonly string[],
  unsure: readonly string[] = [],
): Promise<Fitting> {
  const question = Prisma.sql`to_tsquery('english', ${questionOf(terms, '&')})`;
  const hidden = Prisma.sql`(select ${question})`;
  const fits = Prisma.sql`select s.article_id, s.position, ts_rank(s.words, ${hidden}) as rank from`;
  // The planner knows how common one word is in texts, and reads only as far as it must. Of several together it knows nothing:
  // one section of a hundred tells whether they are common, and has enough of them then. Where not, as in titles, a question
  // that it cannot see keeps it with the index, which finds the few that have them all.
  const few = Prisma.sql`(select greatest(reltuples / 100, 0)::int from pg_class where oid = 'live_section'::regclass)`;
  const others =
    terms.length === 1
      ? Prisma.sql`${fits} live_section s where s.words @@ ${question}`
      : Prisma.sql`with first as materialized (
            ${fits} (select * from live_section limit ${few}) s where s.words @@ ${hidden} limit ${mostCandidates})
          table first union all ${fits} live_section s
            where s.words @@ ${hidden} and (select count(*) from first) < ${mostCandidates / 2}`;
  const answer: unknown = await db().$queryRaw`
    with fitting as materialized (
      (${fits} live_section t join live_section s using (article_id)
        where t.position = 0 and to_tsvector('english', search_fold(t.title)) @@ ${hidden} limit ${mostCandidates})
      union (${others} limit ${mostCandidates})
    ), placed as (
      select *, row_number() over (partition by article_id order by rank desc, position) as place from fitting
    ), best as materialized (
      select * from placed where place <= ${mostPerArticle} order by rank desc, article_id, position limit ${mostSections}
    )
    select a.slug, s.title, s.heading, s.anchor, s.text,
      (select array_agg(coalesce((ts_lexize('english_stem', w))[1], w))
        from unnest(${[...words]}::text[]) t(raw), search_fold(t.raw) w) as stems,
      case when b.article_id is null then (select jsonb_object_agg(w, (select jsonb_agg(g) from similar_words(w) g))
        from unnest(${[...unsure]}::text[]) w where length(w) >= ${shortestGuess}) end as guesses
    from (select) one left join best b on true left join live_section s using (article_id, position)
      left join article a on a.id = b.article_id
    order by b.rank desc, b.article_id, b.position`;
  const nothing = nothingSchema.safeParse(answer);
  if (nothing.success) return { rows: [], stems: [], guesses: nothing.data[0].guesses };
  const rows = fittingSchema.parse(answer);
  return { rows, stems: [...new Set(rows[0]?.stems.map(withoutEnding))], guesses: null };
}

/** A stem without what inflection changes. */
const withoutEnding = (stem: string) => (stem.length > 4 ? stem.replace(/[iey]$/u, '') : stem);

/** Known words that one of the query may have been meant for; null when that is too common to be searched ("betwen"). */
function guessesOf(word: string, guesses: Guesses): Term | null {
  const found = guesses?.[word] ?? [];
  return found[0]?.common ? null : found.map((row) => row.word);
}

/** What live articles say about a query: by article, its best sections, each with its best sentence. */
export type Found = {
  readonly hits: readonly ArticleHit[];
  /** What was searched instead, when nothing had the words as they were written. */
  readonly instead: string | null;
};

/** Searches live text. Words are found by their beginnings and stems; when none fit, by known words that hold them or look like them. */
export async function searchLive(query: string): Promise<Found> {
  const words = queryWords(query);
  if (words.length === 0) return { hits: [], instead: null };
  const exact = await findSections(
    words.map((word) => [folded(word)]),
    words,
    words,
  );
  if (exact.rows.length > 0) return { hits: hitsOf(exact), instead: null };
  const guesses = words.map((word) => guessesOf(word, exact.guesses));
  const tried = words.flatMap((word, at) => {
    const guess = guesses[at];
    return guess ? [{ meant: guess[0] ?? word, term: [...new Set([folded(word), ...guess])] }] : [];
  });
  if (guesses.every((guess) => guess?.length === 0) || tried.length === 0) return { hits: [], instead: null };
  const terms = tried.map(({ term }) => term);
  const found = await findSections(terms, terms.flat());
  if (found.rows.length === 0) return { hits: [], instead: null };
  return { hits: hitsOf(found), instead: tried.map((one) => one.meant).join(' ') };
}

function hitsOf({ rows, stems }: Fitting): ArticleHit[] {
  return [...groupBy(rows, ({ slug }) => slug)].map(([slug, found]) => ({
    slug,
    title: found[0]?.title ?? '',
    sections: found.map(({ heading, anchor, text }) => {
      const { whole, shown } = bestSentence(text, stems);
      return { heading, anchor, fragment: whole, sentence: markWords(shown, stems) };
    }),
  }));
}

/** Live articles whose titles share words with a slug or query, best first, at most five. */
export async function nearMatches(text: string): Promise<{ slug: string; title: string }[]> {
  const words = queryWords(text).filter((word) => word.length > 2);
  if (words.length === 0) return [];
  const terms = words.map((word) => [folded(word)]);
  const question = Prisma.sql`to_tsquery('english', ${questionOf(terms, '|')})`;
  const rows = await db().$queryRaw`
    with titles as (
      select s.article_id, s.title, to_tsvector('english', search_fold(s.title)) as words from live_section s
      where s.position = 0 and to_tsvector('english', search_fold(s.title)) @@ ${question} limit ${mostCandidates})
    select a.slug, t.title, '' as heading, '' as anchor, '' as text
    from titles t join article a on a.id = t.article_id
    order by ts_rank(t.words, ${question}) desc, a.slug limit 5`;
  return rowsSchema.parse(rows).map(({ slug, title }) => ({ slug, title }));
}
