-- Sources complete: what was seen of a work (snapshot), who checked a use of it (verification), doubts (flag), decisions on how far it can
-- be relied on (assessment), looks at its address (link check), and two records that turned out to be one work (merge).
-- ST007 is the SQLSTATE of the rules about them.

-- The record's columns -------------------------------------------------------------------------------------------------------------------

ALTER TABLE "source"
  ADD COLUMN "title_key" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "maker_key" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "language" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "issn" TEXT,
  ADD COLUMN "pmcid" TEXT,
  ADD COLUMN "host" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "producer" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "licence" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "access" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "retracted" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "url_status" TEXT NOT NULL DEFAULT 'unchecked',
  ADD COLUMN "archive_url" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "archive_date" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "last_checked_at" TIMESTAMPTZ(3),
  ADD COLUMN "next_check_at" TIMESTAMPTZ(3);

-- What older records say already; the next save of a record writes the exact keys.
UPDATE source s SET
  title_key = left(regexp_replace(lower(s.title), '[^[:alnum:]]+', '', 'g'), 300),
  maker_key = left(regexp_replace(lower(coalesce(c.csl #>> '{author,0,family}', c.csl #>> '{author,0,literal}', c.csl #>> '{editor,0,family}',
    c.csl #>> '{editor,0,literal}', '')), '[^[:alnum:]]+', '', 'g'), 300),
  language = coalesce(c.csl ->> 'language', ''),
  issn = c.csl ->> 'ISSN',
  host = coalesce(substring(c.csl ->> 'URL' FROM '^[a-z]+://([^/?#:]+)'), ''),
  url_status = coalesce(c.csl #>> '{custom,urlStatus}', 'unchecked'),
  archive_url = coalesce(c.csl #>> '{custom,archiveUrl}', ''),
  archive_date = coalesce(c.csl #>> '{custom,archiveDate}', '')
FROM source_state c WHERE c.id = s.current_state_id;

ALTER TABLE source
  ADD CONSTRAINT source_access CHECK (access IN ('', 'free', 'registration', 'limited', 'subscription')),
  ADD CONSTRAINT source_url_status CHECK (url_status IN ('unchecked', 'live', 'dead', 'unfit', 'usurped', 'deviated'));

ALTER TABLE "citation"
  ADD COLUMN "prefix" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "suffix" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "quote_language" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "quote_translation" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "snapshot_id" UUID,
  ADD COLUMN "reliability_reason" TEXT NOT NULL DEFAULT '';

ALTER TABLE citation
  ADD CONSTRAINT citation_translates_a_quote CHECK (quote <> '' OR (quote_language = '' AND quote_translation = ''));

-- Tables ---------------------------------------------------------------------------------------------------------------------------------

CREATE TABLE "snapshot" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "url" TEXT NOT NULL DEFAULT '',
    "archive_url" TEXT NOT NULL DEFAULT '',
    "captured_at" TIMESTAMPTZ(3) NOT NULL,
    "captured_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sha256" CHAR(64) NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "file_key" TEXT NOT NULL DEFAULT '',
    "text" TEXT,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("id"),
    CONSTRAINT snapshot_hash CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT snapshot_holds_something CHECK (bytes > 0 AND mime <> '' AND (file_key <> '' OR text IS NOT NULL)),
    CONSTRAINT snapshot_text_is_hashed CHECK (file_key <> ''
      OR (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex') AND bytes = octet_length(convert_to(text, 'UTF8')))),
    CONSTRAINT snapshot_file_is_named_by_hash CHECK (file_key = '' OR strpos(file_key, sha256) > 0),
    CONSTRAINT snapshot_not_from_the_future CHECK (captured_at <= created_at + interval '1 day')
);

CREATE TABLE "verification" (
    "id" UUID NOT NULL,
    "lineage" UUID NOT NULL,
    "citation_id" UUID NOT NULL,
    "statement_hash" CHAR(64) NOT NULL,
    "statement_text" TEXT NOT NULL,
    "use_hash" CHAR(64) NOT NULL,
    "snapshot_sha256" CHAR(64),
    "verdict" TEXT NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id"),
    CONSTRAINT verification_verdict CHECK (verdict IN ('verified', 'partly', 'failed', 'unreachable')),
    CONSTRAINT verification_hashes CHECK (use_hash ~ '^[0-9a-f]{64}$' AND (snapshot_sha256 IS NULL OR snapshot_sha256 ~ '^[0-9a-f]{64}$')),
    CONSTRAINT verification_names_its_words CHECK (statement_hash = encode(sha256(convert_to(statement_text, 'UTF8')), 'hex'))
);

CREATE TABLE "flag" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "section_id" UUID NOT NULL,
    "lineage" UUID,
    "statement_hash" CHAR(64) NOT NULL,
    "statement_text" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "cleared_by_id" UUID,
    "cleared_at" TIMESTAMPTZ(3),
    "cleared_why" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "flag_pkey" PRIMARY KEY ("id"),
    CONSTRAINT flag_kind CHECK (kind IN ('citation_needed', 'better_source', 'page_needed', 'failed_verification', 'dead_link', 'self_published',
      'primary_source', 'disputed')),
    CONSTRAINT flag_about CHECK (kind IN ('citation_needed', 'disputed') OR lineage IS NOT NULL),
    CONSTRAINT flag_names_its_words CHECK (statement_hash = encode(sha256(convert_to(statement_text, 'UTF8')), 'hex')),
    CONSTRAINT flag_cleared CHECK ((cleared_at IS NULL) = (cleared_by_id IS NULL) AND (cleared_at IS NULL) = (cleared_why = ''))
);

CREATE TABLE "source_assessment" (
    "id" UUID NOT NULL,
    "scope_type" TEXT NOT NULL,
    "scope_key" TEXT NOT NULL,
    "scope_name" TEXT NOT NULL,
    "topic" TEXT NOT NULL DEFAULT '',
    "topic_key" TEXT NOT NULL DEFAULT '',
    "verdict" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "link" TEXT NOT NULL DEFAULT '',
    "review_by" DATE,
    "decided_by_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_assessment_pkey" PRIMARY KEY ("id"),
    CONSTRAINT source_assessment_scope CHECK (scope_type IN ('work', 'domain', 'publisher') AND scope_key <> '' AND scope_name <> ''),
    CONSTRAINT source_assessment_domain CHECK (scope_type <> 'domain' OR scope_key ~ '^[^./\s]+(\.[^./\s]+)+$'),
    CONSTRAINT source_assessment_topic CHECK ((topic = '') = (topic_key = '')),
    CONSTRAINT source_assessment_verdict CHECK (verdict IN ('generally_reliable', 'additional_considerations', 'generally_unreliable', 'deprecated',
      'blacklisted', 'none')),
    CONSTRAINT source_assessment_reason CHECK (reason <> '')
);

CREATE TABLE "link_check" (
    "id" BIGSERIAL NOT NULL,
    "source_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finding" TEXT NOT NULL,
    "status" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "link_check_pkey" PRIMARY KEY ("id"),
    CONSTRAINT link_check_finding CHECK (finding IN ('answered', 'gone', 'no_answer', 'unclear'))
);

CREATE TABLE "source_merge" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "into_id" UUID NOT NULL,
    "state_before_id" UUID NOT NULL,
    "state_after_id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_by_id" UUID,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "source_merge_pkey" PRIMARY KEY ("id"),
    CONSTRAINT source_merge_elsewhere CHECK (source_id <> into_id),
    CONSTRAINT source_merge_undone CHECK ((undone_at IS NULL) = (undone_by_id IS NULL))
);

CREATE INDEX "source_title_key_idx" ON "source"("title_key");
CREATE INDEX "source_host_idx" ON "source"("host");
CREATE INDEX "source_next_check_at_idx" ON "source"("next_check_at");
CREATE INDEX "citation_snapshot_id_idx" ON "citation"("snapshot_id");
CREATE UNIQUE INDEX "snapshot_source_id_sha256_key" ON "snapshot"("source_id", "sha256");
CREATE INDEX "snapshot_captured_by_id_idx" ON "snapshot"("captured_by_id");
CREATE INDEX "verification_lineage_idx" ON "verification"("lineage");
CREATE INDEX "verification_citation_id_idx" ON "verification"("citation_id");
CREATE INDEX "verification_by_id_idx" ON "verification"("by_id");
CREATE INDEX "flag_article_id_cleared_at_idx" ON "flag"("article_id", "cleared_at");
CREATE INDEX "flag_lineage_idx" ON "flag"("lineage");
CREATE INDEX "flag_created_by_id_idx" ON "flag"("created_by_id");
CREATE INDEX "flag_cleared_by_id_idx" ON "flag"("cleared_by_id");
CREATE INDEX "source_assessment_scope_type_scope_key_idx" ON "source_assessment"("scope_type", "scope_key");
CREATE INDEX "source_assessment_decided_by_id_idx" ON "source_assessment"("decided_by_id");
CREATE INDEX "link_check_source_id_at_idx" ON "link_check"("source_id", "at");
CREATE INDEX "source_merge_source_id_idx" ON "source_merge"("source_id");
CREATE INDEX "source_merge_into_id_idx" ON "source_merge"("into_id");
CREATE INDEX "source_merge_state_before_id_idx" ON "source_merge"("state_before_id");
CREATE INDEX "source_merge_state_after_id_idx" ON "source_merge"("state_after_id");
CREATE INDEX "source_merge_created_by_id_idx" ON "source_merge"("created_by_id");
CREATE INDEX "source_merge_undone_by_id_idx" ON "source_merge"("undone_by_id");
CREATE UNIQUE INDEX source_merge_once ON source_merge (source_id) WHERE undone_at IS NULL;

ALTER TABLE "citation" ADD CONSTRAINT "citation_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_captured_by_id_fkey" FOREIGN KEY ("captured_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "verification" ADD CONSTRAINT "verification_citation_id_fkey" FOREIGN KEY ("citation_id") REFERENCES "citation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "verification" ADD CONSTRAINT "verification_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "flag" ADD CONSTRAINT "flag_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "flag" ADD CONSTRAINT "flag_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "flag" ADD CONSTRAINT "flag_cleared_by_id_fkey" FOREIGN KEY ("cleared_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "source_assessment" ADD CONSTRAINT "source_assessment_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "link_check" ADD CONSTRAINT "link_check_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "source_merge" ADD CONSTRAINT "source_merge_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "source_merge" ADD CONSTRAINT "source_merge_into_id_fkey" FOREIGN KEY ("into_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "source_merge" ADD CONSTRAINT "source_merge_state_before_id_fkey" FOREIGN KEY ("state_before_id") REFERENCES "source_state"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "source_merge" ADD CONSTRAINT "source_merge_state_after_id_fkey" FOREIGN KEY ("state_after_id") REFERENCES "source_state"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "source_merge" ADD CONSTRAINT "source_merge_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "source_merge" ADD CONSTRAINT "source_merge_undone_by_id_fkey" FOREIGN KEY ("undone_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules ----------------------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION snapshot_of_own_source() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM snapshot p JOIN source s ON s.id = p.source_id
    WHERE p.id = NEW.snapshot_id AND NEW.source_id IN (s.id, s.merged_into_id)) THEN
    RAISE EXCEPTION 'The snapshot of a citation is one of its source' USING ERRCODE = 'ST007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER snapshot_of_own_source BEFORE INSERT ON citation FOR EACH ROW WHEN (NEW.snapshot_id IS NOT NULL)
  EXECUTE FUNCTION snapshot_of_own_source();

-- Nobody verifies a citation that they had a hand in.
CREATE FUNCTION verification_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM citation WHERE id = NEW.citation_id AND lineage = NEW.lineage) THEN
    RAISE EXCEPTION 'A verification names the lineage of its citation' USING ERRCODE = 'ST007';
  END IF;
  IF EXISTS (SELECT FROM citation WHERE lineage = NEW.lineage AND created_by_id = NEW.by_id) THEN
    RAISE EXCEPTION 'Nobody verifies their own citation' USING ERRCODE = 'ST007';
  END IF;
  IF NOT may_review(NEW.by_id) THEN
    RAISE EXCEPTION 'Only reviewers verify citations' USING ERRCODE = 'ST007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER verification_counts BEFORE INSERT ON verification FOR EACH ROW EXECUTE FUNCTION verification_counts();

CREATE FUNCTION assessment_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT may_review(NEW.decided_by_id) THEN
    RAISE EXCEPTION 'Only reviewers decide how far a source can be relied on' USING ERRCODE = 'ST007';
  END IF;
  IF NEW.scope_type = 'work' AND NOT EXISTS (SELECT FROM source WHERE id::text = NEW.scope_key) THEN
    RAISE EXCEPTION 'A decision on a work names a source' USING ERRCODE = 'ST007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER assessment_counts BEFORE INSERT ON source_assessment FOR EACH ROW EXECUTE FUNCTION assessment_counts();

CREATE FUNCTION flag_begins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.cleared_at IS NOT NULL THEN
    RAISE EXCEPTION 'A flag begins standing' USING ERRCODE = 'ST007';
  END IF;
  IF NOT EXISTS (SELECT FROM section WHERE id = NEW.section_id AND article_id = NEW.article_id)
    OR (NEW.lineage IS NOT NULL AND NOT EXISTS (SELECT FROM citation WHERE lineage = NEW.lineage AND article_id = NEW.article_id)) THEN
    RAISE EXCEPTION 'A flag is about a section and a citation of its article' USING ERRCODE = 'ST007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER flag_begins BEFORE INSERT ON flag FOR EACH ROW EXECUTE FUNCTION flag_begins();

CREATE FUNCTION flag_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.cleared_at IS NOT NULL OR (NEW.id, NEW.kind, NEW.article_id, NEW.section_id, NEW.lineage, NEW.statement_hash, NEW.statement_text, NEW.why,
      NEW.created_by_id, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.kind, OLD.article_id, OLD.section_id, OLD.lineage, OLD.statement_hash, OLD.statement_text, OLD.why,
      OLD.created_by_id, OLD.created_at) THEN
    RAISE EXCEPTION 'A flag only ends, once' USING ERRCODE = 'ST001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER flag_ends BEFORE UPDATE ON flag FOR EACH ROW EXECUTE FUNCTION flag_ends();

-- Merging: the rows of source_merge are what happened; source.merged_into_id follows them, always to a source that is kept.

CREATE FUNCTION kept_source(start uuid) RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  here uuid := start;
  next uuid;
BEGIN
  LOOP
    SELECT into_id INTO next FROM source_merge WHERE source_id = here AND undone_at IS NULL;
    IF next IS NULL THEN
      RETURN here;
    END IF;
    here := next;
  END LOOP;
END $$;

CREATE FUNCTION merge_begins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(72707373);
  IF NEW.undone_at IS NOT NULL THEN
    RAISE EXCEPTION 'A merge begins standing' USING ERRCODE = 'ST007';
  END IF;
  IF kept_source(NEW.source_id) <> NEW.source_id OR kept_source(NEW.into_id) <> NEW.into_id THEN
    RAISE EXCEPTION 'Only sources that are merged into none are merged' USING ERRCODE = 'ST007';
  END IF;
  IF (SELECT count(*) FROM source_state WHERE id IN (NEW.state_before_id, NEW.state_after_id) AND source_id <> NEW.into_id) > 0 THEN
    RAISE EXCEPTION 'A merge names states of the source that is kept' USING ERRCODE = 'ST007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER merge_begins BEFORE INSERT ON source_merge FOR EACH ROW EXECUTE FUNCTION merge_begins();

CREATE FUNCTION merge_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(72707373);
  IF OLD.undone_at IS NOT NULL OR (NEW.id, NEW.source_id, NEW.into_id, NEW.state_before_id, NEW.state_after_id, NEW.created_by_id, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.source_id, OLD.into_id, OLD.state_before_id, OLD.state_after_id, OLD.created_by_id, OLD.created_at) THEN
    RAISE EXCEPTION 'A merge only ends, once' USING ERRCODE = 'ST001';
  END IF;
  IF NEW.undone_at > OLD.created_at + interval '30 days' THEN
    RAISE EXCEPTION 'A merge is undone within 30 days' USING ERRCODE = 'ST007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER merge_ends BEFORE UPDATE ON source_merge FOR EACH ROW EXECUTE FUNCTION merge_ends();

CREATE FUNCTION merge_is_followed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE source s SET merged_into_id = nullif(kept_source(s.id), s.id)
  WHERE s.id = NEW.source_id OR s.merged_into_id IN (NEW.source_id, NEW.into_id, kept_source(NEW.into_id));
  RETURN NULL;
END $$;
CREATE TRIGGER merge_is_followed AFTER INSERT OR UPDATE ON source_merge FOR EACH ROW EXECUTE FUNCTION merge_is_followed();

CREATE FUNCTION source_follows_merges() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.merged_into_id IS DISTINCT FROM nullif(kept_source(NEW.id), NEW.id) THEN
    RAISE EXCEPTION 'A source is merged by a merge alone' USING ERRCODE = 'ST007';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER source_follows_merges BEFORE INSERT OR UPDATE OF merged_into_id ON source FOR EACH ROW EXECUTE FUNCTION source_follows_merges();

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['snapshot', 'verification', 'source_assessment', 'link_check']
  LOOP
    EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER never_changes', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER never_emptied', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['flag', 'source_merge']
  LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER never_deleted', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER never_emptied', name);
  END LOOP;
END $$;
ALTER TABLE flag ENABLE ALWAYS TRIGGER flag_begins;
ALTER TABLE flag ENABLE ALWAYS TRIGGER flag_ends;
ALTER TABLE source_merge ENABLE ALWAYS TRIGGER merge_begins;
ALTER TABLE source_merge ENABLE ALWAYS TRIGGER merge_ends;
ALTER TABLE source_merge ENABLE ALWAYS TRIGGER merge_is_followed;
ALTER TABLE source ENABLE ALWAYS TRIGGER source_follows_merges;
ALTER TABLE verification ENABLE ALWAYS TRIGGER verification_counts;
ALTER TABLE source_assessment ENABLE ALWAYS TRIGGER assessment_counts;
ALTER TABLE citation ENABLE ALWAYS TRIGGER snapshot_of_own_source;

GRANT INSERT ON snapshot, verification, flag, source_assessment, link_check, source_merge TO stet_app;
GRANT UPDATE ON flag, source_merge TO stet_app;
