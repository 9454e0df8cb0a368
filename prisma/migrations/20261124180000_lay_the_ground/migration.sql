-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "token_hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "invitation" (
    "token_hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',
    "name" TEXT NOT NULL DEFAULT '',
    "role" TEXT NOT NULL DEFAULT 'editor',
    "user_id" UUID,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "actor_id" UUID NOT NULL,
    "op_id" UUID NOT NULL,
    "command" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("actor_id","op_id")
);

-- CreateTable
CREATE TABLE "policy" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "quorum" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "article" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'unpublished',
    "live_version_id" UUID,
    "redirect_to_id" UUID,
    "state_reason" TEXT NOT NULL DEFAULT '',
    "state_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "article_slug" (
    "slug" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_slug_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "section" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "section_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "section_content" (
    "hash" CHAR(64) NOT NULL,
    "heading" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "schema_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "section_content_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" UUID NOT NULL,
    "number" SERIAL NOT NULL,
    "article_id" UUID NOT NULL,
    "base_version_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "name" TEXT NOT NULL,
    "why" TEXT NOT NULL DEFAULT '',
    "change_note" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT 'update',
    "title" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "related" JSONB NOT NULL,
    "attribution" TEXT NOT NULL DEFAULT '',
    "outline" JSONB NOT NULL,
    "head_seq" INTEGER NOT NULL DEFAULT 0,
    "head_hash" CHAR(64) NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "submitted_by_id" UUID,
    "submitted_at" TIMESTAMPTZ(3),
    "ended_reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "working_copy" (
    "revision_id" UUID NOT NULL,
    "section_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 1,
    "heading" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "content_hash" CHAR(64) NOT NULL,
    "base_content_hash" CHAR(64),
    "saved_by_id" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "working_copy_pkey" PRIMARY KEY ("revision_id","section_id")
);

-- CreateTable
CREATE TABLE "checkpoint" (
    "id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "head_hash" CHAR(64) NOT NULL,
    "manifest" JSONB NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "checkpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision_contributor" (
    "revision_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revision_contributor_pkey" PRIMARY KEY ("revision_id","user_id")
);

-- CreateTable
CREATE TABLE "review" (
    "id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "reviewer_id" UUID NOT NULL,
    "verdict" TEXT NOT NULL,
    "head_hash" CHAR(64) NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "review_dismissal" (
    "review_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_dismissal_pkey" PRIMARY KEY ("review_id")
);

-- CreateTable
CREATE TABLE "review_carry" (
    "id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "head_hash" CHAR(64) NOT NULL,
    "reason" TEXT NOT NULL DEFAULT 'clean_rebase',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_carry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule" (
    "id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "head_hash" CHAR(64) NOT NULL,
    "run_at" TIMESTAMPTZ(0) NOT NULL,
    "zone" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "change_note" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT NOT NULL DEFAULT '',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thread" (
    "id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "section_id" UUID,
    "quote" TEXT NOT NULL DEFAULT '',
    "prefix" TEXT NOT NULL DEFAULT '',
    "suffix" TEXT NOT NULL DEFAULT '',
    "must_resolve" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_by_id" UUID,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comment" (
    "id" UUID NOT NULL,
    "thread_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 1,
    "current_state_id" UUID,
    "type" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "authors_text" TEXT NOT NULL DEFAULT '',
    "container" TEXT NOT NULL DEFAULT '',
    "issued_year" INTEGER,
    "doi" TEXT,
    "isbn13" TEXT,
    "pmid" TEXT,
    "url_key" TEXT,
    "completeness" TEXT NOT NULL DEFAULT 'described',
    "merged_into_id" UUID,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source_state" (
    "id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "csl" JSONB NOT NULL,
    "stub" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "citation" (
    "id" UUID NOT NULL,
    "lineage" UUID NOT NULL,
    "replaces_id" UUID,
    "article_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "source_state_id" UUID NOT NULL,
    "locators" JSONB NOT NULL,
    "quote" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "supports" TEXT NOT NULL DEFAULT 'supports',
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "citation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "version" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "revision_id" UUID NOT NULL,
    "publish_request_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "change_note" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "related" JSONB NOT NULL,
    "attribution" TEXT NOT NULL DEFAULT '',
    "approvals" JSONB NOT NULL,
    "unreviewed" BOOLEAN NOT NULL DEFAULT false,
    "unreviewed_reason" TEXT NOT NULL DEFAULT '',
    "contributors" JSONB NOT NULL,
    "content_hash" CHAR(64) NOT NULL,
    "prev_hash" CHAR(64),
    "hash" CHAR(64) NOT NULL,
    "published_by_id" UUID NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "version_section" (
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "section_id" UUID NOT NULL,
    "level" INTEGER NOT NULL,
    "content_hash" CHAR(64) NOT NULL,

    CONSTRAINT "version_section_pkey" PRIMARY KEY ("version_id","position")
);

-- CreateTable
CREATE TABLE "version_citation" (
    "version_id" UUID NOT NULL,
    "citation_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "source_state_id" UUID NOT NULL,
    "frozen" JSONB NOT NULL,

    CONSTRAINT "version_citation_pkey" PRIMARY KEY ("version_id","citation_id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" BIGINT NOT NULL,
    "prev_hash" CHAR(64) NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),
    "last_error" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "revision_id" UUID,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "outcome" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "article_id" UUID,
    "revision_id" UUID,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision_transition" (
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,

    CONSTRAINT "revision_transition_pkey" PRIMARY KEY ("from_state","to_state")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_handle_key" ON "app_user"("handle");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key_key" ON "app_user"("email_key");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "invitation_user_id_idx" ON "invitation"("user_id");

-- CreateIndex
CREATE INDEX "invitation_created_by_id_idx" ON "invitation"("created_by_id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "article_slug_key" ON "article"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "article_live_version_id_key" ON "article"("live_version_id");

-- CreateIndex
CREATE INDEX "article_redirect_to_id_idx" ON "article"("redirect_to_id");

-- CreateIndex
CREATE INDEX "article_created_by_id_idx" ON "article"("created_by_id");

-- CreateIndex
CREATE INDEX "article_slug_article_id_idx" ON "article_slug"("article_id");

-- CreateIndex
CREATE INDEX "section_article_id_idx" ON "section"("article_id");

-- CreateIndex
CREATE UNIQUE INDEX "revision_number_key" ON "revision"("number");

-- CreateIndex
CREATE INDEX "revision_article_id_state_idx" ON "revision"("article_id", "state");

-- CreateIndex
CREATE INDEX "revision_base_version_id_idx" ON "revision"("base_version_id");

-- CreateIndex
CREATE INDEX "revision_created_by_id_idx" ON "revision"("created_by_id");

-- CreateIndex
CREATE INDEX "revision_updated_by_id_idx" ON "revision"("updated_by_id");

-- CreateIndex
CREATE INDEX "revision_submitted_by_id_idx" ON "revision"("submitted_by_id");

-- CreateIndex
CREATE INDEX "revision_state_updated_at_idx" ON "revision"("state", "updated_at");

-- CreateIndex
CREATE INDEX "working_copy_section_id_idx" ON "working_copy"("section_id");

-- CreateIndex
CREATE INDEX "working_copy_saved_by_id_idx" ON "working_copy"("saved_by_id");

-- CreateIndex
CREATE INDEX "checkpoint_revision_id_idx" ON "checkpoint"("revision_id");

-- CreateIndex
CREATE INDEX "checkpoint_created_by_id_idx" ON "checkpoint"("created_by_id");

-- CreateIndex
CREATE INDEX "revision_contributor_user_id_idx" ON "revision_contributor"("user_id");

-- CreateIndex
CREATE INDEX "review_revision_id_created_at_idx" ON "review"("revision_id", "created_at");

-- CreateIndex
CREATE INDEX "review_reviewer_id_idx" ON "review"("reviewer_id");

-- CreateIndex
CREATE INDEX "review_dismissal_by_id_idx" ON "review_dismissal"("by_id");

-- CreateIndex
CREATE UNIQUE INDEX "review_carry_review_id_head_hash_key" ON "review_carry"("review_id", "head_hash");

-- CreateIndex
CREATE INDEX "schedule_revision_id_idx" ON "schedule"("revision_id");

-- CreateIndex
CREATE INDEX "schedule_state_run_at_idx" ON "schedule"("state", "run_at");

-- CreateIndex
CREATE INDEX "schedule_created_by_id_idx" ON "schedule"("created_by_id");

-- CreateIndex
CREATE INDEX "thread_revision_id_idx" ON "thread"("revision_id");

-- CreateIndex
CREATE INDEX "thread_section_id_idx" ON "thread"("section_id");

-- CreateIndex
CREATE INDEX "thread_created_by_id_idx" ON "thread"("created_by_id");

-- CreateIndex
CREATE INDEX "thread_resolved_by_id_idx" ON "thread"("resolved_by_id");

-- CreateIndex
CREATE INDEX "comment_thread_id_idx" ON "comment"("thread_id");

-- CreateIndex
CREATE INDEX "comment_author_id_idx" ON "comment"("author_id");

-- CreateIndex
CREATE UNIQUE INDEX "source_key_key" ON "source"("key");

-- CreateIndex
CREATE UNIQUE INDEX "source_current_state_id_key" ON "source"("current_state_id");

-- CreateIndex
CREATE INDEX "source_merged_into_id_idx" ON "source"("merged_into_id");

-- CreateIndex
CREATE INDEX "source_created_by_id_idx" ON "source"("created_by_id");

-- CreateIndex
CREATE INDEX "source_title_idx" ON "source"("title");

-- CreateIndex
CREATE INDEX "source_state_source_id_idx" ON "source_state"("source_id");

-- CreateIndex
CREATE INDEX "source_state_created_by_id_idx" ON "source_state"("created_by_id");

-- CreateIndex
CREATE INDEX "citation_source_id_idx" ON "citation"("source_id");

-- CreateIndex
CREATE INDEX "citation_source_state_id_idx" ON "citation"("source_state_id");

-- CreateIndex
CREATE INDEX "citation_article_id_idx" ON "citation"("article_id");

-- CreateIndex
CREATE INDEX "citation_lineage_idx" ON "citation"("lineage");

-- CreateIndex
CREATE INDEX "citation_replaces_id_idx" ON "citation"("replaces_id");

-- CreateIndex
CREATE INDEX "citation_created_by_id_idx" ON "citation"("created_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "version_revision_id_key" ON "version"("revision_id");

-- CreateIndex
CREATE UNIQUE INDEX "version_publish_request_id_key" ON "version"("publish_request_id");

-- CreateIndex
CREATE UNIQUE INDEX "version_hash_key" ON "version"("hash");

-- CreateIndex
CREATE INDEX "version_published_by_id_idx" ON "version"("published_by_id");

-- CreateIndex
CREATE INDEX "version_published_at_idx" ON "version"("published_at");

-- CreateIndex
CREATE UNIQUE INDEX "version_article_id_number_key" ON "version"("article_id", "number");

-- CreateIndex
CREATE INDEX "version_section_section_id_idx" ON "version_section"("section_id");

-- CreateIndex
CREATE INDEX "version_section_content_hash_idx" ON "version_section"("content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "version_section_version_id_section_id_key" ON "version_section"("version_id", "section_id");

-- CreateIndex
CREATE INDEX "version_citation_citation_id_idx" ON "version_citation"("citation_id");

-- CreateIndex
CREATE INDEX "version_citation_source_id_idx" ON "version_citation"("source_id");

-- CreateIndex
CREATE INDEX "version_citation_source_state_id_idx" ON "version_citation"("source_state_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_hash_key" ON "event"("hash");

-- CreateIndex
CREATE INDEX "event_subject_type_subject_id_id_idx" ON "event"("subject_type", "subject_id", "id");

-- CreateIndex
CREATE INDEX "event_actor_id_idx" ON "event"("actor_id");

-- CreateIndex
CREATE INDEX "outbox_done_at_next_at_idx" ON "outbox"("done_at", "next_at");

-- CreateIndex
CREATE INDEX "notification_user_id_done_at_idx" ON "notification"("user_id", "done_at");

-- CreateIndex
CREATE INDEX "notification_revision_id_idx" ON "notification"("revision_id");

-- CreateIndex
CREATE INDEX "import_run_sha256_idx" ON "import_run"("sha256");

-- CreateIndex
CREATE INDEX "import_run_article_id_idx" ON "import_run"("article_id");

-- CreateIndex
CREATE INDEX "import_run_revision_id_idx" ON "import_run"("revision_id");

-- CreateIndex
CREATE INDEX "import_run_created_by_id_idx" ON "import_run"("created_by_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_live_version_id_fkey" FOREIGN KEY ("live_version_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_redirect_to_id_fkey" FOREIGN KEY ("redirect_to_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_slug" ADD CONSTRAINT "article_slug_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section" ADD CONSTRAINT "section_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_base_version_id_fkey" FOREIGN KEY ("base_version_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_updated_by_id_fkey" FOREIGN KEY ("updated_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_submitted_by_id_fkey" FOREIGN KEY ("submitted_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "working_copy" ADD CONSTRAINT "working_copy_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "working_copy" ADD CONSTRAINT "working_copy_saved_by_id_fkey" FOREIGN KEY ("saved_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "working_copy" ADD CONSTRAINT "working_copy_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkpoint" ADD CONSTRAINT "checkpoint_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkpoint" ADD CONSTRAINT "checkpoint_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision_contributor" ADD CONSTRAINT "revision_contributor_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision_contributor" ADD CONSTRAINT "revision_contributor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_reviewer_id_fkey" FOREIGN KEY ("reviewer_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_dismissal" ADD CONSTRAINT "review_dismissal_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_dismissal" ADD CONSTRAINT "review_dismissal_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_carry" ADD CONSTRAINT "review_carry_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "review"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_resolved_by_id_fkey" FOREIGN KEY ("resolved_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comment" ADD CONSTRAINT "comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_current_state_id_fkey" FOREIGN KEY ("current_state_id") REFERENCES "source_state"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source_state" ADD CONSTRAINT "source_state_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source_state" ADD CONSTRAINT "source_state_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citation" ADD CONSTRAINT "citation_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citation" ADD CONSTRAINT "citation_source_state_id_fkey" FOREIGN KEY ("source_state_id") REFERENCES "source_state"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citation" ADD CONSTRAINT "citation_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citation" ADD CONSTRAINT "citation_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citation" ADD CONSTRAINT "citation_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "citation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version" ADD CONSTRAINT "version_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version" ADD CONSTRAINT "version_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version" ADD CONSTRAINT "version_published_by_id_fkey" FOREIGN KEY ("published_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_section" ADD CONSTRAINT "version_section_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_section" ADD CONSTRAINT "version_section_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_section" ADD CONSTRAINT "version_section_content_hash_fkey" FOREIGN KEY ("content_hash") REFERENCES "section_content"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_citation" ADD CONSTRAINT "version_citation_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_citation" ADD CONSTRAINT "version_citation_citation_id_fkey" FOREIGN KEY ("citation_id") REFERENCES "citation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_citation" ADD CONSTRAINT "version_citation_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_citation" ADD CONSTRAINT "version_citation_source_state_id_fkey" FOREIGN KEY ("source_state_id") REFERENCES "source_state"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification" ADD CONSTRAINT "notification_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- By hand from here on: what Prisma's schema cannot say.

-- Closed words.
ALTER TABLE app_user
  ADD CONSTRAINT app_user_role CHECK (role IN ('editor', 'reviewer', 'admin', 'system')),
  ADD CONSTRAINT app_user_one_robot CHECK ((role = 'system') = (id = '00000000-0000-7000-8000-000000000001')),
  ADD CONSTRAINT app_user_robot_has_no_password CHECK (role <> 'system' OR password_hash IS NULL);
ALTER TABLE invitation
  ADD CONSTRAINT invitation_kind CHECK (kind IN ('invite', 'reset', 'first_admin')),
  ADD CONSTRAINT invitation_role CHECK (role IN ('editor', 'reviewer', 'admin'));
ALTER TABLE policy
  ADD CONSTRAINT policy_one_row CHECK (id = 1),
  ADD CONSTRAINT policy_quorum CHECK (quorum BETWEEN 1 AND 10);
ALTER TABLE article
  ADD CONSTRAINT article_state CHECK (state IN ('unpublished', 'published', 'withdrawn', 'redirected')),
  ADD CONSTRAINT article_live CHECK ((state = 'unpublished') = (live_version_id IS NULL)),
  ADD CONSTRAINT article_redirect CHECK ((state = 'redirected') = (redirect_to_id IS NOT NULL)),
  ADD CONSTRAINT article_redirects_elsewhere CHECK (redirect_to_id <> id),
  ADD CONSTRAINT article_slug_given CHECK (slug <> '');
ALTER TABLE section_content
  ADD CONSTRAINT section_content_hash CHECK (hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT section_content_body CHECK (jsonb_typeof(body) = 'object'),
  ADD CONSTRAINT section_content_schema CHECK (schema_version > 0);
ALTER TABLE revision
  ADD CONSTRAINT revision_state CHECK (state IN
    ('draft', 'in_review', 'changes_requested', 'approved', 'scheduled', 'published', 'discarded', 'rejected')),
  ADD CONSTRAINT revision_kind CHECK (kind IN ('correction', 'update', 'wording')),
  ADD CONSTRAINT revision_head_hash CHECK (head_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT revision_head_seq CHECK (head_seq >= 0),
  ADD CONSTRAINT revision_lists CHECK (jsonb_typeof(facts) = 'array' AND jsonb_typeof(related) = 'array' AND jsonb_typeof(outline) = 'array'),
  ADD CONSTRAINT revision_submitted CHECK ((submitted_at IS NULL) = (submitted_by_id IS NULL));
ALTER TABLE working_copy
  ADD CONSTRAINT working_copy_seq CHECK (seq >= 1),
  ADD CONSTRAINT working_copy_hash CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT working_copy_body CHECK (jsonb_typeof(body) = 'object');
ALTER TABLE checkpoint
  ADD CONSTRAINT checkpoint_reason CHECK (reason IN ('opened', 'sitting', 'submit', 'review', 'named', 'rebase', 'restore')),
  ADD CONSTRAINT checkpoint_head_hash CHECK (head_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT checkpoint_manifest CHECK (jsonb_typeof(manifest) = 'object');
ALTER TABLE review
  ADD CONSTRAINT review_verdict CHECK (verdict IN ('approve', 'request_changes', 'comment')),
  ADD CONSTRAINT review_head_hash CHECK (head_hash ~ '^[0-9a-f]{64}$');
ALTER TABLE review_dismissal
  ADD CONSTRAINT review_dismissal_reason CHECK (reason IN ('new_change', 'conflict_resolved', 'recalled', 'reviewer_became_contributor',
    'reviewer_lost_role', 'superseded_by_own_review', 'rules_changed', 'manual'));
ALTER TABLE review_carry
  ADD CONSTRAINT review_carry_reason CHECK (reason IN ('no_change', 'clean_rebase')),
  ADD CONSTRAINT review_carry_head_hash CHECK (head_hash ~ '^[0-9a-f]{64}$');
ALTER TABLE schedule
  ADD CONSTRAINT schedule_state CHECK (state IN ('pending', 'fired', 'cancelled', 'held')),
  ADD CONSTRAINT schedule_kind CHECK (kind IN ('correction', 'update', 'wording')),
  ADD CONSTRAINT schedule_ended CHECK ((state = 'pending') = (ended_at IS NULL)),
  ADD CONSTRAINT schedule_whole_minutes CHECK (extract(second FROM run_at) = 0);
ALTER TABLE thread
  ADD CONSTRAINT thread_state CHECK (state IN ('open', 'resolved')),
  ADD CONSTRAINT thread_resolved CHECK ((state = 'resolved') = (resolved_at IS NOT NULL) AND (resolved_at IS NULL) = (resolved_by_id IS NULL));
ALTER TABLE source
  ADD CONSTRAINT source_completeness CHECK (completeness IN ('described', 'stub')),
  ADD CONSTRAINT source_merges_elsewhere CHECK (merged_into_id <> id),
  ADD CONSTRAINT source_identifiers CHECK (doi <> '' AND isbn13 ~ '^[0-9]{13}$' AND pmid <> '' AND url_key <> '');
ALTER TABLE source_state
  ADD CONSTRAINT source_state_csl CHECK (jsonb_typeof(csl) = 'object');
ALTER TABLE citation
  ADD CONSTRAINT citation_supports CHECK (supports IN ('supports', 'background', 'disputes')),
  ADD CONSTRAINT citation_locators CHECK (jsonb_typeof(locators) = 'array');
ALTER TABLE version
  ADD CONSTRAINT version_number CHECK (number >= 1 AND (number = 1) = (prev_hash IS NULL)),
  ADD CONSTRAINT version_kind CHECK (kind IN ('correction', 'update', 'wording')),
  ADD CONSTRAINT version_unreviewed CHECK (unreviewed = (unreviewed_reason <> '')),
  ADD CONSTRAINT version_hashes CHECK (hash ~ '^[0-9a-f]{64}$' AND content_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT version_lists CHECK (jsonb_typeof(facts) = 'array' AND jsonb_typeof(related) = 'array'
    AND jsonb_typeof(approvals) = 'array' AND jsonb_typeof(contributors) = 'array');
ALTER TABLE version_section
  ADD CONSTRAINT version_section_level CHECK (level BETWEEN 1 AND 6),
  ADD CONSTRAINT version_section_position CHECK (position >= 0);
ALTER TABLE version_citation
  ADD CONSTRAINT version_citation_frozen CHECK (jsonb_typeof(frozen) = 'object' AND jsonb_typeof(frozen -> 'csl') = 'object');
ALTER TABLE event
  ADD CONSTRAINT event_number CHECK (id >= 1);
ALTER TABLE import_run
  ADD CONSTRAINT import_run_outcome CHECK (outcome IN ('created', 'revised', 'unchanged', 'refused'));

-- One work once; one pending schedule for a revision. One live version is live_version_id itself, unique and guarded by triggers.
CREATE UNIQUE INDEX source_doi_once ON source (doi) WHERE merged_into_id IS NULL;
CREATE UNIQUE INDEX source_isbn13_once ON source (isbn13) WHERE merged_into_id IS NULL AND type = 'book';
CREATE UNIQUE INDEX source_pmid_once ON source (pmid) WHERE merged_into_id IS NULL;
CREATE UNIQUE INDEX source_url_key_once ON source (url_key) WHERE merged_into_id IS NULL;
CREATE UNIQUE INDEX schedule_one_pending ON schedule (revision_id) WHERE state = 'pending';

-- The one row of policy, and Stet's own robot.
INSERT INTO policy (id, quorum) VALUES (1, 1);
INSERT INTO app_user (id, handle, name, email, email_key, role)
VALUES ('00000000-0000-7000-8000-000000000001', 'stet', 'Stet', 'stet@system.invalid', 'stet@system.invalid', 'system');

-- The pairs (from, to) of a revision's state: architecture's workflow table without the events that stay.
INSERT INTO revision_transition (from_state, to_state) VALUES
  ('draft', 'in_review'), ('changes_requested', 'in_review'), ('approved', 'in_review'),
  ('in_review', 'approved'), ('in_review', 'changes_requested'), ('approved', 'changes_requested'),
  ('in_review', 'draft'), ('approved', 'draft'),
  ('approved', 'scheduled'), ('scheduled', 'approved'),
  ('approved', 'published'), ('scheduled', 'published'), ('draft', 'published'), ('in_review', 'published'),
  ('draft', 'discarded'), ('in_review', 'discarded'), ('changes_requested', 'discarded'), ('approved', 'discarded'),
  ('in_review', 'rejected');

-- The application's role. Roles belong to the cluster: the start makes them with a password; a server that is not ours may lack it.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'stet_app') THEN
    CREATE ROLE stet_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

-- It may change what is mutable, and add to the rest. A later table is readable until its migration says more.
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO stet_app;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO stet_app;
GRANT USAGE ON SEQUENCE revision_number_seq, outbox_id_seq TO stet_app;
GRANT INSERT ON app_user, session, invitation, rate_limit, idempotency_key, article, article_slug, section, section_content, revision,
  working_copy, checkpoint, revision_contributor, review, review_dismissal, review_carry, schedule, thread, comment, source, source_state,
  citation, version, version_section, version_citation, event, outbox, notification, import_run TO stet_app;
GRANT UPDATE ON app_user, session, invitation, rate_limit, policy, article, revision, working_copy, schedule, thread, source, outbox,
  notification TO stet_app;
GRANT DELETE ON session, invitation, rate_limit, idempotency_key, working_copy, notification TO stet_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO stet_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO stet_app;
