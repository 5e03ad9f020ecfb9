DROP INDEX careers_by_other_code;
ALTER TABLE careers DROP COLUMN code;
