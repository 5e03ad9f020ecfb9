-- Money is in minor units; dates are days; times are UTC. Lists keep their order in `position`, from 0.

CREATE TABLE categories (
    id INTEGER PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL
);

CREATE TABLE sources (
    id INTEGER PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    url TEXT,
    license TEXT,
    license_url TEXT,
    notice TEXT NOT NULL
);

CREATE TABLE careers (
    id INTEGER PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    letter TEXT NOT NULL,
    article TEXT NOT NULL,
    category_id BIGINT REFERENCES categories (id),
    onet_code TEXT UNIQUE,
    sample BOOLEAN NOT NULL,
    summary TEXT NOT NULL,
    education TEXT,
    work_life_balance DOUBLE,
    career_opportunity DOUBLE,
    status TEXT NOT NULL,
    origin TEXT NOT NULL,
    featured BOOLEAN NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX careers_by_title ON careers (status, sort_key, id);
CREATE INDEX careers_by_category ON careers (status, category_id, sort_key, id);
CREATE INDEX careers_by_letter ON careers (status, letter, sort_key, id);
CREATE INDEX careers_featured ON careers (featured, status, id);

-- Responsibilities and qualifications.
CREATE TABLE bullets (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    list TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (career_id, list, position)
);

CREATE TABLE alternate_titles (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    UNIQUE (career_id, position)
);
CREATE INDEX alternate_titles_by_title ON alternate_titles (sort_key, career_id);

CREATE TABLE pay (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    place TEXT NOT NULL,
    currency TEXT NOT NULL,
    period TEXT NOT NULL,
    statistic TEXT NOT NULL,
    source_id BIGINT NOT NULL REFERENCES sources (id),
    as_of DATE NOT NULL,
    evidence TEXT,
    report_count INTEGER,
    newest_report DATE,
    relative_standard_error DOUBLE,
    set_confidence TEXT,
    UNIQUE (career_id, position)
);
CREATE INDEX pay_by_source ON pay (source_id);

CREATE TABLE pay_figures (
    id INTEGER PRIMARY KEY NOT NULL,
    pay_id BIGINT NOT NULL REFERENCES pay (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    amount BIGINT NOT NULL CHECK (amount >= 0),
    bound TEXT NOT NULL,
    percentile INTEGER,
    UNIQUE (pay_id, kind)
);

CREATE TABLE experience_buckets (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    from_months INTEGER NOT NULL,
    to_months INTEGER,
    percent DOUBLE NOT NULL,
    UNIQUE (career_id, position)
);

CREATE TABLE path_steps (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    step_career_id BIGINT REFERENCES careers (id) ON DELETE SET NULL,
    amount BIGINT,
    bound TEXT,
    currency TEXT,
    period TEXT,
    UNIQUE (career_id, position)
);
CREATE INDEX path_steps_to_career ON path_steps (step_career_id);

-- `uses` counts the careers that list the skill; it is what overlaps weigh by.
CREATE TABLE skills (
    id INTEGER PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    uses BIGINT NOT NULL
);
CREATE INDEX skills_by_uses ON skills (uses);

CREATE TABLE career_skills (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    skill_id BIGINT NOT NULL REFERENCES skills (id),
    importance DOUBLE NOT NULL,
    UNIQUE (career_id, position),
    UNIQUE (skill_id, career_id)
);

CREATE TABLE related_careers (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    related_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    UNIQUE (career_id, position),
    UNIQUE (related_id, career_id)
);

CREATE TABLE faqs (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    UNIQUE (career_id, position)
);

CREATE TABLE citations (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    fact_group TEXT NOT NULL,
    source_id BIGINT NOT NULL REFERENCES sources (id),
    as_of DATE NOT NULL,
    UNIQUE (career_id, position)
);
CREATE INDEX citations_by_source ON citations (source_id);

CREATE TABLE insights (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    employer TEXT NOT NULL,
    job_title TEXT NOT NULL,
    said_on DATE NOT NULL,
    quote TEXT NOT NULL,
    moderation TEXT NOT NULL
);
CREATE INDEX insights_newest ON insights (career_id, moderation, said_on, id);

CREATE TABLE interview_questions (
    id INTEGER PRIMARY KEY NOT NULL,
    career_id BIGINT NOT NULL REFERENCES careers (id) ON DELETE CASCADE,
    question TEXT NOT NULL,
    answer TEXT,
    moderation TEXT NOT NULL
);
CREATE INDEX interview_questions_shown ON interview_questions (career_id, moderation, id);

CREATE TABLE job_postings (
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
    url TEXT NOT NULL
);
CREATE INDEX job_postings_newest ON job_postings (career_id, posted_on, id);
