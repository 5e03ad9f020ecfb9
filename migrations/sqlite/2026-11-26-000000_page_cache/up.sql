-- The content version covers all that public pages show: quotes, questions, postings and sources too, and of a
-- career what visitors see of it, so that a draft that is saved leaves it alone.

DROP TRIGGER careers_changed;
CREATE TRIGGER careers_changed AFTER UPDATE OF
    slug, title, sort_key, letter, article, category_id, onet_code, sample, summary, education, work_life_balance,
    career_opportunity, status, featured, updated_at, yearly_pay, pay_currency, experience_months
    ON careers BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER sources_added AFTER INSERT ON sources BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER sources_changed AFTER UPDATE ON sources BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER sources_gone AFTER DELETE ON sources BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER insights_added AFTER INSERT ON insights BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER insights_changed AFTER UPDATE ON insights BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER insights_gone AFTER DELETE ON insights BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER interview_questions_added AFTER INSERT ON interview_questions BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER interview_questions_changed AFTER UPDATE ON interview_questions BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER interview_questions_gone AFTER DELETE ON interview_questions BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER job_postings_added AFTER INSERT ON job_postings BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER job_postings_changed AFTER UPDATE ON job_postings BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER job_postings_gone AFTER DELETE ON job_postings BEGIN UPDATE content_version SET version = version + 1; END;
