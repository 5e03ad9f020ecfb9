UPDATE careers SET sections = sections - 1
WHERE draft_revision_id IN (SELECT id FROM revisions WHERE profile LIKE '%"number_employed":[%');
