-- Imports used to leave alone whole careers that a person had edited. Now they leave alone the fields that a profile
-- lists as edited, so these careers list all their fields.
UPDATE revisions SET profile = substr(profile, 1, length(profile) - 1) || ',"edited":' || (
    SELECT json_group_array(name) FROM (
        SELECT key AS name FROM json_each(revisions.profile)
        UNION ALL SELECT 'alternate_titles' WHERE revisions.alternate_titles <> '[]'
    )
) || '}'
WHERE profile NOT LIKE '%,"edited":[%' AND EXISTS (
    SELECT 1 FROM careers WHERE origin = 'person' AND revisions.id IN (live_revision_id, draft_revision_id)
);

-- The number of people employed counts as a section.
UPDATE careers SET sections = sections + 1
WHERE draft_revision_id IN (SELECT id FROM revisions WHERE profile LIKE '%"number_employed":[%');
