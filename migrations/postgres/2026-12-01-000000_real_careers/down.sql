DROP TABLE skill_definitions;
DROP INDEX published_by_number_employed;
ALTER TABLE published DROP COLUMN training;
ALTER TABLE published DROP COLUMN experience_asked;
ALTER TABLE published DROP COLUMN number_employed;
ALTER TABLE published DROP COLUMN sample;
