DROP INDEX revisions_by_publication;
DROP INDEX careers_by_change;
