-- Where the words of each version came from: what differs from what is known up to the version before. By block, runs of
-- [version, length]; what no row names is of version 1. `gone` are sentences that went or were written anew, for when they come back.
CREATE TABLE "version_origin" (
    "version_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "blocks" JSONB NOT NULL,
    "gone" JSONB NOT NULL,

    CONSTRAINT "version_origin_pkey" PRIMARY KEY ("version_id")
);
CREATE UNIQUE INDEX "version_origin_article_id_number_key" ON "version_origin"("article_id", "number");
ALTER TABLE "version_origin" ADD CONSTRAINT "version_origin_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "version_origin" ADD CONSTRAINT "version_origin_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE version_origin ADD CONSTRAINT version_origin_is_later CHECK (number > 1);

CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON version_origin FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON version_origin FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE version_origin ENABLE ALWAYS TRIGGER never_changes;
ALTER TABLE version_origin ENABLE ALWAYS TRIGGER never_emptied;

GRANT INSERT ON version_origin TO stet_app;
