-- An emergency version is approved afterwards, in a row of its own: the version itself stays as it was published.

CREATE TABLE "version_approval" (
    "version_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "reviewer" TEXT NOT NULL,
    "approved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "version_approval_pkey" PRIMARY KEY ("version_id")
);
CREATE UNIQUE INDEX "version_approval_review_id_key" ON "version_approval"("review_id");
ALTER TABLE "version_approval" ADD CONSTRAINT "version_approval_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "version_approval" ADD CONSTRAINT "version_approval_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON version_approval FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON version_approval FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The review approves the very text of that version, was given after it, and by somebody who neither wrote, scheduled nor published it.
CREATE FUNCTION version_is_approved_afterwards() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v version;
  r review;
BEGIN
  SELECT * INTO v FROM version WHERE id = NEW.version_id;
  SELECT * INTO r FROM review WHERE id = NEW.review_id;
  IF NOT v.unreviewed OR r.revision_id <> v.revision_id OR r.verdict <> 'approve' OR r.head_hash <> v.content_hash
    OR r.created_at < v.published_at OR r.created_at <> NEW.approved_at THEN
    RAISE EXCEPTION 'Version % is not approved afterwards by this review', v.number USING ERRCODE = 'ST006';
  END IF;
  IF r.reviewer_id = v.published_by_id OR EXISTS (SELECT FROM schedule WHERE revision_id = v.revision_id AND created_by_id = r.reviewer_id) THEN
    RAISE EXCEPTION 'Whoever published or scheduled a version does not approve it afterwards' USING ERRCODE = 'ST006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER version_is_approved_afterwards BEFORE INSERT ON version_approval FOR EACH ROW
  EXECUTE FUNCTION version_is_approved_afterwards();

ALTER TABLE version_approval ENABLE ALWAYS TRIGGER never_changes;
ALTER TABLE version_approval ENABLE ALWAYS TRIGGER never_emptied;
ALTER TABLE version_approval ENABLE ALWAYS TRIGGER version_is_approved_afterwards;

GRANT INSERT ON version_approval TO stet_app;

-- A schedule carries why "wording only" holds although a figure changed, so that it can fire without anybody.
ALTER TABLE "schedule" ADD COLUMN "wording_reason" TEXT NOT NULL DEFAULT '';
CREATE OR REPLACE FUNCTION schedule_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'pending' OR (NEW.id, NEW.revision_id, NEW.head_hash, NEW.run_at, NEW.zone, NEW.kind, NEW.change_note, NEW.wording_reason, NEW.created_by_id)
    IS DISTINCT FROM (OLD.id, OLD.revision_id, OLD.head_hash, OLD.run_at, OLD.zone, OLD.kind, OLD.change_note, OLD.wording_reason, OLD.created_by_id) THEN
    RAISE EXCEPTION 'A schedule only ends, once' USING ERRCODE = 'ST001';
  END IF;
  RETURN NEW;
END $$;
