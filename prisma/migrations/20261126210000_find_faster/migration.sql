-- Titles by their words: one row of each article, with statistics of its own, so that the planner knows a common word.
CREATE INDEX "live_section_title_words_idx" ON "live_section"
  USING GIN (to_tsvector('english'::regconfig, search_fold("title"))) WHERE "position" = 0;

-- Dated statements by their words, and the few of them that span several years.
CREATE INDEX "live_event_said_words_idx" ON "live_event"
  USING GIN (to_tsvector('english'::regconfig, search_fold("title" || ' ' || "text")));
CREATE INDEX "live_event_span_idx" ON "live_event" ("to_year") WHERE "to_year" > "year";

-- Words of live articles that hold a word, or, when none does, look like it; `common` when it is too common to be searched.
-- For a few thousand words the planner would read them all and compare each, which takes fifty times as long as the index.
CREATE FUNCTION similar_words(asked text) RETURNS TABLE (word text, common boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp SET enable_seqscan = off AS $$
  WITH held AS (
    SELECT k.word FROM known_word k WHERE k.word LIKE '%' || search_fold(asked) || '%' ORDER BY length(k.word), k.word LIMIT 5
  ), alike AS (
    SELECT k.word FROM known_word k WHERE k.word % search_fold(asked) AND NOT EXISTS (SELECT FROM held)
    ORDER BY similarity(k.word, search_fold(asked)) DESC, k.word LIMIT 3
  )
  SELECT f.word, coalesce(ts_lexize('english_stem', f.word) = '{}', false) FROM (TABLE held UNION ALL TABLE alike) f
$$;
