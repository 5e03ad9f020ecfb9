//! The schema of a database as facts, in the same words for both databases, such as
//! `published_names: index published_names_of_career (career_id, position)`.

use std::collections::BTreeSet;

use metier::db::{DatabaseUrl, Db};

use crate::support::texts;

pub type Facts = BTreeSet<String>;

/// Leaves out diesel's own table of migrations, and the parts of full-text indexes, which differ between databases.
const SQLITE: &str = "
    WITH tables AS (
        SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '__diesel_schema_migrations'
    ), indexes AS (
        SELECT t.name AS of, i.name, i.\"unique\" AS is_unique, i.origin,
            (SELECT group_concat(coalesce(c.name, '(expression)') || iif(c.desc, ' desc', ''), ', ' ORDER BY c.seqno)
             FROM pragma_index_xinfo(i.name) c WHERE c.key) AS columns
        FROM tables t, pragma_index_list(t.name) i
    )
    SELECT t.name || ': column ' || c.name || ' '
        || replace(iif(c.pk, replace(lower(c.type), 'integer', 'bigint'), lower(c.type)), 'double precision', 'double')
        || iif(c.\"notnull\", ' not null', '') || iif(c.dflt_value IS NULL, '', ' with a default') AS text
    FROM tables t, pragma_table_info(t.name) c
    UNION ALL
    SELECT t.name || ': primary key (' || group_concat(c.name, ', ' ORDER BY c.pk) || ')'
    FROM tables t, pragma_table_info(t.name) c WHERE c.pk GROUP BY t.name
    UNION ALL
    SELECT of || ': unique (' || columns || ')' FROM indexes WHERE origin = 'u'
    UNION ALL
    SELECT of || ': ' || iif(is_unique, 'unique ', '') || 'index ' || name || ' (' || columns || ')'
    FROM indexes WHERE origin = 'c'
    UNION ALL
    SELECT t.name || ': foreign key (' || group_concat(f.\"from\", ', ' ORDER BY f.seq) || ') to ' || f.\"table\"
        || ' (' || group_concat(f.\"to\", ', ' ORDER BY f.seq) || '), on delete ' || lower(f.on_delete)
    FROM tables t, pragma_foreign_key_list(t.name) f GROUP BY t.name, f.id";

const POSTGRES: &str = "
    WITH tables AS (
        SELECT oid, relname AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '__diesel_schema_migrations'
    ), keys AS (
        SELECT k.*, t.name,
            (SELECT string_agg(a.attname, ', ' ORDER BY n) FROM unnest(k.conkey) WITH ORDINALITY AS c (num, n)
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = c.num) AS columns,
            (SELECT string_agg(a.attname, ', ' ORDER BY n) FROM unnest(k.confkey) WITH ORDINALITY AS c (num, n)
             JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = c.num) AS targets
        FROM pg_constraint k JOIN tables t ON t.oid = k.conrelid
    )
    SELECT t.name || ': column ' || a.attname || ' '
        || replace(replace(format_type(a.atttypid, a.atttypmod), ' without time zone', ''), 'double precision', 'double')
        || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
        || CASE WHEN a.atthasdef THEN ' with a default' ELSE '' END AS text
    FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL
    SELECT name || ': primary key (' || columns || ')' FROM keys WHERE contype = 'p'
    UNION ALL
    SELECT name || ': unique (' || columns || ')' FROM keys WHERE contype = 'u'
    UNION ALL
    SELECT t.name || ': ' || CASE WHEN x.indisunique THEN 'unique ' ELSE '' END || 'index ' || i.relname || ' ('
        || (SELECT string_agg(CASE WHEN x.indkey[n - 1] = 0 THEN '(expression)'
                ELSE pg_get_indexdef(i.oid, n, true) END
                || CASE WHEN x.indoption[n - 1] & 1 = 1 THEN ' desc' ELSE '' END, ', ' ORDER BY n)
            FROM generate_series(1, x.indnkeyatts) AS n) || ')'
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN tables t ON t.oid = x.indrelid
    WHERE i.relam = (SELECT oid FROM pg_am WHERE amname = 'btree')
        AND NOT EXISTS (SELECT FROM keys WHERE conindid = i.oid AND contype IN ('p', 'u'))
    UNION ALL
    SELECT name || ': foreign key (' || columns || ') to ' || confrelid::regclass::text || ' (' || targets
        || '), on delete ' || CASE confdeltype WHEN 'a' THEN 'no action' WHEN 'r' THEN 'restrict'
            WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null' ELSE 'set default' END
    FROM keys WHERE contype = 'f'";

pub fn read(db: &Db) -> Facts {
    let facts = match db.url() {
        DatabaseUrl::Sqlite(_) => texts(db, SQLITE),
        DatabaseUrl::Postgres(_) => texts(db, POSTGRES),
    };
    // PostgreSQL quotes names that are keywords, and names the type of bytes differently.
    let alike = |fact: String| fact.replace('"', "").replace(" blob", " binary").replace(" bytea", " binary");
    facts.into_iter().map(alike).collect()
}

/// Fails with the facts that only one of two schemas has.
pub fn assert_alike(left: (&str, &Facts), right: (&str, &Facts)) {
    let only = |one: (&str, &Facts), other: &Facts| -> Vec<String> {
        one.1.difference(other).map(|fact| format!("only {}: {fact}", one.0)).collect()
    };
    let found = [only(left, right.1), only(right, left.1)].concat();
    assert!(found.is_empty(), "the schemas differ:\n{}", found.join("\n"));
    assert!(!left.1.is_empty(), "nothing was compared");
}
