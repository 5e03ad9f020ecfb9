-- Drafts that were submitted for review. Whether one waits still is in its revision.
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
