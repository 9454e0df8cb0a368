-- A withdrawn or redirected article comes back by a revision that was opened for that, and by no other: not by one that was open or
-- scheduled before. Such a revision carries the moment of the withdrawal that it was opened to end.

ALTER TABLE "revision" ADD COLUMN "ends_withdrawal_at" TIMESTAMPTZ(3);

CREATE OR REPLACE FUNCTION revision_begins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> 'draft' THEN
    RAISE EXCEPTION 'A revision begins as a draft, not as %', NEW.state USING ERRCODE = 'ST002';
  END IF;
  IF NEW.base_version_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM version WHERE id = NEW.base_version_id AND article_id = NEW.article_id) THEN
    RAISE EXCEPTION 'The base of a revision is a version of its article' USING ERRCODE = 'ST002';
  END IF;
  IF NEW.ends_withdrawal_at IS NOT NULL AND NOT EXISTS (SELECT FROM article
    WHERE id = NEW.article_id AND state IN ('withdrawn', 'redirected') AND state_at = NEW.ends_withdrawal_at) THEN
    RAISE EXCEPTION 'A revision ends the withdrawal that stands when it is opened, or none' USING ERRCODE = 'ST002';
  END IF;
  NEW.updated_by_id := coalesce(NEW.updated_by_id, NEW.created_by_id);
  RETURN NEW;
END $$;

CREATE FUNCTION revision_keeps_purpose() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'What a revision was opened for never changes' USING ERRCODE = 'ST001';
END $$;
CREATE TRIGGER revision_keeps_purpose BEFORE UPDATE ON revision FOR EACH ROW
  WHEN (NEW.ends_withdrawal_at IS DISTINCT FROM OLD.ends_withdrawal_at) EXECUTE FUNCTION revision_keeps_purpose();
ALTER TABLE revision ENABLE ALWAYS TRIGGER revision_keeps_purpose;

CREATE OR REPLACE FUNCTION article_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.id <> OLD.id OR (OLD.live_version_id IS NOT NULL AND NEW.live_version_id IS NULL) THEN
    RAISE EXCEPTION 'An article keeps its identity and its live version' USING ERRCODE = 'ST001';
  END IF;
  IF NEW.state = 'published' AND OLD.state <> 'published' AND NEW.live_version_id IS NOT DISTINCT FROM OLD.live_version_id THEN
    RAISE EXCEPTION 'An article becomes published by a new version only' USING ERRCODE = 'ST002';
  END IF;
  IF NEW.state <> OLD.state AND NEW.state IN ('withdrawn', 'redirected') AND NEW.state_reason = '' THEN
    RAISE EXCEPTION 'Withdrawing needs a reason' USING ERRCODE = 'ST002';
  END IF;
  IF OLD.state IN ('withdrawn', 'redirected') THEN
    IF NEW.state = 'published' AND NOT EXISTS (SELECT FROM version v JOIN revision r ON r.id = v.revision_id
      WHERE v.id = NEW.live_version_id AND r.ends_withdrawal_at = OLD.state_at) THEN
      RAISE EXCEPTION 'A withdrawn article comes back by a revision that was opened to end this withdrawal' USING ERRCODE = 'ST003';
    END IF;
    IF NEW.state = OLD.state AND NEW.live_version_id IS DISTINCT FROM OLD.live_version_id THEN
      RAISE EXCEPTION 'A withdrawn article gets no version while it stays withdrawn' USING ERRCODE = 'ST003';
    END IF;
    IF NEW.state_at <> OLD.state_at
      AND (NEW.state, NEW.state_reason, NEW.redirect_to_id) IS NOT DISTINCT FROM (OLD.state, OLD.state_reason, OLD.redirect_to_id) THEN
      RAISE EXCEPTION 'The moment of a withdrawal changes with what is withdrawn, or not at all' USING ERRCODE = 'ST001';
    END IF;
  END IF;
  RETURN NEW;
END $$;
