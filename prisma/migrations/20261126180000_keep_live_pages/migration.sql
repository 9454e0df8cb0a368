-- What readers get of live versions: derived rows, written where a version goes live and made anew at will. Only anchors stay for ever.

-- How the site names itself; `seq` rises with each change, and a page that was made before it is made anew.
CREATE TABLE "site" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL DEFAULT 'Stet',
    "tagline" TEXT NOT NULL DEFAULT 'Relations between countries, with sources you can check.',
    "publisher" TEXT NOT NULL DEFAULT '',
    "licence_name" TEXT NOT NULL DEFAULT '',
    "licence_url" TEXT NOT NULL DEFAULT '',
    "contact" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "site_pkey" PRIMARY KEY ("id"),
    CONSTRAINT site_is_one CHECK (id = 1)
);
INSERT INTO site (id) VALUES (1);

-- Why a reviewer took the notice of an imported text away.
ALTER TABLE "article" ADD COLUMN "import_checked" TEXT NOT NULL DEFAULT '';

-- Rises with every change of what readers see, in the order of commits per article.
CREATE SEQUENCE public_change_seq;

CREATE TABLE "live_page" (
    "article_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "version_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "sort_key" TEXT NOT NULL,
    "letter" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "seq" BIGINT NOT NULL,
    "site_seq" INTEGER NOT NULL,
    "renderer" TEXT NOT NULL,
    "stale" BOOLEAN NOT NULL DEFAULT false,
    "headers" JSONB NOT NULL,
    "etag" TEXT NOT NULL,
    "identity" BYTEA NOT NULL,
    "gzip" BYTEA NOT NULL,
    "brotli" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "live_page_pkey" PRIMARY KEY ("article_id")
);
CREATE UNIQUE INDEX "live_page_path_key" ON "live_page"("path");
CREATE INDEX "live_page_version_id_idx" ON "live_page"("version_id");
CREATE INDEX "live_page_stale_idx" ON "live_page"("stale");
CREATE INDEX "live_page_sort_key_article_id_idx" ON "live_page"("sort_key", "article_id");
CREATE INDEX "live_page_letter_sort_key_article_id_idx" ON "live_page"("letter", "sort_key", "article_id");
CREATE INDEX "live_page_updated_at_article_id_idx" ON "live_page"("updated_at", "article_id");
ALTER TABLE "live_page" ADD CONSTRAINT "live_page_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "live_page" ADD CONSTRAINT "live_page_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- Brotli and gzip are compressed already.
ALTER TABLE live_page ALTER COLUMN gzip SET STORAGE EXTERNAL, ALTER COLUMN brotli SET STORAGE EXTERNAL;

-- Slugs and titles that a live page leads to, or would if there were such an article.
CREATE TABLE "live_link" (
    "article_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,

    CONSTRAINT "live_link_pkey" PRIMARY KEY ("article_id", "slug")
);
CREATE INDEX "live_link_slug_idx" ON "live_link"("slug");
ALTER TABLE "live_link" ADD CONSTRAINT "live_link_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Every anchor that a section ever had in a published version: links to it never break.
CREATE TABLE "section_anchor" (
    "section_id" UUID NOT NULL,
    "anchor" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "since" INTEGER NOT NULL,

    CONSTRAINT "section_anchor_pkey" PRIMARY KEY ("section_id", "anchor")
);
CREATE INDEX "section_anchor_article_id_since_idx" ON "section_anchor"("article_id", "since");
ALTER TABLE "section_anchor" ADD CONSTRAINT "section_anchor_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "section_anchor" ADD CONSTRAINT "section_anchor_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- How much each version changed, for lists of versions: made from the versions, once.
CREATE TABLE "version_stat" (
    "version_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "words" INTEGER NOT NULL,
    "added" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL,
    "statements" INTEGER NOT NULL,
    "sourced" INTEGER NOT NULL,

    CONSTRAINT "version_stat_pkey" PRIMARY KEY ("version_id")
);
CREATE UNIQUE INDEX "version_stat_article_id_number_key" ON "version_stat"("article_id", "number");
ALTER TABLE "version_stat" ADD CONSTRAINT "version_stat_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "version_stat" ADD CONSTRAINT "version_stat_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Checked at commit: readers never meet a live version without its page, nor a page of an article that is not live.
CREATE FUNCTION article_has_its_page() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  a article;
  shown uuid;
BEGIN
  SELECT * INTO a FROM article WHERE id = NEW.id;
  SELECT version_id INTO shown FROM live_page WHERE article_id = NEW.id;
  IF shown IS DISTINCT FROM (CASE WHEN a.state = 'published' THEN a.live_version_id END) THEN
    RAISE EXCEPTION 'What readers get of article % is not its live version', a.slug USING ERRCODE = 'ST003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER article_has_its_page AFTER INSERT OR UPDATE ON article DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION article_has_its_page();
ALTER TABLE article ENABLE ALWAYS TRIGGER article_has_its_page;

CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON section_anchor FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON section_anchor FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_deleted BEFORE DELETE ON site FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON site FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON version_stat FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON version_stat FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE version_stat ENABLE ALWAYS TRIGGER never_changes;
ALTER TABLE version_stat ENABLE ALWAYS TRIGGER never_emptied;
ALTER TABLE section_anchor ENABLE ALWAYS TRIGGER never_changes;
ALTER TABLE section_anchor ENABLE ALWAYS TRIGGER never_emptied;
ALTER TABLE site ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE site ENABLE ALWAYS TRIGGER never_emptied;

GRANT INSERT, UPDATE, DELETE ON live_page, live_link TO stet_app;
GRANT INSERT ON section_anchor, version_stat TO stet_app;
GRANT UPDATE ON site TO stet_app;
