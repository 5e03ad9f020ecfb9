-- The code of an occupation in another classification than O*NET-SOC, from the newest revision. Live careers have it in
-- `published.occupation`.
ALTER TABLE careers ADD COLUMN code TEXT;
CREATE INDEX careers_by_other_code ON careers (code);
