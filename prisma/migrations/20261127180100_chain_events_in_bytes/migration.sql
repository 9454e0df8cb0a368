-- Hashes of the audit log as 32 bytes instead of 64 letters. What they are taken of, and so what they are, stays: the text names the
-- hash before it in letters. Whoever reads the log as text, archives too, gets letters.

DROP FUNCTION event_text(event);
ALTER TABLE event DISABLE TRIGGER USER;
ALTER TABLE event ALTER COLUMN prev_hash TYPE BYTEA USING decode(prev_hash, 'hex'), ALTER COLUMN hash TYPE BYTEA USING decode(hash, 'hex');
ALTER TABLE event ENABLE ALWAYS TRIGGER never_changes, ENABLE ALWAYS TRIGGER never_emptied, ENABLE ALWAYS TRIGGER event_chain,
  ADD CONSTRAINT event_hashes CHECK (octet_length(prev_hash) = 32 AND octet_length(hash) = 32);

CREATE FUNCTION event_text(e event) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_array(encode(e.prev_hash, 'hex'), e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), e.actor_id,
    e.action, e.subject_type, e.subject_id, e.payload)::text
$$;

CREATE OR REPLACE FUNCTION event_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last event;
  origin CONSTANT bytea := decode(repeat('00', 32), 'hex');
BEGIN
  PERFORM pg_advisory_xact_lock(72707372);
  SELECT * INTO last FROM event ORDER BY id DESC LIMIT 1;
  NEW.id := coalesce(NEW.id, coalesce(last.id, 0) + 1);
  NEW.prev_hash := coalesce(NEW.prev_hash, last.hash, origin);
  NEW.at := date_trunc('milliseconds', coalesce(NEW.at, clock_timestamp()));
  IF NEW.id <> coalesce(last.id, 0) + 1 OR NEW.prev_hash <> coalesce(last.hash, origin) THEN
    RAISE EXCEPTION 'Event % does not follow event %', NEW.id, coalesce(last.id, 0) USING ERRCODE = 'ST005';
  END IF;
  NEW.hash := sha256(convert_to(event_text(NEW), 'UTF8'));
  RETURN NEW;
END $$;
