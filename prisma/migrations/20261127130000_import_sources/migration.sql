-- Each import of sources leaves its report: what was taken, merged with a known source, known already, refused and why. Insert only.
CREATE TABLE "source_import" (
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "report" JSONB NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_import_pkey" PRIMARY KEY ("id"),
    CONSTRAINT source_import_format CHECK (format IN ('bibtex', 'ris', 'csl-json', 'wikitext')),
    CONSTRAINT source_import_hash CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT source_import_report CHECK (jsonb_typeof(report) = 'array')
);
CREATE INDEX "source_import_created_by_id_idx" ON "source_import"("created_by_id");
CREATE INDEX "source_import_created_at_idx" ON "source_import"("created_at");
ALTER TABLE "source_import" ADD CONSTRAINT "source_import_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON source_import FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON source_import FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE source_import ENABLE ALWAYS TRIGGER never_changes;
ALTER TABLE source_import ENABLE ALWAYS TRIGGER never_emptied;

GRANT INSERT ON source_import TO stet_app;
