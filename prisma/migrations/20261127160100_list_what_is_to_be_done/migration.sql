-- How far each version is sourced. Derived: of the live version it follows what people say about its statements, of an older one it
-- stays as it was on its last day. It takes the place of the two counts of version_stat.
CREATE TABLE "version_coverage" (
    "version_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "statements" INTEGER NOT NULL,
    "sourced" INTEGER NOT NULL,
    "exempt" INTEGER NOT NULL,
    "quotations" INTEGER NOT NULL,
    "quotations_sourced" INTEGER NOT NULL,
    "figures" INTEGER NOT NULL,
    "figures_sourced" INTEGER NOT NULL,

    CONSTRAINT "version_coverage_pkey" PRIMARY KEY ("version_id"),
    CONSTRAINT version_coverage_adds_up CHECK (sourced + exempt <= statements AND quotations_sourced <= quotations AND figures_sourced <= figures)
);
CREATE UNIQUE INDEX "version_coverage_article_id_number_key" ON "version_coverage"("article_id", "number");
ALTER TABLE "version_coverage" ADD CONSTRAINT "version_coverage_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "version_coverage" ADD CONSTRAINT "version_coverage_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "version_stat" DROP COLUMN "statements", DROP COLUMN "sourced";

-- A statement of a live version with what is to be done about it. Derived, as the rows that search reads.
CREATE TABLE "live_statement" (
    "article_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "sort_key" TEXT NOT NULL,
    "section_id" UUID NOT NULL,
    "heading" TEXT NOT NULL,
    "block_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sourcing" TEXT NOT NULL,
    "has_figure" BOOLEAN NOT NULL,
    "has_quotation" BOOLEAN NOT NULL,
    "time_bound" TEXT[] NOT NULL,
    "no_year" TEXT[] NOT NULL,
    "since" TIMESTAMPTZ(3),
    "kept_until" TIMESTAMPTZ(3),

    CONSTRAINT "live_statement_pkey" PRIMARY KEY ("article_id", "position"),
    CONSTRAINT live_statement_sourcing CHECK (sourcing IN ('sourced', 'exempt', 'unsourced'))
);
CREATE INDEX "live_statement_unsourced_idx" ON "live_statement" ("sort_key", "article_id", "position") WHERE "sourcing" = 'unsourced';
CREATE INDEX "live_statement_time_bound_idx" ON "live_statement" ("sort_key", "article_id", "position") WHERE "time_bound" <> '{}';
CREATE INDEX "live_statement_no_year_idx" ON "live_statement" ("sort_key", "article_id", "position") WHERE "no_year" <> '{}';
ALTER TABLE "live_statement" ADD CONSTRAINT "live_statement_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A use of a source in a live version, in its text or its facts. Derived.
CREATE TABLE "live_citation" (
    "article_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "sort_key" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "section_id" UUID,
    "heading" TEXT NOT NULL,
    "block_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "live_citation_pkey" PRIMARY KEY ("article_id", "position")
);
CREATE INDEX "live_citation_source_id_idx" ON "live_citation"("source_id");
ALTER TABLE "live_citation" ADD CONSTRAINT "live_citation_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "live_citation" ADD CONSTRAINT "live_citation_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a page leads to, and where from: the words that name it, and the section that they stand in (none: a related title).
CREATE TABLE "live_mention" (
    "article_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "section_id" UUID,
    "heading" TEXT NOT NULL,
    "block_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "live_mention_pkey" PRIMARY KEY ("article_id", "position")
);
CREATE INDEX "live_mention_slug_idx" ON "live_mention"("slug");
ALTER TABLE "live_mention" ADD CONSTRAINT "live_mention_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

GRANT INSERT, UPDATE, DELETE ON version_coverage, live_statement, live_citation, live_mention TO stet_app;

-- Live pages are made anew, and these rows with them.
UPDATE live_page SET stale = true;
