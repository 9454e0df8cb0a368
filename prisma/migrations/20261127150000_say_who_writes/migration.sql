-- Who has a revision open, in which section, and whether something of theirs is not saved yet. Lines that end by themselves:
-- nothing is lost with them, so the table is not logged and a crash empties it.
CREATE UNLOGGED TABLE "presence" (
    "revision_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "tab" UUID NOT NULL,
    "section_id" UUID,
    "unsaved" BOOLEAN NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("revision_id", "user_id", "tab")
);
CREATE INDEX "presence_user_id_idx" ON "presence"("user_id");
CREATE INDEX "presence_section_id_idx" ON "presence"("section_id");
CREATE INDEX "presence_seen_at_idx" ON "presence"("seen_at");
ALTER TABLE "presence" ADD CONSTRAINT "presence_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "presence" ADD CONSTRAINT "presence_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "presence" ADD CONSTRAINT "presence_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

GRANT INSERT, UPDATE, DELETE ON presence TO stet_app;

-- The schema that a working copy is written in: a program that does not know it never saves over it.
ALTER TABLE "working_copy" ADD COLUMN "schema_version" INTEGER NOT NULL DEFAULT 1;

-- Counters of tries need not outlive a crash: without a log of their own they cost no wait for the disk at each request.
ALTER TABLE "rate_limit" SET UNLOGGED;

-- The first answer to an operation. Of two equal requests at once the second waits for the transaction of the first: the lock
-- lasts to its end, and the query after it sees what was committed meanwhile (a volatile function looks anew for each query).
CREATE FUNCTION first_answer(actor uuid, op uuid) RETURNS TABLE (command text, answer jsonb)
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(actor::text || op::text, 72707370));
  RETURN QUERY SELECT k.command, k.answer FROM idempotency_key k WHERE k.actor_id = actor AND k.op_id = op;
END $$;
