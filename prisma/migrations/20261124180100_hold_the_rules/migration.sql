-- What the database itself refuses. Own SQLSTATEs: ST001 changing what is immutable, ST002 a state that may not follow, ST003 publishing
-- what may not be published, ST004 version numbering, ST005 the audit chain, ST006 a review that cannot count.
-- Functions run as their owner with a fixed search path, so that the application's role can neither shadow nor bypass them.

-- Append-only tables -------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: its rows never change', TG_OP, TG_TABLE_NAME USING ERRCODE = 'ST001';
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['version', 'version_section', 'version_citation', 'section_content', 'section', 'review', 'review_dismissal',
    'review_carry', 'checkpoint', 'comment', 'event', 'source_state', 'citation', 'article_slug', 'revision_contributor', 'import_run']
  LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['article', 'revision', 'app_user', 'source', 'schedule', 'thread', 'policy']
  LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

-- Audit events: numbered, chained and hashed here, one transaction after the other ----------------------------------------------------

CREATE FUNCTION event_text(e event) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_array(e.prev_hash, e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), e.actor_id, e.action,
    e.subject_type, e.subject_id, e.payload)::text
$$;

CREATE FUNCTION event_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last event;
BEGIN
  PERFORM pg_advisory_xact_lock(72707372);
  SELECT * INTO last FROM event ORDER BY id DESC LIMIT 1;
  NEW.id := coalesce(NEW.id, coalesce(last.id, 0) + 1);
  NEW.prev_hash := coalesce(NEW.prev_hash, last.hash, repeat('0', 64));
  NEW.at := date_trunc('milliseconds', coalesce(NEW.at, clock_timestamp()));
  IF NEW.id <> coalesce(last.id, 0) + 1 OR NEW.prev_hash <> coalesce(last.hash, repeat('0', 64)) THEN
    RAISE EXCEPTION 'Event % does not follow event %', NEW.id, coalesce(last.id, 0) USING ERRCODE = 'ST005';
  END IF;
  NEW.hash := encode(sha256(convert_to(event_text(NEW), 'UTF8')), 'hex');
  RETURN NEW;
END $$;
CREATE TRIGGER event_chain BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION event_chain();

-- Revisions ---------------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION revision_begins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.state <> 'draft' THEN
    RAISE EXCEPTION 'A revision begins as a draft, not as %', NEW.state USING ERRCODE = 'ST002';
  END IF;
  IF NEW.base_version_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM version WHERE id = NEW.base_version_id AND article_id = NEW.article_id) THEN
    RAISE EXCEPTION 'The base of a revision is a version of its article' USING ERRCODE = 'ST002';
  END IF;
  NEW.updated_by_id := coalesce(NEW.updated_by_id, NEW.created_by_id);
  RETURN NEW;
END $$;
CREATE TRIGGER revision_begins BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION revision_begins();

CREATE FUNCTION revision_head_changed(o revision, n revision) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT (o.title, o.facts, o.related, o.attribution, o.outline) IS DISTINCT FROM (n.title, n.facts, n.related, n.attribution, n.outline)
$$;

CREATE FUNCTION revision_moves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state IN ('published', 'discarded', 'rejected') THEN
    RAISE EXCEPTION 'Revision % is %: it never changes', OLD.number, OLD.state USING ERRCODE = 'ST002';
  END IF;
  IF NEW.state <> OLD.state
    AND NOT EXISTS (SELECT FROM revision_transition WHERE from_state = OLD.state AND to_state = NEW.state) THEN
    RAISE EXCEPTION 'A revision does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'ST002';
  END IF;
  IF (NEW.id, NEW.number, NEW.article_id, NEW.created_by_id, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.number, OLD.article_id, OLD.created_by_id, OLD.created_at) THEN
    RAISE EXCEPTION 'Number, article and maker of a revision never change' USING ERRCODE = 'ST001';
  END IF;
  IF OLD.state = 'scheduled' AND (revision_head_changed(OLD, NEW) OR NEW.head_hash <> OLD.head_hash
    OR NEW.base_version_id IS DISTINCT FROM OLD.base_version_id) THEN
    RAISE EXCEPTION 'Revision % is scheduled: its text is pinned', OLD.number USING ERRCODE = 'ST002';
  END IF;
  IF revision_head_changed(OLD, NEW) AND (NEW.head_seq <= OLD.head_seq OR NEW.updated_by_id IS NULL) THEN
    RAISE EXCEPTION 'A changed head has a higher sequence number and someone who changed it' USING ERRCODE = 'ST001';
  END IF;
  IF NEW.base_version_id IS DISTINCT FROM OLD.base_version_id
    AND NOT EXISTS (SELECT FROM version WHERE id = NEW.base_version_id AND article_id = NEW.article_id) THEN
    RAISE EXCEPTION 'The base of a revision is a version of its article' USING ERRCODE = 'ST002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER revision_moves BEFORE UPDATE ON revision FOR EACH ROW EXECUTE FUNCTION revision_moves();

CREATE FUNCTION revision_is_published() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM version WHERE revision_id = NEW.id AND unreviewed = (OLD.state IN ('draft', 'in_review'))) THEN
    RAISE EXCEPTION 'Revision % has no version that publishes it from state %', NEW.number, OLD.state USING ERRCODE = 'ST003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER revision_is_published AFTER UPDATE ON revision DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.state = 'published' AND OLD.state <> 'published') EXECUTE FUNCTION revision_is_published();

-- Whoever writes becomes a contributor.

CREATE FUNCTION revision_contributes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO revision_contributor (revision_id, user_id) VALUES (NEW.id, NEW.created_by_id), (NEW.id, NEW.updated_by_id)
    ON CONFLICT DO NOTHING;
  ELSIF revision_head_changed(OLD, NEW) THEN
    INSERT INTO revision_contributor (revision_id, user_id) VALUES (NEW.id, NEW.updated_by_id) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER revision_contributes AFTER INSERT OR UPDATE ON revision FOR EACH ROW EXECUTE FUNCTION revision_contributes();

CREATE FUNCTION working_copy_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  owner_id uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.revision_id ELSE NEW.revision_id END;
  owner revision;
BEGIN
  SELECT * INTO owner FROM revision WHERE id = owner_id FOR NO KEY UPDATE;
  IF owner.state IN ('scheduled', 'published', 'discarded', 'rejected') THEN
    RAISE EXCEPTION 'Revision % is %: its text does not change', owner.number, owner.state USING ERRCODE = 'ST002';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND ((NEW.revision_id, NEW.section_id) IS DISTINCT FROM (OLD.revision_id, OLD.section_id) OR NEW.seq < OLD.seq
    OR (NEW.seq = OLD.seq AND (NEW.heading, NEW.body, NEW.content_hash) IS DISTINCT FROM (OLD.heading, OLD.body, OLD.content_hash))) THEN
    RAISE EXCEPTION 'A write to a working copy raises its sequence number' USING ERRCODE = 'ST001';
  END IF;
  IF NOT EXISTS (SELECT FROM section WHERE id = NEW.section_id AND article_id = owner.article_id) THEN
    RAISE EXCEPTION 'A working copy is of a section of its article' USING ERRCODE = 'ST002';
  END IF;
  INSERT INTO revision_contributor (revision_id, user_id) VALUES (NEW.revision_id, NEW.saved_by_id) ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
CREATE TRIGGER working_copy_changes BEFORE INSERT OR UPDATE OR DELETE ON working_copy FOR EACH ROW EXECUTE FUNCTION working_copy_changes();

-- A schedule is its own record: it ends once.

CREATE FUNCTION schedule_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'pending' OR (NEW.id, NEW.revision_id, NEW.head_hash, NEW.run_at, NEW.zone, NEW.kind, NEW.change_note, NEW.created_by_id)
    IS DISTINCT FROM (OLD.id, OLD.revision_id, OLD.head_hash, OLD.run_at, OLD.zone, OLD.kind, OLD.change_note, OLD.created_by_id) THEN
    RAISE EXCEPTION 'A schedule only ends, once' USING ERRCODE = 'ST001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER schedule_ends BEFORE UPDATE ON schedule FOR EACH ROW EXECUTE FUNCTION schedule_ends();

-- Reviews -----------------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION may_review(person uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM app_user WHERE id = person AND role IN ('reviewer', 'admin') AND disabled_at IS NULL)
$$;

CREATE FUNCTION review_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r revision;
BEGIN
  SELECT * INTO r FROM revision WHERE id = NEW.revision_id FOR NO KEY UPDATE;
  IF r.head_hash <> NEW.head_hash THEN
    RAISE EXCEPTION 'The review is of another text than revision % has now', r.number USING ERRCODE = 'ST006';
  END IF;
  IF NEW.verdict = 'comment' THEN
    RETURN NEW;
  END IF;
  IF NOT may_review(NEW.reviewer_id) THEN
    RAISE EXCEPTION 'Only reviewers give a verdict' USING ERRCODE = 'ST006';
  END IF;
  IF r.state NOT IN ('in_review', 'approved') AND NOT EXISTS (SELECT FROM version WHERE revision_id = r.id AND unreviewed) THEN
    RAISE EXCEPTION 'Revision % is %: there is nothing to review', r.number, r.state USING ERRCODE = 'ST006';
  END IF;
  IF NEW.verdict = 'approve' AND EXISTS (SELECT FROM revision_contributor WHERE revision_id = r.id AND user_id = NEW.reviewer_id) THEN
    RAISE EXCEPTION 'Whoever wrote part of a revision does not approve it' USING ERRCODE = 'ST006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER review_counts BEFORE INSERT ON review FOR EACH ROW EXECUTE FUNCTION review_counts();

-- Articles ----------------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION article_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
  RETURN NEW;
END $$;
CREATE TRIGGER article_changes BEFORE UPDATE ON article FOR EACH ROW EXECUTE FUNCTION article_changes();

CREATE FUNCTION article_shows_newest() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  live uuid;
  newest uuid;
BEGIN
  SELECT live_version_id INTO live FROM article WHERE id = NEW.id;
  SELECT id INTO newest FROM version WHERE article_id = NEW.id ORDER BY number DESC LIMIT 1;
  IF live IS DISTINCT FROM newest THEN
    RAISE EXCEPTION 'The live version of an article is its own newest one' USING ERRCODE = 'ST003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER article_shows_newest AFTER INSERT OR UPDATE ON article DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION article_shows_newest();

-- Sources -----------------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION citation_names_its_source() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM source_state WHERE id = NEW.source_state_id AND source_id = NEW.source_id) THEN
    RAISE EXCEPTION 'A citation pins a state of its own source' USING ERRCODE = 'ST003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER citation_names_its_source BEFORE INSERT ON citation FOR EACH ROW EXECUTE FUNCTION citation_names_its_source();
CREATE TRIGGER version_citation_names_its_source BEFORE INSERT ON version_citation FOR EACH ROW EXECUTE FUNCTION citation_names_its_source();

CREATE FUNCTION source_shows_own_state() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.current_state_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM source_state WHERE id = NEW.current_state_id AND source_id = NEW.id) THEN
    RAISE EXCEPTION 'The current state of a source is its own' USING ERRCODE = 'ST001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER source_shows_own_state BEFORE INSERT OR UPDATE ON source FOR EACH ROW EXECUTE FUNCTION source_shows_own_state();

-- Versions ----------------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION version_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last version;
BEGIN
  PERFORM FROM article WHERE id = NEW.article_id FOR NO KEY UPDATE;
  SELECT * INTO last FROM version WHERE article_id = NEW.article_id ORDER BY number DESC LIMIT 1;
  IF NEW.number <> coalesce(last.number, 0) + 1 THEN
    RAISE EXCEPTION 'Version % does not follow version %', NEW.number, coalesce(last.number, 0) USING ERRCODE = 'ST004';
  END IF;
  IF NEW.prev_hash IS DISTINCT FROM last.hash THEN
    RAISE EXCEPTION 'Version % does not name the hash of the one before', NEW.number USING ERRCODE = 'ST004';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER version_follows BEFORE INSERT ON version FOR EACH ROW EXECUTE FUNCTION version_follows();

-- Sections and citations come with their version, in its transaction, and never after it.
CREATE FUNCTION part_of_new_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM version WHERE id = NEW.version_id AND xmin = pg_current_xact_id()::xid) THEN
    RAISE EXCEPTION 'A published version gets no other parts' USING ERRCODE = 'ST001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER part_of_new_version BEFORE INSERT ON version_section FOR EACH ROW EXECUTE FUNCTION part_of_new_version();
CREATE TRIGGER part_of_new_version BEFORE INSERT ON version_citation FOR EACH ROW EXECUTE FUNCTION part_of_new_version();

-- Checked at commit: the version publishes its revision, on the base before it, and is live.
CREATE FUNCTION version_publishes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r revision;
  a article;
  before uuid;
BEGIN
  SELECT * INTO r FROM revision WHERE id = NEW.revision_id;
  SELECT * INTO a FROM article WHERE id = NEW.article_id;
  SELECT id INTO before FROM version WHERE article_id = NEW.article_id AND number = NEW.number - 1;
  IF r.article_id <> NEW.article_id OR r.state <> 'published' THEN
    RAISE EXCEPTION 'Version % does not publish a revision of its article', NEW.number USING ERRCODE = 'ST003';
  END IF;
  IF r.head_hash <> NEW.content_hash THEN
    RAISE EXCEPTION 'Version % is another text than revision % has', NEW.number, r.number USING ERRCODE = 'ST003';
  END IF;
  IF r.base_version_id IS DISTINCT FROM before THEN
    RAISE EXCEPTION 'Revision % is not based on the version before %', r.number, NEW.number USING ERRCODE = 'ST003';
  END IF;
  IF a.live_version_id IS DISTINCT FROM (SELECT id FROM version WHERE article_id = a.id ORDER BY number DESC LIMIT 1) THEN
    RAISE EXCEPTION 'Version % was not set live', NEW.number USING ERRCODE = 'ST003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER version_publishes AFTER INSERT ON version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION version_publishes();

-- Checked at commit: enough people who wrote none of it approved exactly this text, or an admin answers for it with a reason.
CREATE FUNCTION version_is_reviewed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
    AND head_hash = NEW.content_hash AND run_at <= NEW.published_at) THEN
    RAISE EXCEPTION 'Stet publishes only what was scheduled' USING ERRCODE = 'ST003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER version_is_reviewed AFTER INSERT ON version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION version_is_reviewed();

-- Checked at commit: an unbroken list of sections of this article; each citation in text and facts frozen with its source, and no other.
CREATE FUNCTION version_is_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  odd text;
BEGIN
  IF (SELECT count(*) = 0 OR min(position) > 1 OR max(position) - min(position) + 1 <> count(*)
      FROM version_section WHERE version_id = NEW.id) THEN
    RAISE EXCEPTION 'Version % has no sections or a gap between them', NEW.number USING ERRCODE = 'ST003';
  END IF;
  IF EXISTS (SELECT FROM version_section p JOIN section s ON s.id = p.section_id
    WHERE p.version_id = NEW.id AND s.article_id <> NEW.article_id) THEN
    RAISE EXCEPTION 'Version % has a section of another article', NEW.number USING ERRCODE = 'ST003';
  END IF;
  WITH used AS (
    SELECT jsonb_path_query(c.body, 'strict $.** ? (@.type == "citation").attrs.id') #>> '{}' AS id
    FROM version_section p JOIN section_content c ON c.hash = p.content_hash WHERE p.version_id = NEW.id
    UNION
    SELECT jsonb_path_query(NEW.facts, '$[*].citations[*]') #>> '{}'
  ), kept AS (
    SELECT f.citation_id::text AS id FROM version_citation f JOIN citation c ON c.id = f.citation_id
    WHERE f.version_id = NEW.id AND c.article_id = NEW.article_id AND f.frozen ->> 'id' = f.citation_id::text
      AND f.frozen ->> 'sourceState' = f.source_state_id::text AND f.frozen ->> 'sourceId' = f.source_id::text
  )
  SELECT coalesce(used.id, kept.id) INTO odd FROM used FULL JOIN kept ON kept.id = used.id
  WHERE used.id IS NULL OR kept.id IS NULL LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Citation % is not frozen with its source in version %, or not used in it', odd, NEW.number USING ERRCODE = 'ST003';
  END IF;
  IF (SELECT count(*) FROM version_citation WHERE version_id = NEW.id) <> (SELECT count(*) FROM version_citation f
    JOIN citation c ON c.id = f.citation_id WHERE f.version_id = NEW.id AND c.article_id = NEW.article_id) THEN
    RAISE EXCEPTION 'Version % holds a citation of another article', NEW.number USING ERRCODE = 'ST003';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER version_is_whole AFTER INSERT ON version DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION version_is_whole();

-- These triggers fire in every replication role, too.
DO $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT tgname, tgrelid::regclass AS owner FROM pg_trigger WHERE NOT tgisinternal
    AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', t.owner, t.tgname);
  END LOOP;
END $$;
