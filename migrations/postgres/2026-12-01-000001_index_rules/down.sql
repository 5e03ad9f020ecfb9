UPDATE content_version SET rules = 1 WHERE NOT EXISTS (SELECT 1 FROM careers);
