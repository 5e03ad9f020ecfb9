DROP INDEX insights_by_logo;
ALTER TABLE insights DROP COLUMN logo;
DROP TABLE logos;
