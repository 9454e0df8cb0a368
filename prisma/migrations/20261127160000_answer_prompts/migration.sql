-- What writers answer to prompts about statements: bound to the words, kept for the next person and for the reviewer. Taken back by a
-- row without a reason; the newest row of an article, kind and statement counts.
CREATE TABLE "prompt_answer" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "section_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "statement_hash" CHAR(64) NOT NULL,
    "statement" TEXT NOT NULL,
    "reason" TEXT,
    "until" TIMESTAMPTZ(3),
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "prompt_answer_pkey" PRIMARY KEY ("id"),
    CONSTRAINT prompt_answer_statement CHECK (statement <> ''),
    CONSTRAINT prompt_answer_reason CHECK (reason <> '' AND (until IS NULL OR reason IS NOT NULL))
);
CREATE INDEX "prompt_answer_article_id_kind_statement_hash_idx" ON "prompt_answer"("article_id", "kind", "statement_hash");
CREATE INDEX "prompt_answer_revision_id_idx" ON "prompt_answer"("revision_id");
CREATE INDEX "prompt_answer_section_id_idx" ON "prompt_answer"("section_id");
CREATE INDEX "prompt_answer_created_by_id_idx" ON "prompt_answer"("created_by_id");
ALTER TABLE "prompt_answer" ADD CONSTRAINT "prompt_answer_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "prompt_answer" ADD CONSTRAINT "prompt_answer_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "prompt_answer" ADD CONSTRAINT "prompt_answer_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "prompt_answer" ADD CONSTRAINT "prompt_answer_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An answer can make a statement one that needs no source: who gives it has part in the revision, and nobody gives it once the text is approved.
CREATE FUNCTION prompt_answer_is_made() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  owner revision;
BEGIN
  SELECT * INTO owner FROM revision WHERE id = NEW.revision_id FOR NO KEY UPDATE;
  IF owner.state NOT IN ('draft', 'in_review', 'changes_requested') THEN
    RAISE EXCEPTION 'Revision % is %: nothing about it is answered any more', owner.number, owner.state USING ERRCODE = 'ST002';
  END IF;
  IF owner.article_id <> NEW.article_id OR NOT EXISTS (SELECT FROM section WHERE id = NEW.section_id AND article_id = NEW.article_id) THEN
    RAISE EXCEPTION 'An answer is about a section of the article of its revision' USING ERRCODE = 'ST002';
  END IF;
  INSERT INTO revision_contributor (revision_id, user_id) VALUES (NEW.revision_id, NEW.created_by_id) ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
CREATE TRIGGER prompt_answer_is_made BEFORE INSERT ON prompt_answer FOR EACH ROW EXECUTE FUNCTION prompt_answer_is_made();
CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON prompt_answer FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON prompt_answer FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE prompt_answer ENABLE ALWAYS TRIGGER prompt_answer_is_made;
ALTER TABLE prompt_answer ENABLE ALWAYS TRIGGER never_changes;
ALTER TABLE prompt_answer ENABLE ALWAYS TRIGGER never_emptied;

GRANT INSERT ON prompt_answer TO stet_app;
