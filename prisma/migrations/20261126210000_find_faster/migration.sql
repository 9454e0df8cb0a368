-- Titles by their words: one row of each article, with statistics of its own, so that the planner knows a common word.
CREATE INDEX "live_section_title_words_idx" ON "live_section"
  USING GIN (to_tsvector('english'::regconfig, search_fold("title"))) WHERE "position" = 0;

-- Dated statements by their words, and the few of them that span several years.
CREATE INDEX "live_event_said_words_idx" ON "live_event"
  USING GIN (to_tsvector('english'::regconfig, search_fold("title" || ' ' || "text")));
CREATE INDEX "live_event_span_idx" ON "live_event" ("to_year") WHERE "to_year" > "year";
