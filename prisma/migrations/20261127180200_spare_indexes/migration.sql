-- No list of revisions asks for one state by time alone.
DROP INDEX revision_state_updated_at_idx;

-- What is derived from a version is found by the version, which is found by article and number.
DROP INDEX version_stat_article_id_number_key;
CREATE INDEX version_stat_article_id_idx ON version_stat (article_id);
DROP INDEX version_coverage_article_id_number_key;
CREATE INDEX version_coverage_article_id_idx ON version_coverage (article_id);
