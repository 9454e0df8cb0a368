-- Readers report errors without an account; an editor answers each, once. What the reader wrote never changes; only the
-- address for the answer is erased, some time after it.
CREATE TABLE "error_report" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "article_id" UUID NOT NULL,
    "version_number" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',
    "answered_by_id" UUID,
    "answered_at" TIMESTAMPTZ(3),
    "corrected_in_id" UUID,

    CONSTRAINT "error_report_pkey" PRIMARY KEY ("id"),
    CONSTRAINT error_report_outcome CHECK (outcome IN ('corrected', 'no_change', 'not_ours')),
    CONSTRAINT error_report_answered CHECK (
      CASE WHEN outcome IS NULL THEN answered_by_id IS NULL AND answered_at IS NULL AND answer = ''
           ELSE answered_by_id IS NOT NULL AND answered_at IS NOT NULL AND answer <> '' END),
    CONSTRAINT error_report_corrected CHECK ((corrected_in_id IS NOT NULL) = (outcome IS NOT DISTINCT FROM 'corrected')),
    CONSTRAINT error_report_words CHECK (words <> '')
);
CREATE UNIQUE INDEX "error_report_number_key" ON "error_report"("number");
CREATE INDEX "error_report_article_id_idx" ON "error_report"("article_id");
CREATE INDEX "error_report_answered_at_number_idx" ON "error_report"("answered_at", "number");
CREATE INDEX "error_report_answered_by_id_idx" ON "error_report"("answered_by_id");
CREATE INDEX "error_report_corrected_in_id_idx" ON "error_report"("corrected_in_id");
ALTER TABLE "error_report" ADD CONSTRAINT "error_report_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "error_report" ADD CONSTRAINT "error_report_answered_by_id_fkey" FOREIGN KEY ("answered_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "error_report" ADD CONSTRAINT "error_report_corrected_in_id_fkey" FOREIGN KEY ("corrected_in_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE FUNCTION error_report_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.number, NEW.article_id, NEW.version_number, NEW.section, NEW.words, NEW.source, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.number, OLD.article_id, OLD.version_number, OLD.section, OLD.words, OLD.source, OLD.created_at)
    OR (NEW.email <> OLD.email AND NEW.email <> '') THEN
    RAISE EXCEPTION 'What a reader reported never changes' USING ERRCODE = 'ST001';
  END IF;
  IF OLD.outcome IS NOT NULL AND (NEW.outcome, NEW.answer, NEW.answered_by_id, NEW.answered_at, NEW.corrected_in_id)
    IS DISTINCT FROM (OLD.outcome, OLD.answer, OLD.answered_by_id, OLD.answered_at, OLD.corrected_in_id) THEN
    RAISE EXCEPTION 'A report is answered once' USING ERRCODE = 'ST001';
  END IF;
  IF NEW.corrected_in_id IS NOT NULL AND NOT EXISTS (SELECT FROM version WHERE id = NEW.corrected_in_id AND article_id = NEW.article_id) THEN
    RAISE EXCEPTION 'The correction is a version of the reported article' USING ERRCODE = 'ST001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER error_report_ends BEFORE UPDATE ON error_report FOR EACH ROW EXECUTE FUNCTION error_report_ends();
CREATE TRIGGER never_deleted BEFORE DELETE ON error_report FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON error_report FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE error_report ENABLE ALWAYS TRIGGER error_report_ends;
ALTER TABLE error_report ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE error_report ENABLE ALWAYS TRIGGER never_emptied;

GRANT INSERT, UPDATE ON error_report TO stet_app;
