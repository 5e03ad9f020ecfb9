-- What careers are found by. Programs write `terms`; the database itself keeps the indexes and counts that
-- follow from them. A term is a word, folded to a-z and 0-9, or the stem of one with a ~ before it.
-- Rows with terms are replaced, never updated.

DROP INDEX alternate_titles_by_title;
ALTER TABLE alternate_titles DROP COLUMN sort_key;
ALTER TABLE alternate_titles ADD COLUMN search_key TEXT NOT NULL DEFAULT '';
ALTER TABLE alternate_titles ADD COLUMN terms TEXT NOT NULL DEFAULT '';
CREATE INDEX alternate_titles_by_key ON alternate_titles (search_key, position, career_id);

CREATE TABLE search_documents (
    career_id BIGINT PRIMARY KEY NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    title_key TEXT NOT NULL,
    title_terms TEXT NOT NULL,
    terms TEXT NOT NULL
);
CREATE INDEX search_documents_by_key ON search_documents (title_key, career_id);

-- The vocabulary: in how many documents each word stands. Typing errors are looked up in it.
CREATE TABLE words (
    id INTEGER PRIMARY KEY NOT NULL,
    word TEXT NOT NULL UNIQUE,
    uses BIGINT NOT NULL
);

CREATE VIRTUAL TABLE name_search USING fts5(
    terms, content = 'alternate_titles', content_rowid = 'id',
    tokenize = "ascii tokenchars '~'", detail = none, prefix = '3'
);
-- The names that are there already, so that they can be taken out of it when they are replaced.
INSERT INTO name_search (name_search) VALUES ('rebuild');
CREATE VIRTUAL TABLE title_search USING fts5(
    title_terms, content = 'search_documents', content_rowid = 'career_id',
    tokenize = "ascii tokenchars '~'", detail = none, prefix = '2 3'
);
CREATE VIRTUAL TABLE document_search USING fts5(
    terms, content = 'search_documents', content_rowid = 'career_id',
    tokenize = "ascii tokenchars '~'", detail = none, prefix = '3'
);
-- The words with spaces around them, so that their ends count too.
CREATE VIRTUAL TABLE word_search USING fts5(
    padded, content = '', contentless_delete = 1, tokenize = 'trigram'
);

CREATE TRIGGER alternate_titles_added AFTER INSERT ON alternate_titles BEGIN
    INSERT INTO name_search (rowid, terms) VALUES (new.id, new.terms);
END;
CREATE TRIGGER alternate_titles_gone AFTER DELETE ON alternate_titles BEGIN
    INSERT INTO name_search (name_search, rowid, terms) VALUES ('delete', old.id, old.terms);
END;

CREATE TRIGGER search_documents_added AFTER INSERT ON search_documents BEGIN
    INSERT INTO title_search (rowid, title_terms) VALUES (new.career_id, new.title_terms);
    INSERT INTO document_search (rowid, terms) VALUES (new.career_id, new.terms);
    INSERT INTO words (word, uses)
        SELECT value, 1 FROM json_each('["' || replace(new.terms, ' ', '","') || '"]')
        WHERE value <> '' AND value NOT LIKE '~%'
        ON CONFLICT (word) DO UPDATE SET uses = uses + 1;
END;
CREATE TRIGGER search_documents_gone AFTER DELETE ON search_documents BEGIN
    INSERT INTO title_search (title_search, rowid, title_terms) VALUES ('delete', old.career_id, old.title_terms);
    INSERT INTO document_search (document_search, rowid, terms) VALUES ('delete', old.career_id, old.terms);
    UPDATE words SET uses = uses - 1
        WHERE word IN (SELECT value FROM json_each('["' || replace(old.terms, ' ', '","') || '"]'));
END;

CREATE TRIGGER words_added AFTER INSERT ON words BEGIN
    INSERT INTO word_search (rowid, padded) VALUES (new.id, '  ' || new.word || ' ');
END;
CREATE TRIGGER words_gone AFTER DELETE ON words BEGIN
    DELETE FROM word_search WHERE rowid = old.id;
END;

CREATE TRIGGER career_skills_added AFTER INSERT ON career_skills BEGIN
    UPDATE skills SET uses = uses + 1 WHERE id = new.skill_id;
END;
CREATE TRIGGER career_skills_gone AFTER DELETE ON career_skills BEGIN
    UPDATE skills SET uses = uses - 1 WHERE id = old.skill_id;
END;
CREATE INDEX career_skills_by_importance ON career_skills (skill_id, importance, career_id);

-- What lists are narrowed and sorted by; it follows from the profile. Pay is in minor units a year.
ALTER TABLE careers ADD COLUMN yearly_pay BIGINT;
ALTER TABLE careers ADD COLUMN pay_currency TEXT;
ALTER TABLE careers ADD COLUMN experience_months INTEGER;

-- `version` grows with every change of what lists show, in the transaction of the change. `rules` says by
-- which rules what is derived from profiles was made; a program with newer ones makes it anew.
CREATE TABLE content_version (
    id INTEGER PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    rules BIGINT NOT NULL
);
INSERT INTO content_version (id, version, rules) VALUES (1, 1, 0);
CREATE TRIGGER careers_added AFTER INSERT ON careers BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER careers_changed AFTER UPDATE ON careers BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER careers_gone AFTER DELETE ON careers BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER categories_added AFTER INSERT ON categories BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER categories_changed AFTER UPDATE ON categories BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER categories_gone AFTER DELETE ON categories BEGIN UPDATE content_version SET version = version + 1; END;

-- The careers nearest to each by skills, nearest first.
CREATE TABLE career_moves (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    target_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    nearness DOUBLE NOT NULL,
    UNIQUE (target_id, career_id)
);
CREATE INDEX career_moves_nearest ON career_moves (career_id, nearness, target_id);
