-- Pictures of employers, each once, by the SHA-256 of its bytes; what no quote names is deleted.
CREATE TABLE logos (
    fingerprint TEXT NOT NULL PRIMARY KEY,
    png BLOB NOT NULL
);
ALTER TABLE insights ADD COLUMN logo TEXT REFERENCES logos (fingerprint);
CREATE INDEX insights_by_logo ON insights (logo);
