-- Threads follow their words; comments wait for the verdict that they go with; suggestions are data beside the text.

-- `side` before: the words were deleted, and the neighbours are those of the place where they stood. `standing`: what stands in the place
-- of the quoted words since they were changed. `article_id`: said after the revision had ended, so it is a comment on the article.
ALTER TABLE "thread" ADD COLUMN "side" TEXT NOT NULL DEFAULT 'now';
ALTER TABLE "thread" ADD COLUMN "standing" TEXT NOT NULL DEFAULT '';
ALTER TABLE "thread" ADD COLUMN "article_id" UUID;
ALTER TABLE thread ADD CONSTRAINT thread_side CHECK (side IN ('now', 'before'));
CREATE INDEX "thread_article_id_idx" ON "thread"("article_id");
ALTER TABLE "thread" ADD CONSTRAINT "thread_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a thread is about never changes: only where its words are now, and whether it is settled.
CREATE FUNCTION thread_stays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.revision_id, NEW.quote, NEW.side, NEW.must_resolve, NEW.created_by_id, NEW.created_at, NEW.article_id)
    IS DISTINCT FROM (OLD.id, OLD.revision_id, OLD.quote, OLD.side, OLD.must_resolve, OLD.created_by_id, OLD.created_at, OLD.article_id)
    OR (OLD.section_id IS NULL) <> (NEW.section_id IS NULL) THEN
    RAISE EXCEPTION 'What a thread is about never changes' USING ERRCODE = 'ST001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER thread_stays BEFORE UPDATE ON thread FOR EACH ROW EXECUTE FUNCTION thread_stays();
ALTER TABLE thread ENABLE ALWAYS TRIGGER thread_stays;

CREATE TABLE "unsent_comment" (
    "id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "thread_id" UUID,
    "section_id" UUID,
    "quote" TEXT NOT NULL DEFAULT '',
    "prefix" TEXT NOT NULL DEFAULT '',
    "suffix" TEXT NOT NULL DEFAULT '',
    "side" TEXT NOT NULL DEFAULT 'now',
    "text" TEXT NOT NULL,
    "must_resolve" BOOLEAN NOT NULL DEFAULT false,
    "replacement" TEXT,
    "is_spelling" BOOLEAN NOT NULL DEFAULT false,
    "block_id" TEXT,
    "block_hash" CHAR(64),
    "from_at" INTEGER,
    "to_at" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unsent_comment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT unsent_comment_side CHECK (side IN ('now', 'before')),
    CONSTRAINT unsent_comment_about CHECK (thread_id IS NULL OR (section_id IS NULL AND quote = '' AND replacement IS NULL)),
    CONSTRAINT unsent_comment_suggests CHECK (num_nulls(replacement, block_id, block_hash, from_at, to_at) IN (0, 5))
);
CREATE INDEX "unsent_comment_revision_id_author_id_idx" ON "unsent_comment"("revision_id", "author_id");
CREATE INDEX "unsent_comment_author_id_idx" ON "unsent_comment"("author_id");
CREATE INDEX "unsent_comment_thread_id_idx" ON "unsent_comment"("thread_id");
CREATE INDEX "unsent_comment_section_id_idx" ON "unsent_comment"("section_id");
ALTER TABLE "unsent_comment" ADD CONSTRAINT "unsent_comment_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "unsent_comment" ADD CONSTRAINT "unsent_comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "unsent_comment" ADD CONSTRAINT "unsent_comment_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "unsent_comment" ADD CONSTRAINT "unsent_comment_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "suggestion" (
    "thread_id" UUID NOT NULL,
    "block_id" TEXT NOT NULL,
    "block_hash" CHAR(64) NOT NULL,
    "from_at" INTEGER NOT NULL,
    "to_at" INTEGER NOT NULL,
    "replacement" TEXT NOT NULL,
    "is_spelling" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'open',
    "used" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "suggestion_pkey" PRIMARY KEY ("thread_id"),
    CONSTRAINT suggestion_place CHECK (from_at >= 0 AND to_at > from_at),
    CONSTRAINT suggestion_state CHECK (state IN ('open', 'used', 'declined')),
    CONSTRAINT suggestion_decided CHECK ((state = 'open') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)),
    CONSTRAINT suggestion_used CHECK ((state = 'used') = (used IS NOT NULL)),
    CONSTRAINT suggestion_reason CHECK (state <> 'declined' OR btrim(reason) <> '')
);
CREATE INDEX "suggestion_decided_by_id_idx" ON "suggestion"("decided_by_id");
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A suggestion is decided once. Whoever wrote words that are used, and whoever used them, has written part of the revision.
CREATE FUNCTION suggestion_is_decided() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  owner thread;
BEGIN
  IF OLD.state <> 'open' THEN
    RAISE EXCEPTION 'A suggestion is decided once' USING ERRCODE = 'ST001';
  END IF;
  IF (NEW.thread_id, NEW.block_id, NEW.replacement, NEW.is_spelling) IS DISTINCT FROM (OLD.thread_id, OLD.block_id, OLD.replacement, OLD.is_spelling) THEN
    RAISE EXCEPTION 'The words of a suggestion never change' USING ERRCODE = 'ST001';
  END IF;
  IF NEW.state = 'used' THEN
    SELECT * INTO owner FROM thread WHERE id = NEW.thread_id;
    INSERT INTO revision_contributor (revision_id, user_id)
      VALUES (owner.revision_id, owner.created_by_id), (owner.revision_id, NEW.decided_by_id) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER suggestion_is_decided BEFORE UPDATE ON suggestion FOR EACH ROW EXECUTE FUNCTION suggestion_is_decided();
CREATE TRIGGER never_deleted BEFORE DELETE ON suggestion FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON suggestion FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE suggestion ENABLE ALWAYS TRIGGER suggestion_is_decided;
ALTER TABLE suggestion ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE suggestion ENABLE ALWAYS TRIGGER never_emptied;

GRANT INSERT, UPDATE ON suggestion TO stet_app;
GRANT INSERT, DELETE ON unsent_comment TO stet_app;
