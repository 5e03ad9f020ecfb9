-- Lists mark samples, the home page shows the careers with the most people if nobody has chosen any, and career moves
-- say how to get in. The program fills these columns when it starts, because the rules that derive the index have
-- changed.
ALTER TABLE published ADD COLUMN sample BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE published ADD COLUMN number_employed BIGINT;
ALTER TABLE published ADD COLUMN experience_asked TEXT;
ALTER TABLE published ADD COLUMN training TEXT;
CREATE INDEX published_by_number_employed ON published (number_employed, career_id);

-- An empty site starts with an empty index by the newest rules.
UPDATE content_version SET rules = 2 WHERE NOT EXISTS (SELECT 1 FROM careers);

-- Definitions of skills, from an importer. `kind` groups them. Skills without a row are shown without a definition.
CREATE TABLE skill_definitions (
    slug TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    definition TEXT NOT NULL
);
CREATE TRIGGER skill_definitions_added AFTER INSERT ON skill_definitions BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER skill_definitions_changed AFTER UPDATE ON skill_definitions BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER skill_definitions_gone AFTER DELETE ON skill_definitions BEGIN UPDATE content_version SET version = version + 1; END;
