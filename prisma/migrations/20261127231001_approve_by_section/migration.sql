-- Approvals of single sections. A *part* of a revision is a section (its id, bound to the hash of its text), the title, the facts with
-- what stands beside them, or the order and levels of the sections. An approval names the parts that its reviewer saw; one of the whole
-- names the head as well. All hashes of parts are taken here, so that approving and publishing cannot differ in them.

ALTER TABLE "policy" ADD COLUMN "seq" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "by_section" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "owners_approve" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "blocking" TEXT[] NOT NULL DEFAULT ARRAY['heading_empty'],
  ADD COLUMN "points" TEXT[] NOT NULL DEFAULT ARRAY['Every new statement has a source', 'The sources say what the text says',
    'Names, dates, numbers match', 'Wording is neutral and says who claims what', 'The change note tells readers what changed'];
ALTER TABLE policy ADD CONSTRAINT policy_points CHECK (cardinality(points) <= 7);

-- The points that were open when it was approved, each with its reason: [{point, reason}].
ALTER TABLE "review" ADD COLUMN "scope" TEXT NOT NULL DEFAULT 'whole', ADD COLUMN "open_points" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE review ADD CONSTRAINT review_scope CHECK (scope IN ('whole', 'sections')),
  ADD CONSTRAINT review_open_points CHECK (jsonb_typeof(open_points) = 'array');

CREATE TABLE "review_part" (
    "review_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "hash" CHAR(64) NOT NULL,

    CONSTRAINT "review_part_pkey" PRIMARY KEY ("review_id", "part")
);
ALTER TABLE "review_part" ADD CONSTRAINT "review_part_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "review_part_dismissal" (
    "review_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_part_dismissal_pkey" PRIMARY KEY ("review_id", "part")
);
CREATE INDEX "review_part_dismissal_by_id_idx" ON "review_part_dismissal"("by_id");
ALTER TABLE "review_part_dismissal" ADD CONSTRAINT "review_part_dismissal_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_part_dismissal" ADD CONSTRAINT "review_part_dismissal_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "section_owner" (
    "section_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "section_owner_pkey" PRIMARY KEY ("section_id", "user_id")
);
CREATE INDEX "section_owner_user_id_idx" ON "section_owner"("user_id");
ALTER TABLE "section_owner" ADD CONSTRAINT "section_owner_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "section_owner" ADD CONSTRAINT "section_owner_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The parts ----------------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION hash_of(words text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT encode(sha256(convert_to(words, 'UTF8')), 'hex') $$;

CREATE FUNCTION head_parts(title text, facts jsonb, related jsonb, attribution text) RETURNS TABLE (part text, hash text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  VALUES ('title', hash_of(title)), ('facts', hash_of(jsonb_build_array(facts, related, attribution)::text))
$$;

CREATE FUNCTION version_parts(id uuid) RETURNS TABLE (part text, hash text) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT p.* FROM version v CROSS JOIN LATERAL head_parts(v.title, v.facts, v.related, v.attribution) AS p WHERE v.id = $1
  UNION ALL
  SELECT 'order', hash_of(string_agg(s.level || ':' || s.section_id, ',' ORDER BY s.position)) FROM version_section s
    WHERE s.version_id = $1 HAVING count(*) > 0
  UNION ALL
  SELECT s.section_id::text, s.content_hash::text FROM version_section s WHERE s.version_id = $1
$$;

CREATE FUNCTION revision_parts(id uuid) RETURNS TABLE (part text, hash text) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  WITH r AS (SELECT * FROM revision WHERE revision.id = $1),
    o AS (SELECT line, substr(line, 3)::uuid AS section_id, place FROM r, jsonb_array_elements_text(r.outline) WITH ORDINALITY AS e (line, place))
  SELECT p.* FROM r CROSS JOIN LATERAL head_parts(r.title, r.facts, r.related, r.attribution) AS p
  UNION ALL
  SELECT 'order', hash_of(string_agg(o.line, ',' ORDER BY o.place)) FROM o HAVING count(*) > 0
  UNION ALL
  SELECT o.section_id::text, coalesce(w.content_hash, s.content_hash)::text FROM r CROSS JOIN o
    LEFT JOIN working_copy w ON w.revision_id = r.id AND w.section_id = o.section_id
    LEFT JOIN version_section s ON s.version_id = r.base_version_id AND s.section_id = o.section_id
$$;

-- What an article that has no version yet is compared with.
CREATE FUNCTION base_parts(id uuid) RETURNS TABLE (part text, hash text) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT * FROM version_parts($1)
  UNION ALL
  SELECT * FROM head_parts('', '[]', '[]', '') WHERE $1 IS NULL
$$;

-- What a revision changes, part by part. A section that it removes has the hash of sixty-four zeros.
CREATE FUNCTION changed_parts(revision uuid) RETURNS TABLE (part text, hash text) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(a.part, b.part), coalesce(a.hash, repeat('0', 64))
  FROM revision_parts($1) a FULL JOIN base_parts((SELECT base_version_id FROM revision r WHERE r.id = $1)) b ON b.part = a.part
  WHERE a.hash IS DISTINCT FROM b.hash
$$;

-- The same of a version and the one before it: what was published is compared, not what a revision says of itself.
CREATE FUNCTION published_parts(version uuid, before uuid) RETURNS TABLE (part text, hash text)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(a.part, b.part), coalesce(a.hash, repeat('0', 64))
  FROM version_parts($1) a FULL JOIN base_parts($2) b ON b.part = a.part
  WHERE a.hash IS DISTINCT FROM b.hash
$$;

-- What is written once ------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION review_part_was_seen() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  r review;
BEGIN
  SELECT * INTO r FROM review WHERE id = NEW.review_id AND verdict = 'approve' AND xmin = pg_current_xact_id()::xid;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'What an approval is of is said when it is given' USING ERRCODE = 'ST006';
  END IF;
  IF NOT EXISTS (SELECT FROM changed_parts(r.revision_id) c WHERE c.part = NEW.part AND c.hash = NEW.hash) THEN
    RAISE EXCEPTION 'The approval is of another text of % than the revision has now', NEW.part USING ERRCODE = 'ST006';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER review_part_was_seen BEFORE INSERT ON review_part FOR EACH ROW EXECUTE FUNCTION review_part_was_seen();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['review_part', 'review_part_dismissal']
  LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER never_changes, ENABLE ALWAYS TRIGGER never_emptied', name);
  END LOOP;
END $$;
ALTER TABLE review_part ENABLE ALWAYS TRIGGER review_part_was_seen;

-- Who approved ---------------------------------------------------------------------------------------------------------------------------

-- People whose approval of the part (or, `whole`, of the head) counts: it stands, they may review, and they wrote none of the revision.
CREATE FUNCTION approvers_of(revision uuid, head text, part text, hash text) RETURNS TABLE (reviewer_id uuid)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT DISTINCT v.reviewer_id FROM review v
  WHERE v.revision_id = $1 AND v.verdict = 'approve' AND may_review(v.reviewer_id)
    AND NOT EXISTS (SELECT FROM review_dismissal d WHERE d.review_id = v.id)
    AND NOT EXISTS (SELECT FROM revision_contributor c WHERE c.revision_id = v.revision_id AND c.user_id = v.reviewer_id)
    AND ((v.scope = 'whole' AND (v.head_hash = $2 OR EXISTS (SELECT FROM review_carry c WHERE c.review_id = v.id AND c.head_hash = $2))
        AND NOT EXISTS (SELECT FROM review_part_dismissal d WHERE d.review_id = v.id AND d.part = 'whole'))
      OR EXISTS (SELECT FROM review_part p WHERE p.review_id = v.id AND p.part = $3 AND p.hash = $4
        AND NOT EXISTS (SELECT FROM review_part_dismissal d WHERE d.review_id = v.id AND d.part = p.part)))
$$;

-- Checked at commit: enough people who wrote none of it approved exactly this text, as a whole or every part that it changes, the owners
-- of sections among them where policy asks for it; or an admin answers for it with a reason.
CREATE OR REPLACE FUNCTION version_is_reviewed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  publisher app_user;
  rules policy;
  before uuid;
  approvals integer;
  lacking text;
BEGIN
  SELECT * INTO publisher FROM app_user WHERE id = NEW.published_by_id;
  IF publisher.disabled_at IS NOT NULL OR publisher.role = 'editor' OR (NEW.unreviewed AND publisher.role <> 'admin') THEN
    RAISE EXCEPTION 'A % may not publish this', publisher.role USING ERRCODE = 'ST003';
  END IF;
  IF NEW.unreviewed THEN
    RETURN NULL;
  END IF;
  SELECT * INTO rules FROM policy WHERE id = 1;
  SELECT id INTO before FROM version WHERE article_id = NEW.article_id AND number = NEW.number - 1;
  SELECT count(*) INTO approvals FROM approvers_of(NEW.revision_id, NEW.content_hash, 'whole', NEW.content_hash);
  IF approvals < rules.quorum AND NOT (rules.by_section AND EXISTS (SELECT FROM published_parts(NEW.id, before))) THEN
    RAISE EXCEPTION 'Version % has % approvals of this text by people who wrote none of it', NEW.number, approvals USING ERRCODE = 'ST003';
  END IF;
  IF approvals < rules.quorum THEN
    SELECT c.part INTO lacking FROM published_parts(NEW.id, before) c
    WHERE (SELECT count(*) FROM approvers_of(NEW.revision_id, NEW.content_hash, c.part, c.hash)) < rules.quorum LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'Version % has too few approvals of its part % by people who wrote none of it', NEW.number, lacking USING ERRCODE = 'ST003';
    END IF;
  END IF;
  IF rules.owners_approve THEN
    SELECT c.part INTO lacking FROM published_parts(NEW.id, before) c
    WHERE EXISTS (SELECT FROM eligible_owners(NEW.revision_id, c.part))
      AND NOT EXISTS (SELECT FROM approvers_of(NEW.revision_id, NEW.content_hash, c.part, c.hash) a
        JOIN eligible_owners(NEW.revision_id, c.part) o ON o.user_id = a.reviewer_id) LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'No owner of section % has approved version %', lacking, NEW.number USING ERRCODE = 'ST003';
    END IF;
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

-- Owners of a section who may approve it in this revision: they review, and wrote none of it.
CREATE FUNCTION eligible_owners(revision uuid, part text) RETURNS TABLE (user_id uuid) LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT o.user_id FROM section_owner o
  WHERE o.section_id::text = $2 AND may_review(o.user_id)
    AND NOT EXISTS (SELECT FROM revision_contributor c WHERE c.revision_id = $1 AND c.user_id = o.user_id)
$$;

GRANT INSERT ON review_part, review_part_dismissal TO stet_app;
GRANT INSERT, DELETE ON section_owner TO stet_app;
