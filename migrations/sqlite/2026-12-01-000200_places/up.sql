-- Pay by place, from importers. Nobody edits it, so it isn't part of profiles; `published.occupation` joins it to careers.

-- `code` is the code that a source gives the place; places from tables have none. `parent_id` is the next wider place,
-- `pay_as_of` the newest release of pay here, and `employed` how many people all its occupations employ.
CREATE TABLE places (
    id INTEGER PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    code TEXT UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    abbreviation TEXT,
    parent_id BIGINT REFERENCES places (id),
    pay_as_of DATE,
    employed BIGINT
);
CREATE INDEX places_by_parent ON places (parent_id);

-- What people call a place, for search: `texas`, `tx`, `dallas`.
CREATE TABLE place_names (
    search_key TEXT NOT NULL,
    place_id BIGINT NOT NULL REFERENCES places (id) ON DELETE CASCADE,
    PRIMARY KEY (search_key, place_id)
) WITHOUT ROWID;
CREATE INDEX place_names_by_place ON place_names (place_id);

-- `digest` is a hash of the release's rows in this place, so that an import can skip what it wrote before.
CREATE TABLE place_releases (
    place_id BIGINT NOT NULL REFERENCES places (id) ON DELETE CASCADE,
    as_of DATE NOT NULL,
    source_id BIGINT NOT NULL REFERENCES sources (id),
    digest TEXT NOT NULL,
    PRIMARY KEY (place_id, as_of)
);
CREATE INDEX place_releases_by_source ON place_releases (source_id);

-- `combined` is the code that the source counts the occupation under, together with others. Percentiles are in minor
-- units; `at_least` has a bit for each that is a lower bound, the lowest for `p10`. `note` says why figures are missing.
CREATE TABLE place_pay (
    occupation TEXT NOT NULL,
    place_id BIGINT NOT NULL REFERENCES places (id) ON DELETE CASCADE,
    as_of DATE NOT NULL,
    combined TEXT,
    currency TEXT NOT NULL,
    period TEXT NOT NULL,
    p10 BIGINT,
    p25 BIGINT,
    p50 BIGINT,
    p75 BIGINT,
    p90 BIGINT,
    at_least INTEGER NOT NULL,
    employed BIGINT,
    jobs_per_1000 DOUBLE,
    location_quotient DOUBLE,
    relative_standard_error DOUBLE,
    note TEXT,
    PRIMARY KEY (occupation, place_id, as_of)
) WITHOUT ROWID;
CREATE INDEX place_pay_by_place ON place_pay (place_id, as_of);

-- Prices compared with the country's average, which is 100. `code` is that of a place, or of the nonmetropolitan part of
-- a state, such as `01999`.
CREATE TABLE place_prices (
    code TEXT NOT NULL,
    year BIGINT NOT NULL,
    all_items DOUBLE NOT NULL,
    housing DOUBLE,
    PRIMARY KEY (code, year)
) WITHOUT ROWID;

-- Pages show pay by place. Each import that writes rows of `place_pay` also writes the release they belong to.
CREATE TRIGGER places_added AFTER INSERT ON places BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER places_changed AFTER UPDATE ON places BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER places_gone AFTER DELETE ON places BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER place_releases_added AFTER INSERT ON place_releases BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER place_releases_changed AFTER UPDATE ON place_releases BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER place_releases_gone AFTER DELETE ON place_releases BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER place_prices_added AFTER INSERT ON place_prices BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER place_prices_changed AFTER UPDATE ON place_prices BEGIN UPDATE content_version SET version = version + 1; END;
CREATE TRIGGER place_prices_gone AFTER DELETE ON place_prices BEGIN UPDATE content_version SET version = version + 1; END;

-- The code of the occupation that statistics of pay use. The program fills it when it starts, because the rules that
-- derive the index have changed.
ALTER TABLE published ADD COLUMN occupation TEXT;
CREATE INDEX published_by_occupation ON published (occupation);
UPDATE content_version SET rules = 3 WHERE NOT EXISTS (SELECT 1 FROM careers);
