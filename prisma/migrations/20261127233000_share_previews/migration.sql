-- A link by which somebody without an account reads a revision as readers would see it. Only the hash of its token is kept.

CREATE TABLE "preview_link" (
    "id" UUID NOT NULL,
    "revision_id" UUID NOT NULL,
    "token_hash" CHAR(64) NOT NULL,
    "reader" TEXT NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_by_id" UUID,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "preview_link_pkey" PRIMARY KEY ("id"),
    CONSTRAINT preview_link_expires CHECK (expires_at > created_at AND expires_at <= created_at + interval '91 days'),
    CONSTRAINT preview_link_revoked CHECK ((revoked_at IS NULL) = (revoked_by_id IS NULL))
);
CREATE UNIQUE INDEX "preview_link_token_hash_key" ON "preview_link"("token_hash");
CREATE INDEX "preview_link_revision_id_idx" ON "preview_link"("revision_id");
CREATE INDEX "preview_link_created_by_id_idx" ON "preview_link"("created_by_id");
CREATE INDEX "preview_link_revoked_by_id_idx" ON "preview_link"("revoked_by_id");
ALTER TABLE "preview_link" ADD CONSTRAINT "preview_link_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "preview_link" ADD CONSTRAINT "preview_link_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "preview_link" ADD CONSTRAINT "preview_link_revoked_by_id_fkey" FOREIGN KEY ("revoked_by_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE FUNCTION preview_link_ends() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL OR (NEW.id, NEW.revision_id, NEW.token_hash, NEW.reader, NEW.created_by_id, NEW.created_at, NEW.expires_at)
    IS DISTINCT FROM (OLD.id, OLD.revision_id, OLD.token_hash, OLD.reader, OLD.created_by_id, OLD.created_at, OLD.expires_at) THEN
    RAISE EXCEPTION 'A preview link is only revoked, once' USING ERRCODE = 'ST001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER preview_link_ends BEFORE UPDATE ON preview_link FOR EACH ROW EXECUTE FUNCTION preview_link_ends();
CREATE TRIGGER never_deleted BEFORE DELETE ON preview_link FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON preview_link FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE preview_link ENABLE ALWAYS TRIGGER preview_link_ends;
ALTER TABLE preview_link ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE preview_link ENABLE ALWAYS TRIGGER never_emptied;

GRANT INSERT, UPDATE ON preview_link TO stet_app;
