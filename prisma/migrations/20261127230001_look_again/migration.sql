-- What a person had before their eyes of a revision, so that the next look shows only what is new. It decides nothing.

-- By part: a section, or 'glance' (title, facts, related titles, order). `manifest` is what a glance was of, as checkpoints have it.
CREATE TABLE "review_seen" (
    "person_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "content_hash" CHAR(64),
    "level" INTEGER NOT NULL,
    "manifest" JSONB,
    "viewed" BOOLEAN NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_seen_pkey" PRIMARY KEY ("person_id", "revision_id", "part")
);
CREATE INDEX "review_seen_revision_id_idx" ON "review_seen"("revision_id");
ALTER TABLE "review_seen" ADD CONSTRAINT "review_seen_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_seen" ADD CONSTRAINT "review_seen_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE review_seen
  ADD CONSTRAINT review_seen_part CHECK (part = 'glance' OR part ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'),
  ADD CONSTRAINT review_seen_glance CHECK ((part = 'glance') = (manifest IS NOT NULL)),
  ADD CONSTRAINT review_seen_level CHECK (level BETWEEN 0 AND 6);

-- The whole text that a page of theirs was opened with, by its hash; the newest few of each person.
CREATE TABLE "review_screen" (
    "person_id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "head_hash" CHAR(64) NOT NULL,
    "manifest" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_screen_pkey" PRIMARY KEY ("person_id", "revision_id", "head_hash")
);
CREATE INDEX "review_screen_revision_id_idx" ON "review_screen"("revision_id");
CREATE INDEX "review_screen_opened_at_idx" ON "review_screen"("opened_at");
ALTER TABLE "review_screen" ADD CONSTRAINT "review_screen_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "review_screen" ADD CONSTRAINT "review_screen_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

GRANT INSERT, UPDATE ON review_seen TO stet_app;
GRANT INSERT, UPDATE, DELETE ON review_screen TO stet_app;

-- How a person works at the desk.
ALTER TABLE "app_user"
  ADD COLUMN "single_keys" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "spoken_hints" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "diff_mode" TEXT NOT NULL DEFAULT 'inline';
ALTER TABLE app_user ADD CONSTRAINT app_user_diff_mode CHECK (diff_mode IN ('inline', 'side', 'result', 'list'));
