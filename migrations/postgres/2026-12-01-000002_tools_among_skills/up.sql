-- `kind` is `skill` or `tool`. Tools only count in comparisons: they have no pages and aren't listed among skills.
ALTER TABLE skills ADD COLUMN kind TEXT NOT NULL DEFAULT 'skill';
