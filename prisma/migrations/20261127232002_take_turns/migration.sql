-- Whose turn it is follows from what happened; these two happen by themselves: an author hands back, somebody leaves a turn.
CREATE TABLE "turn_move" (
    "id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "to_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "turn_move_pkey" PRIMARY KEY ("id"),
    CONSTRAINT turn_move_kind CHECK (kind IN ('hand_back', 'leave')),
    CONSTRAINT turn_move_to CHECK (to_id IS NULL OR (kind = 'leave' AND to_id <> user_id))
);
CREATE INDEX "turn_move_revision_id_created_at_idx" ON "turn_move"("revision_id", "created_at");
CREATE INDEX "turn_move_user_id_idx" ON "turn_move"("user_id");
CREATE INDEX "turn_move_to_id_idx" ON "turn_move"("to_id");
ALTER TABLE "turn_move" ADD CONSTRAINT "turn_move_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "turn_move" ADD CONSTRAINT "turn_move_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "turn_move" ADD CONSTRAINT "turn_move_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON turn_move FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON turn_move FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE turn_move ENABLE ALWAYS TRIGGER never_changes;
ALTER TABLE turn_move ENABLE ALWAYS TRIGGER never_emptied;
GRANT INSERT ON turn_move TO stet_app;

-- Lines of an inbox: about a revision or an article, in a turn or not, seen, put off.
ALTER TABLE "notification" ADD COLUMN "article_id" UUID;
ALTER TABLE "notification" ADD COLUMN "thread_id" UUID;
ALTER TABLE "notification" ADD COLUMN "is_turn" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "notification" ADD COLUMN "read_at" TIMESTAMPTZ(3);
ALTER TABLE "notification" ADD COLUMN "later_until" TIMESTAMPTZ(3);
ALTER TABLE "notification" ADD COLUMN "mailed_at" TIMESTAMPTZ(3);
UPDATE notification SET is_turn = kind = 'your_turn';
CREATE INDEX "notification_article_id_idx" ON "notification"("article_id");
CREATE INDEX "notification_thread_id_idx" ON "notification"("thread_id");
ALTER TABLE "notification" ADD CONSTRAINT "notification_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "notification" ADD CONSTRAINT "notification_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who wants which mail. No row: a digest each day, where the site sends mail at all.
CREATE TABLE "mail_setting" (
    "user_id" UUID NOT NULL,
    "is_off" BOOLEAN NOT NULL DEFAULT false,
    "at_once" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "digest_day" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "mail_setting_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "mail_setting" ADD CONSTRAINT "mail_setting_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT INSERT, UPDATE ON mail_setting TO stet_app;
