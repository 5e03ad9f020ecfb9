-- The content version covers all that public pages show: quotes, questions, postings and sources too, and of a
-- career what visitors see of it, so that a draft that is saved leaves it alone. Whoever keeps pages is told.

CREATE OR REPLACE FUNCTION raise_content_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE content_version SET version = version + 1;
    NOTIFY content_version;
    RETURN NULL;
END $$;

DROP TRIGGER careers_changed ON careers;
CREATE TRIGGER careers_changed AFTER INSERT OR DELETE OR UPDATE OF
    slug, title, sort_key, letter, article, category_id, onet_code, sample, summary, education, work_life_balance,
    career_opportunity, status, featured, updated_at, yearly_pay, pay_currency, experience_months
    ON careers FOR EACH STATEMENT EXECUTE FUNCTION raise_content_version();
CREATE TRIGGER sources_changed AFTER INSERT OR UPDATE OR DELETE ON sources
    FOR EACH STATEMENT EXECUTE FUNCTION raise_content_version();
CREATE TRIGGER insights_changed AFTER INSERT OR UPDATE OR DELETE ON insights
    FOR EACH STATEMENT EXECUTE FUNCTION raise_content_version();
CREATE TRIGGER interview_questions_changed AFTER INSERT OR UPDATE OR DELETE ON interview_questions
    FOR EACH STATEMENT EXECUTE FUNCTION raise_content_version();
CREATE TRIGGER job_postings_changed AFTER INSERT OR UPDATE OR DELETE ON job_postings
    FOR EACH STATEMENT EXECUTE FUNCTION raise_content_version();
