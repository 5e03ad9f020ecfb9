-- What changed last, for feeds and site maps.
CREATE INDEX careers_by_change ON careers (status, updated_at, id);
CREATE INDEX revisions_by_publication ON revisions (published_at, id);
