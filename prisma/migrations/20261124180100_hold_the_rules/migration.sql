CREATE FUNCTION event_text(e event) RETURNS text LANGUAGE sql STABLE
SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
  SELECT jsonb_build_array(e.prev_hash, e.id, to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), e.actor_id, e.action, e.subject_type, e.subject_id, e.payload)::text
$$;

CREATE FUNCTION event_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  last event;
BEGIN
  PERFORM pg_advisory_xact_lock(72707372);
  SELECT * INTO last FROM event ORDER BY id DESC LIMIT 1;
  NEW.id := coalesce(NEW.id, coalesce(last.id, 0) + 1);
  NEW.prev_hash := coalesce(NEW.prev_hash, last.hash, repeat('0', 64));
  NEW.at := date_trunc('milliseconds', coalesce(NEW.at, clock_timestamp()));
  IF NEW.id <> coalesce(last.id, 0) + 1 OR NEW.prev_hash <> coalesce(last.hash, repeat('0', 64)) THEN
    RAISE EXCEPTION 'Event % does not follow event %', NEW.id, coalesce(last.id, 0) USING ERRCODE = 'ST005';
  END IF;
  NEW.hash := encode(sha256(convert_to(event_text(NEW), 'UTF8')), 'hex');
  RETURN NEW;
END $$;
CREATE TRIGGER event_chain BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION event_chain();
