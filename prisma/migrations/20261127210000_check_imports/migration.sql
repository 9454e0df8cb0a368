-- Who has checked that what an import brought in may be republished, once for each import. Insert only.
CREATE TABLE "import_check" (
    "run_id" UUID NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "checked_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_check_pkey" PRIMARY KEY ("run_id")
);
CREATE INDEX "import_check_checked_by_id_idx" ON "import_check"("checked_by_id");
ALTER TABLE "import_check" ADD CONSTRAINT "import_check_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_check" ADD CONSTRAINT "import_check_checked_by_id_fkey" FOREIGN KEY ("checked_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON import_check FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON import_check FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE import_check ENABLE ALWAYS TRIGGER never_changes;
ALTER TABLE import_check ENABLE ALWAYS TRIGGER never_emptied;

GRANT INSERT ON import_check TO stet_app;
