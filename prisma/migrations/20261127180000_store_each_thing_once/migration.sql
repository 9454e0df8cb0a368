-- What one edit adds to the database, without what is said twice.

-- The sections of a version stand in its own row as three lists side by side, instead of as rows with four indexes of their own.
ALTER TABLE version ADD COLUMN section_ids UUID[], ADD COLUMN section_levels SMALLINT[], ADD COLUMN section_hashes BYTEA[];

ALTER TABLE version DISABLE TRIGGER never_changes;
UPDATE version v SET (section_ids, section_levels, section_hashes) = (
  SELECT array_agg(section_id ORDER BY position), array_agg(level::smallint ORDER BY position),
    array_agg(decode(content_hash, 'hex') ORDER BY position)
  FROM version_section s WHERE s.version_id = v.id);
ALTER TABLE version ENABLE ALWAYS TRIGGER never_changes;

DROP TABLE version_section;

ALTER TABLE version ALTER COLUMN section_ids SET NOT NULL, ALTER COLUMN section_levels SET NOT NULL, ALTER COLUMN section_hashes SET NOT NULL,
  ADD CONSTRAINT version_sections CHECK (cardinality(section_ids) > 0
    AND cardinality(section_levels) = cardinality(section_ids) AND cardinality(section_hashes) = cardinality(section_ids)
    AND array_position(section_ids, NULL) IS NULL AND array_position(section_levels, NULL) IS NULL
    AND array_position(section_hashes, NULL) IS NULL
    AND 1 <= ALL (section_levels) AND 6 >= ALL (section_levels));

-- The same as rows, for whoever reads them.
CREATE VIEW version_section AS
  SELECT v.id AS version_id, s.place::integer - 1 AS position, s.id AS section_id, s.level::integer AS level,
    encode(s.hash, 'hex')::char(64) AS content_hash
  FROM version v CROSS JOIN LATERAL unnest(v.section_ids, v.section_levels, v.section_hashes) WITH ORDINALITY AS s (id, level, hash, place);

-- What foreign keys and indexes said of the rows: each section once, of this article, with a text that is kept. Neither is ever deleted.
CREATE FUNCTION version_names_its_sections() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT count(DISTINCT id) <> cardinality(NEW.section_ids) FROM unnest(NEW.section_ids) AS s (id)) THEN
    RAISE EXCEPTION 'Version % has a section twice', NEW.number USING ERRCODE = 'ST003';
  END IF;
  IF EXISTS (SELECT FROM unnest(NEW.section_ids) AS s (id)
    WHERE NOT EXISTS (SELECT FROM section o WHERE o.id = s.id AND o.article_id = NEW.article_id)) THEN
    RAISE EXCEPTION 'Version % has a section of another article', NEW.number USING ERRCODE = 'ST003';
  END IF;
  IF EXISTS (SELECT FROM unnest(NEW.section_hashes) AS s (hash)
    WHERE NOT EXISTS (SELECT FROM section_content c WHERE c.hash = encode(s.hash, 'hex')::char(64))) THEN
    RAISE EXCEPTION 'Version % has a section whose text is not kept', NEW.number USING ERRCODE = 'ST003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER version_names_its_sections BEFORE INSERT ON version FOR EACH ROW EXECUTE FUNCTION version_names_its_sections();
ALTER TABLE version ENABLE ALWAYS TRIGGER version_names_its_sections;

-- Checked at commit: each citation in text and facts frozen with its source, and no other.
CREATE OR REPLACE FUNCTION version_is_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  odd text;
BEGIN
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

-- The outline of a revision: one line of each section, its level and its id, instead of an object with names.
ALTER TABLE revision DISABLE TRIGGER revision_moves, DISABLE TRIGGER revision_contributes;
UPDATE revision SET outline = (SELECT jsonb_agg((e ->> 'level') || ':' || (e ->> 'sectionId') ORDER BY place)
  FROM jsonb_array_elements(outline) WITH ORDINALITY AS o (e, place))
WHERE outline <> '[]';
ALTER TABLE revision ENABLE ALWAYS TRIGGER revision_moves, ENABLE ALWAYS TRIGGER revision_contributes;

-- A hash that is chained needs no index to be unique: it is taken of the number and of the hash before, which are.
DROP INDEX version_hash_key;
DROP INDEX event_hash_key;
-- Without the number in it, all events about one thing are one entry; they are added, and so found, in their order.
DROP INDEX event_subject_type_subject_id_id_idx;
CREATE INDEX event_subject_id_idx ON event (subject_id);

-- What is done needs no row in the outbox: the event of the log says what happened, the inbox who was told.
DELETE FROM outbox WHERE done_at IS NOT NULL;
DROP INDEX outbox_done_at_next_at_idx;
ALTER TABLE outbox DROP COLUMN done_at;
GRANT DELETE ON outbox TO stet_app;

-- The text of a working copy that was published is kept under its hash: the row says who wrote it when, and need not hold it again. It
-- is let go in the transaction that publishes, and only where it is kept; no other text leaves a working copy, and no row goes with one.
ALTER TABLE working_copy ALTER COLUMN body DROP NOT NULL;

CREATE FUNCTION text_is_kept(copy working_copy) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM section_content c WHERE c.hash = copy.content_hash AND c.heading = copy.heading
    AND (copy.body IS NULL OR c.body = copy.body))
$$;

CREATE OR REPLACE FUNCTION working_copy_changes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  owner_id uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.revision_id ELSE NEW.revision_id END;
  owner revision;
BEGIN
  SELECT * INTO owner FROM revision WHERE id = owner_id FOR NO KEY UPDATE;
  IF TG_OP <> 'DELETE' AND NEW.body IS NULL THEN
    IF TG_OP = 'INSERT' OR to_jsonb(NEW) - 'body' IS DISTINCT FROM to_jsonb(OLD) - 'body' OR NOT text_is_kept(OLD) THEN
      RAISE EXCEPTION 'A text leaves its working copy only where it is kept under its hash' USING ERRCODE = 'ST001';
    END IF;
    IF NOT EXISTS (SELECT FROM version v WHERE v.revision_id = owner_id AND v.xmin = pg_current_xact_id()::xid) THEN
      RAISE EXCEPTION 'Revision % is not being published: its texts stay', owner.number USING ERRCODE = 'ST002';
    END IF;
    RETURN NEW;
  END IF;
  IF owner.state IN ('scheduled', 'published', 'discarded', 'rejected') THEN
    RAISE EXCEPTION 'Revision % is %: its text does not change', owner.number, owner.state USING ERRCODE = 'ST002';
  END IF;
  IF TG_OP = 'DELETE' THEN
    IF NOT text_is_kept(OLD) THEN
      RAISE EXCEPTION 'The text of this working copy is kept nowhere else' USING ERRCODE = 'ST001';
    END IF;
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

ALTER TABLE working_copy DISABLE TRIGGER working_copy_changes;
UPDATE working_copy w SET body = NULL FROM revision r WHERE r.id = w.revision_id AND r.state = 'published' AND text_is_kept(w);
ALTER TABLE working_copy ENABLE ALWAYS TRIGGER working_copy_changes;
