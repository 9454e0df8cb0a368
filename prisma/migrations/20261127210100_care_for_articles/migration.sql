-- By when an article is to be looked through again, and who sees to it. A table of its own: publishing, which writes the article's
-- row and all its indexes anew, adds nothing here.
CREATE TABLE "article_care" (
    "article_id" UUID NOT NULL,
    "review_by" DATE,
    "owner_id" UUID,

    CONSTRAINT "article_care_pkey" PRIMARY KEY ("article_id")
);
CREATE INDEX "article_care_owner_id_idx" ON "article_care"("owner_id");
CREATE INDEX "article_care_review_by_idx" ON "article_care"("review_by");
ALTER TABLE "article_care" ADD CONSTRAINT "article_care_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "article_care" ADD CONSTRAINT "article_care_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER never_deleted BEFORE DELETE ON article_care FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON article_care FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE article_care ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE article_care ENABLE ALWAYS TRIGGER never_emptied;

GRANT INSERT, UPDATE ON article_care TO stet_app;
