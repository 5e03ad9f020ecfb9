-- The desk: who edits, what they have written, and what became of it. Times are UTC; of every secret that is
-- handed out only a hash is kept.

-- Who may sign in. The address is in lower case. `password` is an argon2id string; none until one was set.
-- `totp_step` is the last step of time whose code was used.
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

-- Links to set a password by, good once. One of nobody makes the first admin.
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

-- `confirmed_at` is when the password was last asked for.
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

-- Browsers that have signed in before. What strangers try doesn't lock them out.
CREATE TABLE known_browsers (
    id INTEGER PRIMARY KEY NOT NULL,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL UNIQUE,
    seen_at TIMESTAMP NOT NULL
);
CREATE INDEX known_browsers_of_user ON known_browsers (user_id);

-- Sign-ins that failed, by whom they were for and where they came from, both hashed.
CREATE TABLE sign_in_failures (
    id INTEGER PRIMARY KEY NOT NULL,
    account TEXT NOT NULL,
    client TEXT NOT NULL,
    failed_at TIMESTAMP NOT NULL
);
CREATE INDEX sign_in_failures_by_account ON sign_in_failures (account, failed_at);
CREATE INDEX sign_in_failures_by_client ON sign_in_failures (client, failed_at);
CREATE INDEX sign_in_failures_by_time ON sign_in_failures (failed_at);

-- One row: what admins have decided for everyone.
CREATE TABLE desk_rules (
    id INTEGER PRIMARY KEY NOT NULL,
    second_factor_required BOOLEAN NOT NULL
);
INSERT INTO desk_rules (id, second_factor_required) VALUES (1, false);

-- `version` grows with every change an editor makes, and is what forms are compared by. A slug is frozen once
-- its career was published. What was withdrawn says why, and what to read instead.
ALTER TABLE careers ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE careers ADD COLUMN first_published_at TIMESTAMP;
ALTER TABLE careers ADD COLUMN withdrawn_reason TEXT;
ALTER TABLE careers ADD COLUMN alternative_id BIGINT REFERENCES careers (id) ON DELETE SET NULL;
UPDATE careers SET first_published_at = updated_at WHERE status IN ('published', 'withdrawn');
CREATE INDEX careers_by_alternative ON careers (alternative_id);

-- What was saved, as JSON. The newest is the draft; those with a time of publication were live from then on.
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    document TEXT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    user_id BIGINT REFERENCES users (id) ON DELETE SET NULL,
    author TEXT NOT NULL,
    note TEXT NOT NULL,
    published_at TIMESTAMP,
    UNIQUE (career_id, number)
);
CREATE INDEX revisions_by_user ON revisions (user_id);

-- Slugs that were public once, with the career that has moved on from them.
CREATE TABLE old_slugs (
    slug TEXT PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE
);
CREATE INDEX old_slugs_of_career ON old_slugs (career_id);

-- What shall be published or withdrawn, and when; kept when it is done, has failed or was cancelled.
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

-- Links by which people without an account see a draft.
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

-- Who has a career's form open; it only tells the others.
CREATE TABLE editing (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    since TIMESTAMP NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    UNIQUE (career_id, user_id)
);
CREATE INDEX editing_by_user ON editing (user_id);

ALTER TABLE categories ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE sources ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE insights ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE interview_questions ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE job_postings ADD COLUMN version BIGINT NOT NULL DEFAULT 1;

-- What happened, for ever. `changes` is a JSON list of fields with what stood there before and after.
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
