UPDATE careers SET sections = sections - 1
WHERE draft_revision_id IN (SELECT id FROM revisions WHERE profile LIKE '%"number_employed":[%');
-- `edited` is the last field of a profile.
UPDATE revisions SET profile = substr(profile, 1, instr(profile, ',"edited":[') - 1) || '}'
WHERE profile LIKE '%,"edited":[%';
