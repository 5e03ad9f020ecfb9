DROP TRIGGER job_postings_changed ON job_postings;
DROP TRIGGER interview_questions_changed ON interview_questions;
DROP TRIGGER insights_changed ON insights;
DROP TRIGGER sources_changed ON sources;
DROP TRIGGER careers_changed ON careers;
CREATE TRIGGER careers_changed AFTER INSERT OR UPDATE OR DELETE ON careers
    FOR EACH STATEMENT EXECUTE FUNCTION raise_content_version();
CREATE OR REPLACE FUNCTION raise_content_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE content_version SET version = version + 1;
    RETURN NULL;
END $$;
