-- A change note is amended beside the chain: the version, and its hash, keep the first words.

CREATE TABLE "change_note_edit" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "note" TEXT NOT NULL,
    "edited_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "change_note_edit_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "change_note_edit_version_id_created_at_idx" ON "change_note_edit"("version_id", "created_at");
CREATE INDEX "change_note_edit_edited_by_id_idx" ON "change_note_edit"("edited_by_id");
ALTER TABLE "change_note_edit" ADD CONSTRAINT "change_note_edit_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "change_note_edit" ADD CONSTRAINT "change_note_edit_edited_by_id_fkey" FOREIGN KEY ("edited_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE change_note_edit ADD CONSTRAINT change_note_edit_note CHECK (btrim(note) <> '' AND char_length(note) <= 400);

CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON change_note_edit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON change_note_edit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION note_is_amended() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT may_review(NEW.edited_by_id) THEN
    RAISE EXCEPTION 'Only reviewers amend a change note' USING ERRCODE = 'ST003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER note_is_amended BEFORE INSERT ON change_note_edit FOR EACH ROW EXECUTE FUNCTION note_is_amended();

ALTER TABLE change_note_edit ENABLE ALWAYS TRIGGER never_changes;
ALTER TABLE change_note_edit ENABLE ALWAYS TRIGGER never_emptied;
ALTER TABLE change_note_edit ENABLE ALWAYS TRIGGER note_is_amended;

GRANT INSERT ON change_note_edit TO stet_app;
