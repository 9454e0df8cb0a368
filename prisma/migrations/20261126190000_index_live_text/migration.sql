-- What is searched and gathered of live versions: derived rows, written with the live page and gone with it.

CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Letters without accents, every dash a blank: what index and question have in common.
CREATE FUNCTION search_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT lower(public.unaccent('public.unaccent'::regdictionary, translate(words, '‐‑‒–—―−-', '        ')))
$$;

CREATE TABLE "live_section" (
    "article_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "heading" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "live_section_pkey" PRIMARY KEY ("article_id", "position")
);
CREATE INDEX "live_section_words_idx" ON "live_section" USING GIN ("words");
ALTER TABLE "live_section" ADD CONSTRAINT "live_section_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Words that live articles have or had, for guessing at what was meant.
CREATE TABLE "known_word" (
    "word" TEXT NOT NULL,

    CONSTRAINT "known_word_pkey" PRIMARY KEY ("word")
);
CREATE INDEX "known_word_word_idx" ON "known_word" USING GIN ("word" gin_trgm_ops);

CREATE TABLE "live_event" (
    "article_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "heading" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "when" JSONB NOT NULL,
    "year" INTEGER NOT NULL,
    "to_year" INTEGER NOT NULL,
    "month" INTEGER,
    "day" INTEGER,

    CONSTRAINT "live_event_pkey" PRIMARY KEY ("article_id", "position")
);
CREATE INDEX "live_event_year_month_day_idx" ON "live_event"("year", "month", "day");
ALTER TABLE "live_event" ADD CONSTRAINT "live_event_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "live_country" (
    "article_id" UUID NOT NULL,
    "country" TEXT NOT NULL,

    CONSTRAINT "live_country_pkey" PRIMARY KEY ("article_id", "country")
);
CREATE INDEX "live_country_country_idx" ON "live_country"("country");
ALTER TABLE "live_country" ADD CONSTRAINT "live_country_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

GRANT INSERT, UPDATE, DELETE ON live_section, live_event, live_country TO stet_app;
GRANT INSERT ON known_word TO stet_app;
