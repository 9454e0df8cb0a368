-- Somebody is asked to look at a revision, without approving anything. A row is answered or declined once, by whoever was asked.
CREATE TABLE "look_request" (
    "id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "asked_id" UUID NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "answer" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "look_request_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "look_request_revision_id_idx" ON "look_request"("revision_id");
CREATE INDEX "look_request_asked_id_state_idx" ON "look_request"("asked_id", "state");
CREATE INDEX "look_request_asked_by_id_idx" ON "look_request"("asked_by_id");
ALTER TABLE "look_request" ADD CONSTRAINT "look_request_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "look_request" ADD CONSTRAINT "look_request_asked_id_fkey" FOREIGN KEY ("asked_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "look_request" ADD CONSTRAINT "look_request_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE look_request
  ADD CONSTRAINT look_request_state CHECK (state IN ('open', 'answered', 'declined')),
  ADD CONSTRAINT look_request_ends CHECK ((state = 'open') = (ended_at IS NULL) AND (state <> 'answered' OR answer <> '')),
  ADD CONSTRAINT look_request_of_others CHECK (asked_id <> asked_by_id);
CREATE UNIQUE INDEX look_request_once ON look_request (revision_id, asked_id) WHERE state = 'open';

CREATE FUNCTION look_request_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.state <> 'open' OR (NEW.id, NEW.revision_id, NEW.asked_id, NEW.asked_by_id, NEW.question, NEW.created_at)
    IS DISTINCT FROM (OLD.id, OLD.revision_id, OLD.asked_id, OLD.asked_by_id, OLD.question, OLD.created_at) THEN
    RAISE EXCEPTION 'A request for a look only ends, once' USING ERRCODE = 'ST001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER look_request_ends BEFORE UPDATE ON look_request FOR EACH ROW EXECUTE FUNCTION look_request_ends();
CREATE TRIGGER never_deleted BEFORE DELETE ON look_request FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON look_request FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE look_request ENABLE ALWAYS TRIGGER look_request_ends, ENABLE ALWAYS TRIGGER never_deleted, ENABLE ALWAYS TRIGGER never_emptied;

GRANT INSERT, UPDATE ON look_request TO stet_app;
