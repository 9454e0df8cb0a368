-- What one edit adds to the database, again without what is said twice.

-- The words of a text are those of its body; nothing but work lists asks the database for them, and those can take them from there.
ALTER TABLE section_content DROP COLUMN text;

-- The words of a body, with a line break before each block, row of a table and cell.
CREATE FUNCTION body_words(body jsonb) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(string_agg(CASE n ->> 'type' WHEN 'text' THEN n ->> 'text' ELSE E'\n' END, '' ORDER BY place), '')
  FROM jsonb_path_query(body, 'strict $.** ? (@.type == "text" || @.type == "hardBreak" || @.type == "paragraph" || @.type == "subheading")')
    WITH ORDINALITY AS t (n, place)
$$;

-- What was open on the reviewer's list, and why, is said by the review, which never changes. The hash of a version is still of both.
ALTER TABLE version DISABLE TRIGGER never_changes;
UPDATE version SET approvals = (SELECT jsonb_agg(a - 'reasons' ORDER BY place) FROM jsonb_array_elements(approvals) WITH ORDINALITY AS t (a, place))
  WHERE jsonb_path_exists(approvals, '$[*].reasons');
ALTER TABLE version ENABLE ALWAYS TRIGGER never_changes;

-- Where the words of a version came from is filed under its article and number alone, and never looked into by the database.
ALTER TABLE version_origin DROP COLUMN version_id, DROP CONSTRAINT version_origin_article_id_fkey,
  ALTER COLUMN blocks TYPE JSON USING blocks::json, ALTER COLUMN gone TYPE JSON USING gone::json;
DROP INDEX version_origin_article_id_number_key;
ALTER TABLE version_origin ADD CONSTRAINT version_origin_pkey PRIMARY KEY (article_id, number),
  ADD CONSTRAINT version_origin_article_id_number_fkey FOREIGN KEY (article_id, number) REFERENCES version (article_id, number)
    ON DELETE RESTRICT ON UPDATE CASCADE;

-- The same holds for what is derived from a version.
ALTER TABLE version_stat DROP COLUMN version_id, DROP CONSTRAINT version_stat_article_id_fkey;
DROP INDEX version_stat_article_id_idx;
ALTER TABLE version_stat ADD CONSTRAINT version_stat_pkey PRIMARY KEY (article_id, number),
  ADD CONSTRAINT version_stat_article_id_number_fkey FOREIGN KEY (article_id, number) REFERENCES version (article_id, number)
    ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE version_coverage DROP COLUMN version_id, DROP CONSTRAINT version_coverage_article_id_fkey;
DROP INDEX version_coverage_article_id_idx;
ALTER TABLE version_coverage ADD CONSTRAINT version_coverage_pkey PRIMARY KEY (article_id, number),
  ADD CONSTRAINT version_coverage_article_id_number_fkey FOREIGN KEY (article_id, number) REFERENCES version (article_id, number)
    ON DELETE RESTRICT ON UPDATE CASCADE;
