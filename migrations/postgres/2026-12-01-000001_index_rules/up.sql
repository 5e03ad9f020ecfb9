-- A new site starts at version 2 of the rules that derive the index; the index of any other is rebuilt at its next start.
UPDATE content_version SET rules = 2 WHERE NOT EXISTS (SELECT 1 FROM careers);
