import { z } from 'zod';
import { Prisma } from '@/generated/prisma/client';
import type { ArticleHit, Run } from '@/components/reader/search-page';
import { groupBy } from '@/lib/domain/group';
import { splitStatements } from '@/lib/domain/prose/statements';
import { db } from '@/lib/db/client';

const mostWords = 8;
/** Sections that are looked at before ranking: a word that every article has must not make a search slow. */
const mostCandidates = 150;
const mostSections = 40;
const mostPerArticle = 5;
const longest = 300;

const foldable = /\p{M}/gu;
const plain = /^[ -~\t\n]*$/;
/** Small letters without marks. Most texts have none, and looking costs less than taking them apart. */
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
  const pieces = sentence.split(/([\p{L}\p{N}\p{M}]+)/u).filter((piece) => piece !== '');
  return pieces.reduce<Run[]>((runs, text) => {
    const hit = stems.some((stem) => (stem.length > 1 ? fold(text).startsWith(stem) : fold(text) === stem));
    const last = runs.at(-1);
    if (!hit && last && !last.hit) return [...runs.slice(0, -1), { text: last.text + text, hit }];
    return [...runs, { text, hit }];
  }, []);
}

/** Of several texts the one that holds most of the words, the first of equals. */
function fullest(texts: readonly string[], stems: readonly string[]): string {
  if (texts.length === 1) return texts[0] ?? '';
  const scores = texts.map((text) => {
    const all = fold(text);
    return stems.filter((stem) => all.includes(stem)).length;
  });
  return texts[scores.indexOf(Math.max(...scores))] ?? '';
}

/** The sentence that holds most of the words, of the paragraph that does, and the same shortened around the first of them. */
function bestSentence(text: string, stems: readonly string[]): { whole: string; shown: string } {
  const best = fullest(splitStatements(fullest(text.split('\n'), stems)), stems);
  if (best.length <= longest) return { whole: best, shown: best };
  const found = stems.map((stem) => fold(best).indexOf(stem)).filter((at) => at >= 0);
  const start = found.length > 0 ? Math.max(0, Math.min(...found) - longest / 3) : 0;
  return { whole: best, shown: `${start > 0 ? '…' : ''}${best.slice(start, start + longest).toWellFormed()}…` };
}

const rowsSchema = z.array(
  z.object({ slug: z.string(), title: z.string(), heading: z.string(), anchor: z.string(), text: z.string() }),
);
type Row = z.infer<typeof rowsSchema>[number];

/** A word of a query as words of the text may begin, any of them. Folded, letters and digits alone. */
type Term = readonly string[];

/** Terms as PostgreSQL's text search asks for them. */
function questionOf(terms: readonly Term[], between: '&' | '|'): string {
  const begins = (word: string) => (word.length > 1 ? `${word}:*` : word);
  return terms.map((words) => `(${words.map(begins).join(' | ')})`).join(` ${between} `);
}

/**
 * Sections that have every term, best first. Those of articles whose title has them are looked at first, then others, up to
 * a fixed number; only these are ranked.
 */
async function findSections(terms: readonly Term[]): Promise<Row[]> {
  const question = Prisma.sql`to_tsquery('english', ${questionOf(terms, '&')})`;
  // The planner knows how common one word is, and reads only as far as it must. Of several together it knows nothing: there
  // a question that it cannot see keeps it with the index, which finds the few that have them all.
  const asked = terms.length > 1 ? Prisma.sql`(select ${question})` : question;
  const rank = Prisma.sql`ts_rank(s.words, ${question}) as rank`;
  const rows: unknown = await db().$queryRaw`
    with fitting as materialized (
      (select s.article_id, s.position, ${rank} from live_section t join live_section s using (article_id)
        where t.position = 0 and to_tsvector('english', search_fold(t.title)) @@ ${asked} limit ${mostCandidates})
      union (select s.article_id, s.position, ${rank} from live_section s where s.words @@ ${asked} limit ${mostCandidates})
    ), best as materialized (select * from fitting order by rank desc, article_id, position limit ${mostSections})
    select a.slug, s.title, s.heading, s.anchor, s.text
    from best b join live_section s using (article_id, position) join article a on a.id = b.article_id
    order by b.rank desc, b.article_id, b.position`;
  return rowsSchema.parse(rows);
}

const guessesSchema = z.array(z.object({ word: z.string(), common: z.boolean() }));

/**
 * Words of live articles that hold this one, or, when none does, look like it. Empty for a word too short to guess at;
 * null when it was meant for a word that is too common to be searched ("betwen").
 */
async function similarWords(word: string): Promise<Term | null> {
  if (word.length < 4) return [];
  const rows = await db().$queryRaw`select word, common from similar_words(${word})`;
  const found = guessesSchema.parse(rows);
  return found[0]?.common ? null : found.map((row) => row.word);
}

const stemsSchema = z.array(z.object({ stem: z.string() }));

/** Beginnings by which words of a text are recognised: the stems of the query's words, without what inflection changes. */
async function stemsOf(words: readonly string[]): Promise<string[]> {
  const rows = await db().$queryRaw`
    select distinct coalesce((ts_lexize('english_stem', w))[1], w) as stem from unnest(${[...words]}::text[]) t(raw), search_fold(t.raw) w`;
  return stemsSchema.parse(rows).map(({ stem }) => (stem.length > 4 ? stem.replace(/[iey]$/u, '') : stem));
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
  const [exact, stems] = await Promise.all([findSections(words.map((word) => [folded(word)])), stemsOf(words)]);
  if (exact.length > 0) return { hits: hitsOf(exact, stems), instead: null };
  const guesses = await Promise.all(words.map(similarWords));
  const tried = words.flatMap((word, at) => {
    const guess = guesses[at];
    return guess ? [{ meant: guess[0] ?? word, term: [...new Set([folded(word), ...guess])] }] : [];
  });
  if (guesses.every((guess) => guess?.length === 0) || tried.length === 0) return { hits: [], instead: null };
  const terms = tried.map(({ term }) => term);
  const [found, meant] = await Promise.all([findSections(terms), stemsOf(terms.flat())]);
  if (found.length === 0) return { hits: [], instead: null };
  return { hits: hitsOf(found, meant), instead: tried.map((one) => one.meant).join(' ') };
}

function hitsOf(rows: readonly Row[], stems: readonly string[]): ArticleHit[] {
  return [...groupBy(rows, ({ slug }) => slug)].map(([slug, found]) => ({
    slug,
    title: found[0]?.title ?? '',
    sections: found.slice(0, mostPerArticle).map(({ heading, anchor, text }) => {
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
