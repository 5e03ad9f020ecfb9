-- The number of people employed counts as a section, too.
UPDATE careers SET sections = sections + 1
WHERE draft_revision_id IN (SELECT id FROM revisions WHERE profile LIKE '%"number_employed":[%');
