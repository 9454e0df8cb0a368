-- A schedule keeps the time that was chosen as people read it off a clock, in its zone; it may be missed; and it remembers when
-- publishing failed by a fault of ours.

ALTER TABLE "schedule" ADD COLUMN "wall" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "last_error" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "alarmed_at" TIMESTAMPTZ(3);

ALTER TABLE schedule DISABLE TRIGGER schedule_ends;
UPDATE schedule SET wall = to_char(run_at AT TIME ZONE CASE WHEN zone IN (SELECT name FROM pg_timezone_names) THEN zone ELSE 'UTC' END,
  'YYYY-MM-DD"T"HH24:MI');
ALTER TABLE schedule ENABLE ALWAYS TRIGGER schedule_ends;
ALTER TABLE schedule ALTER COLUMN wall DROP DEFAULT,
  ADD CONSTRAINT schedule_wall CHECK (wall ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d$'),
  DROP CONSTRAINT schedule_state,
  ADD CONSTRAINT schedule_state CHECK (state IN ('pending', 'fired', 'cancelled', 'held', 'missed'));

CREATE OR REPLACE FUNCTION schedule_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'pending' OR (NEW.id, NEW.revision_id, NEW.head_hash, NEW.run_at, NEW.wall, NEW.zone, NEW.kind, NEW.change_note,
      NEW.wording_reason, NEW.created_by_id, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.revision_id, OLD.head_hash, OLD.run_at, OLD.wall, OLD.zone, OLD.kind, OLD.change_note,
      OLD.wording_reason, OLD.created_by_id, OLD.created_at) THEN
    RAISE EXCEPTION 'A schedule only ends, once' USING ERRCODE = 'ST001';
  END IF;
  RETURN NEW;
END $$;

-- Stet publishes what was scheduled, with the right of whoever scheduled it, as it is then.
CREATE OR REPLACE FUNCTION version_is_reviewed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  approvals integer;
  publisher app_user;
BEGIN
  SELECT * INTO publisher FROM app_user WHERE id = NEW.published_by_id;
  IF publisher.disabled_at IS NOT NULL OR publisher.role = 'editor' OR (NEW.unreviewed AND publisher.role <> 'admin') THEN
    RAISE EXCEPTION 'A % may not publish this', publisher.role USING ERRCODE = 'ST003';
  END IF;
  IF NEW.unreviewed THEN
    RETURN NULL;
  END IF;
  SELECT count(DISTINCT v.reviewer_id) INTO approvals FROM review v
  WHERE v.revision_id = NEW.revision_id AND v.verdict = 'approve' AND may_review(v.reviewer_id)
    AND (v.head_hash = NEW.content_hash OR EXISTS (SELECT FROM review_carry c WHERE c.review_id = v.id AND c.head_hash = NEW.content_hash))
    AND NOT EXISTS (SELECT FROM review_dismissal d WHERE d.review_id = v.id)
    AND NOT EXISTS (SELECT FROM revision_contributor c WHERE c.revision_id = v.revision_id AND c.user_id = v.reviewer_id);
  IF approvals < (SELECT quorum FROM policy WHERE id = 1) THEN
    RAISE EXCEPTION 'Version % has % approvals of this text by people who wrote none of it', NEW.number, approvals USING ERRCODE = 'ST003';
  END IF;
  IF EXISTS (SELECT FROM review v WHERE v.revision_id = NEW.revision_id AND v.verdict = 'request_changes'
    AND may_review(v.reviewer_id) AND NOT EXISTS (SELECT FROM review_dismissal d WHERE d.review_id = v.id)) THEN
    RAISE EXCEPTION 'A reviewer still requests changes' USING ERRCODE = 'ST003';
  END IF;
  IF publisher.role = 'system' AND NOT EXISTS (SELECT FROM schedule WHERE revision_id = NEW.revision_id AND state = 'fired'
    AND head_hash = NEW.content_hash AND run_at <= NEW.published_at AND may_review(created_by_id)) THEN
    RAISE EXCEPTION 'Stet publishes only what was scheduled by someone who may publish it' USING ERRCODE = 'ST003';
  END IF;
  RETURN NULL;
END $$;
