-- A citation may say that its source bears out part of the statement, and that whoever made it has read the source themselves.
ALTER TABLE citation
  DROP CONSTRAINT citation_supports,
  ADD CONSTRAINT citation_supports CHECK (supports IN ('supports', 'partly', 'background', 'disputes')),
  ADD COLUMN read_by_maker boolean NOT NULL DEFAULT false;
