import { z } from 'zod';
import type { ArticleHit, Run } from '@/components/reader/search-page';
import { groupBy } from '@/lib/domain/group';
import { splitStatements } from '@/lib/domain/prose/statements';
import { db } from '@/lib/db/client';

const mostWords = 8;
/** Sections that are looked at before ranking: a word that every article has must not make a search slow. */
const mostCandidates = 400;
const mostSections = 60;
const mostPerArticle = 5;
const longest = 300;

/** The words of a query: letters and digits, so that every dash and quote is the same; at most eight. */
export function queryWords(query: string): string[] {
  const words =
    query
      .normalize('NFC')
      .toLowerCase()
      .slice(0, 200)
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(words)].slice(0, mostWords);
}

const foldable = /\p{M}/gu;
const fold = (text: string) => text.normalize('NFKD').replace(foldable, '').toLowerCase();

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

/** The sentence that holds most of the words, and the same shortened around the first of them. */
function bestSentence(text: string, stems: readonly string[]): { whole: string; shown: string } {
  const score = (sentence: string) => {
    const folded = fold(sentence);
    return stems.filter((stem) => folded.includes(stem)).length;
  };
  const [best = ''] = splitStatements(text).toSorted((a, b) => score(b) - score(a));
  if (best.length <= longest) return { whole: best, shown: best };
  const found = stems.map((stem) => fold(best).indexOf(stem)).filter((at) => at >= 0);
  const start = found.length > 0 ? Math.max(0, Math.min(...found) - longest / 3) : 0;
  return { whole: best, shown: `${start > 0 ? '…' : ''}${best.slice(start, start + longest).toWellFormed()}…` };
}

const rowsSchema = z.array(
  z.object({ slug: z.string(), title: z.string(), heading: z.string(), anchor: z.string(), text: z.string() }),
);
type Row = z.infer<typeof rowsSchema>[number];

/**
 * Sections that fit a question of PostgreSQL's text search, best first. Those whose title fits are looked at first, then
 * others, up to a fixed number; only these are ranked.
 */
async function findSections(question: string): Promise<Row[]> {
  const rows: unknown = await db().$queryRaw`
    with asked as (
      select to_tsquery('english', ${question}) as q,
        to_tsquery('english', replace(replace(${question}, ':*', ':*A'), '::', ':')) as in_title
    ), found as (
      (select s.* from live_section s, asked where s.words @@ asked.in_title limit ${mostCandidates})
      union (select s.* from live_section s, asked where s.words @@ asked.q limit ${mostCandidates})
    )
    select a.slug, f.title, f.heading, f.anchor, f.text
    from found f join article a on a.id = f.article_id, asked
    order by ts_rank(f.words, asked.q) desc, a.slug, f.position
    limit ${mostSections}`;
  return rowsSchema.parse(rows);
}

const wordsSchema = z.array(z.object({ word: z.string() }));

/** Words of live articles that hold this one, or look like it. Empty for a word that is known or too short to guess at. */
async function similarWords(word: string): Promise<string[]> {
  if (word.length < 4) return [];
  const inside = await db().$queryRaw`
    select word from known_word where word like '%' || search_fold(${word}) || '%'
    order by length(word), word limit 5`;
  const held = wordsSchema.parse(inside).map((row) => row.word);
  if (held.length > 0) return held;
  const alike = await db().$queryRaw`
    select word from known_word where word % search_fold(${word})
    order by similarity(word, search_fold(${word})) desc, word limit 3`;
  return wordsSchema.parse(alike).map((row) => row.word);
}

const stemsSchema = z.array(z.object({ stem: z.string() }));

/** Beginnings by which words of a text are recognised: the stems of the query's words, without what inflection changes. */
async function stemsOf(words: readonly string[]): Promise<string[]> {
  const rows = await db().$queryRaw`
    select distinct coalesce((ts_lexize('english_stem', w))[1], w) as stem from unnest(${[...words]}::text[]) t(raw), search_fold(t.raw) w`;
  return stemsSchema.parse(rows).map(({ stem }) => (stem.length > 4 ? stem.replace(/[iey]$/u, '') : stem));
}

const termOf = (word: string) => (word.length > 1 ? `${word}:*` : word);
const foldedTerm = (word: string) => termOf(fold(word).replaceAll(/[^\p{L}\p{N}]/gu, ''));

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
  const exact = await findSections(words.map(foldedTerm).join(' & '));
  if (exact.length > 0) return { hits: hitsOf(exact, await stemsOf(words)), instead: null };
  const guesses = await Promise.all(words.map(similarWords));
  if (guesses.every((guess) => guess.length === 0)) return { hits: [], instead: null };
  const terms = words.map((word, at) => [...new Set([foldedTerm(word), ...(guesses[at] ?? []).map(termOf)])]);
  const found = await findSections(terms.map((alternatives) => `(${alternatives.join(' | ')})`).join(' & '));
  if (found.length === 0) return { hits: [], instead: null };
  const meant = words.map((word, at) => guesses[at]?.[0] ?? word);
  const stems = await stemsOf([...meant, ...guesses.flat()]);
  return { hits: hitsOf(found, stems), instead: meant.join(' ') };
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
  const question = words.map((word) => `${foldedTerm(word)}A`).join(' | ');
  const rows = await db().$queryRaw`
    with found as (
      select s.article_id, s.title, s.words from live_section s
      where s.position = 0 and s.words @@ to_tsquery('english', ${question}) limit ${mostCandidates})
    select a.slug, f.title, '' as heading, '' as anchor, '' as text
    from found f join article a on a.id = f.article_id
    order by ts_rank(f.words, to_tsquery('english', ${question})) desc, a.slug limit 5`;
  return rowsSchema.parse(rows).map(({ slug, title }) => ({ slug, title }));
}
