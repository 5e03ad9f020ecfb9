-- Money is in minor units; dates are days; times are UTC. Lists store their order in `position`, from 0.

CREATE TABLE categories (
    id INTEGER PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE sources (
    id INTEGER PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    url TEXT,
    license TEXT,
    license_url TEXT,
    notice TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

-- Users of the desk. Email addresses are in lower case. `password` is an argon2id string, null until one is set.
-- `totp_step` is the time step of the last code that was used. Secrets that are handed out are stored only as hashes.
CREATE TABLE users (
    id INTEGER PRIMARY KEY NOT NULL,
    email TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    password TEXT,
    disabled BOOLEAN NOT NULL,
    totp_secret TEXT,
    totp_step BIGINT,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);

-- The identity and status of each career. The slug is frozen once the career has been published. `version` increases
-- with every change by an editor; forms send it back to detect conflicts. `updated_at` is when the content that
-- visitors see last changed. The columns from `title` on describe the newest revision, for the desk's list of careers.
CREATE TABLE careers (
    id INTEGER PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL,
    origin TEXT NOT NULL,
    featured BOOLEAN NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    updated_at TIMESTAMP NOT NULL,
    first_published_at TIMESTAMP,
    withdrawn_reason TEXT,
    alternative_id BIGINT REFERENCES careers (id) ON DELETE SET NULL,
    live_revision_id BIGINT REFERENCES revisions (id),
    draft_revision_id BIGINT REFERENCES revisions (id),
    title TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    category_id BIGINT REFERENCES categories (id),
    onet_code TEXT,
    sections INTEGER NOT NULL,
    saved_at TIMESTAMP NOT NULL
);
CREATE INDEX careers_by_title ON careers (sort_key, id);
CREATE INDEX careers_by_status ON careers (status, sort_key, id);
CREATE INDEX careers_by_category ON careers (category_id, sort_key, id);
CREATE INDEX careers_by_code ON careers (onet_code);
CREATE INDEX careers_by_save ON careers (saved_at, id);
CREATE INDEX careers_by_alternative ON careers (alternative_id);
CREATE INDEX careers_by_live_revision ON careers (live_revision_id);
CREATE INDEX careers_by_draft_revision ON careers (draft_revision_id);

-- Every profile that was saved, as JSON. Profiles are stored nowhere else. The newest revision of a career is its
-- draft; the newest one with a publication time is live. Alternate titles have a column of their own, because some
-- careers have thousands and most queries need none of them.
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    user_id BIGINT REFERENCES users (id) ON DELETE SET NULL,
    author TEXT NOT NULL,
    note TEXT NOT NULL,
    published_at TIMESTAMP,
    replaced_at TIMESTAMP,
    profile TEXT NOT NULL,
    alternate_titles TEXT NOT NULL,
    UNIQUE (career_id, number)
);
CREATE INDEX revisions_by_user ON revisions (user_id);
CREATE INDEX revisions_by_publication ON revisions (published_at, id);

-- Old slugs that were public, with the careers that have moved on from them.
CREATE TABLE old_slugs (
    slug TEXT PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE
);
CREATE INDEX old_slugs_of_career ON old_slugs (career_id);

-- The index of published careers, derived from their live revisions: everything that lists, search and comparisons
-- need. Only `models/published` writes it, and it can be rebuilt at any time.

-- `yearly_pay` is in minor units. `headline_pay` is JSON. `leading_names` is a JSON list of the first alternate titles;
-- `name_count` is the number of all of them. `skills` has alternating skill ids and importances, most important first.
CREATE TABLE published (
    career_id BIGINT PRIMARY KEY NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    revision_id BIGINT NOT NULL REFERENCES revisions (id),
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    letter TEXT NOT NULL,
    category_id BIGINT REFERENCES categories (id),
    onet_code TEXT UNIQUE,
    education TEXT,
    experience_months INTEGER,
    yearly_pay BIGINT,
    pay_currency TEXT,
    has_pay BOOLEAN NOT NULL,
    featured BOOLEAN NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    headline_pay TEXT,
    name_count BIGINT NOT NULL,
    leading_names TEXT NOT NULL,
    skills TEXT NOT NULL,
    summary TEXT NOT NULL
);
CREATE INDEX published_by_title ON published (sort_key, career_id);
CREATE INDEX published_by_category ON published (category_id);
CREATE INDEX published_by_revision ON published (revision_id);
CREATE INDEX published_by_feature ON published (featured, career_id);
CREATE INDEX published_by_change ON published (career_id, updated_at);

-- The careers and sources that a live profile refers to, and where. They can't be deleted while it does.
CREATE TABLE published_mentions (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES published (career_id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    position INTEGER NOT NULL,
    mentioned_id BIGINT REFERENCES careers (id),
    source_id BIGINT REFERENCES sources (id),
    UNIQUE (career_id, kind, position)
);
CREATE INDEX published_mentions_of_career ON published_mentions (mentioned_id);
CREATE INDEX published_mentions_of_source ON published_mentions (source_id);

-- `uses` is the number of published careers that list the skill; overlaps are weighted by it.
CREATE TABLE skills (
    id INTEGER PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    uses BIGINT NOT NULL
);
CREATE INDEX skills_by_uses ON skills (uses);

CREATE TABLE published_skills (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES published (career_id) ON DELETE CASCADE,
    skill_id BIGINT NOT NULL REFERENCES skills (id),
    importance DOUBLE NOT NULL,
    UNIQUE (career_id, skill_id)
);
CREATE INDEX published_skills_by_importance ON published_skills (skill_id, importance, career_id);
CREATE TRIGGER published_skills_added AFTER INSERT ON published_skills BEGIN
    UPDATE skills SET uses = uses + 1 WHERE id = new.skill_id;
END;
CREATE TRIGGER published_skills_gone AFTER DELETE ON published_skills BEGIN
    UPDATE skills SET uses = uses - 1 WHERE id = old.skill_id;
END;

-- Candidates for the most similar careers, by skills. `similarity` dates from when the row was written; pages recompute
-- it from current skills.
CREATE TABLE similar_careers (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES published (career_id) ON DELETE CASCADE,
    similar_id BIGINT NOT NULL REFERENCES published (career_id) ON DELETE CASCADE,
    similarity DOUBLE NOT NULL,
    UNIQUE (similar_id, career_id)
);
CREATE INDEX similar_careers_nearest ON similar_careers (career_id, similarity, similar_id);

-- The text that search indexes. The program writes `terms`: words folded to a-z and 0-9, or stems with a ~ before them.
-- Rows with terms are replaced, never updated.
CREATE TABLE published_names (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES published (career_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    search_key TEXT NOT NULL,
    terms TEXT NOT NULL
);
CREATE INDEX published_names_of_career ON published_names (career_id, position);
CREATE INDEX published_names_by_key ON published_names (search_key, position, career_id);

CREATE TABLE search_documents (
    career_id BIGINT PRIMARY KEY NOT NULL REFERENCES published (career_id) ON DELETE CASCADE,
    title_key TEXT NOT NULL,
    title_terms TEXT NOT NULL,
    terms TEXT NOT NULL
);
CREATE INDEX search_documents_by_key ON search_documents (title_key, career_id);

-- The search vocabulary: in how many documents each word occurs. Typos are corrected from it.
CREATE TABLE words (
    id INTEGER PRIMARY KEY NOT NULL,
    word TEXT NOT NULL UNIQUE,
    uses BIGINT NOT NULL
);
CREATE INDEX words_unused ON words (id) WHERE uses = 0;

CREATE VIRTUAL TABLE name_search USING fts5(
    terms, content = 'published_names', content_rowid = 'id',
    tokenize = "ascii tokenchars '~'", detail = none, prefix = '3'
);
CREATE VIRTUAL TABLE title_search USING fts5(
    title_terms, content = 'search_documents', content_rowid = 'career_id',
    tokenize = "ascii tokenchars '~'", detail = none, prefix = '2 3'
);
CREATE VIRTUAL TABLE document_search USING fts5(
    terms, content = 'search_documents', content_rowid = 'career_id',
    tokenize = "ascii tokenchars '~'", detail = none, prefix = '3'
);
-- Words are padded with spaces, so that their beginnings and ends have trigrams too.
CREATE VIRTUAL TABLE word_search USING fts5(
    padded, content = '', contentless_delete = 1, tokenize = 'trigram'
);

CREATE TRIGGER published_names_added AFTER INSERT ON published_names BEGIN
    INSERT INTO name_search (rowid, terms) VALUES (new.id, new.terms);
END;
CREATE TRIGGER published_names_gone AFTER DELETE ON published_names BEGIN
    INSERT INTO name_search (name_search, rowid, terms) VALUES ('delete', old.id, old.terms);
END;

CREATE TRIGGER search_documents_added AFTER INSERT ON search_documents BEGIN
    INSERT INTO title_search (rowid, title_terms) VALUES (new.career_id, new.title_terms);
    INSERT INTO document_search (rowid, terms) VALUES (new.career_id, new.terms);
END;
CREATE TRIGGER search_documents_gone AFTER DELETE ON search_documents BEGIN
    INSERT INTO title_search (title_search, rowid, title_terms) VALUES ('delete', old.career_id, old.title_terms);
    INSERT INTO document_search (document_search, rowid, terms) VALUES ('delete', old.career_id, old.terms);
END;

CREATE TRIGGER words_added AFTER INSERT ON words BEGIN
    INSERT INTO word_search (rowid, padded) VALUES (new.id, '  ' || new.word || ' ');
END;
CREATE TRIGGER words_gone AFTER DELETE ON words BEGIN
    DELETE FROM word_search WHERE rowid = old.id;
END;

-- Insights, interview questions and jobs.

-- Employers' logos, stored once each by the SHA-256 of their bytes. A logo that no insight refers to is deleted.
CREATE TABLE logos (
    fingerprint TEXT NOT NULL PRIMARY KEY,
    png BLOB NOT NULL
);

CREATE TABLE insights (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    employer TEXT NOT NULL,
    job_title TEXT NOT NULL,
    said_on DATE NOT NULL,
    quote TEXT NOT NULL,
    moderation TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    logo TEXT REFERENCES logos (fingerprint)
);
CREATE INDEX insights_newest ON insights (career_id, moderation, said_on, id);
CREATE INDEX insights_by_logo ON insights (logo);

CREATE TABLE interview_questions (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    answer TEXT,
    moderation TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX interview_questions_shown ON interview_questions (career_id, moderation, id);

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    employer TEXT NOT NULL,
    place TEXT,
    currency TEXT,
    period TEXT,
    pay_low BIGINT,
    pay_high BIGINT,
    posted_on DATE NOT NULL,
    expires_on DATE,
    url TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX jobs_newest ON jobs (career_id, posted_on, id);

-- `version` increases in every transaction that changes what public pages show; cached pages are compared with it.
-- `rules` is the version of the rules that derived the index above; a program with newer rules rebuilds it. An empty
-- site starts at version 1 of the rules.
CREATE TABLE content_version (
    id INTEGER PRIMARY KEY NOT NULL,
    version BIGINT NOT NULL,
    rules BIGINT NOT NULL
);
INSERT INTO content_version (id, version, rules) VALUES (1, 1, 1);
CREATE TRIGGER published_added AFTER INSERT ON published BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER published_changed AFTER UPDATE ON published BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER published_gone AFTER DELETE ON published BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER categories_added AFTER INSERT ON categories BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER categories_changed AFTER UPDATE ON categories BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER categories_gone AFTER DELETE ON categories BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER sources_added AFTER INSERT ON sources BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER sources_changed AFTER UPDATE ON sources BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER sources_gone AFTER DELETE ON sources BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER insights_added AFTER INSERT ON insights BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER insights_changed AFTER UPDATE ON insights BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER insights_gone AFTER DELETE ON insights BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER interview_questions_added AFTER INSERT ON interview_questions BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER interview_questions_changed AFTER UPDATE ON interview_questions BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER interview_questions_gone AFTER DELETE ON interview_questions BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER jobs_added AFTER INSERT ON jobs BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER jobs_changed AFTER UPDATE ON jobs BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER jobs_gone AFTER DELETE ON jobs BEGIN UPDATE content_version SET version = version + 1; END;

-- The desk.

-- One-time links for setting a password. A link without a user creates the first admin.
CREATE TABLE password_links (
    id INTEGER PRIMARY KEY NOT NULL,
    user_id BIGINT REFERENCES users (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX password_links_of_user ON password_links (user_id);

CREATE TABLE recovery_codes (
    id INTEGER PRIMARY KEY NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    UNIQUE (user_id, code_hash)
);

-- `confirmed_at` is when the user last entered their password.
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX sessions_of_user ON sessions (user_id);

-- Browsers that have signed in before. Strangers' failed attempts don't lock them out.
CREATE TABLE known_browsers (
    id INTEGER PRIMARY KEY NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    seen_at TIMESTAMP NOT NULL
);
CREATE INDEX known_browsers_of_user ON known_browsers (user_id);

-- Failed sign-ins by account and by client, both hashed.
CREATE TABLE sign_in_failures (
    id INTEGER PRIMARY KEY NOT NULL,
    account TEXT NOT NULL,
    client TEXT NOT NULL,
    failed_at TIMESTAMP NOT NULL
);
CREATE INDEX sign_in_failures_by_account ON sign_in_failures (account, failed_at);
CREATE INDEX sign_in_failures_by_client ON sign_in_failures (client, failed_at);
CREATE INDEX sign_in_failures_by_time ON sign_in_failures (failed_at);

-- One row: the settings that admins choose for everyone.
CREATE TABLE desk_rules (
    id INTEGER PRIMARY KEY NOT NULL,
    second_factor_required BOOLEAN NOT NULL
);
INSERT INTO desk_rules (id, second_factor_required) VALUES (1, false);

-- Scheduled publications and withdrawals. Rows are kept after they are done, have failed or were canceled.
CREATE TABLE schedules (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    action TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    reason TEXT,
    alternative_id BIGINT REFERENCES careers (id) ON DELETE SET NULL,
    state TEXT NOT NULL,
    failure TEXT,
    user_id BIGINT REFERENCES users (id) ON DELETE SET NULL,
    made_at TIMESTAMP NOT NULL
);
CREATE INDEX schedules_due ON schedules (state, due_at);
CREATE INDEX schedules_of_career ON schedules (career_id);
CREATE INDEX schedules_by_alternative ON schedules (alternative_id);
CREATE INDEX schedules_by_user ON schedules (user_id);

-- Links that show a draft to people without an account.
CREATE TABLE preview_links (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    user_id BIGINT REFERENCES users (id) ON DELETE SET NULL,
    made_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX preview_links_of_career ON preview_links (career_id);
CREATE INDEX preview_links_by_user ON preview_links (user_id);

-- Users who have a career's form open, so that others are told.
CREATE TABLE editing (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    since TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    UNIQUE (career_id, user_id)
);
CREATE INDEX editing_by_user ON editing (user_id);

-- Drafts that were submitted for review. A review is waiting while its revision is the newest and not published.
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    submitted_at TIMESTAMP NOT NULL,
    submitted_by TEXT NOT NULL,
    note TEXT NOT NULL,
    returned_at TIMESTAMP,
    returned_by TEXT,
    answer TEXT
);
CREATE INDEX reviews_of_career ON reviews (career_id);

-- The audit log is append-only. `changes` is a JSON list of fields with their values before and after.
CREATE TABLE audit_log (
    id INTEGER PRIMARY KEY NOT NULL,
    happened_at TIMESTAMP NOT NULL,
    user_id BIGINT,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id BIGINT,
    subject TEXT NOT NULL,
    changes TEXT NOT NULL
);
CREATE INDEX audit_log_by_time ON audit_log (happened_at, id);
CREATE INDEX audit_log_by_subject ON audit_log (kind, subject_id, id);
CREATE INDEX audit_log_by_user ON audit_log (user_id, id);
CREATE TRIGGER audit_log_unchanged BEFORE UPDATE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'the audit log only grows');
END;
CREATE TRIGGER audit_log_kept BEFORE DELETE ON audit_log BEGIN
    SELECT RAISE(ABORT, 'the audit log only grows');
END;
