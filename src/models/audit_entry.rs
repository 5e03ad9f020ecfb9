//! Reads the audit log.

use chrono::{Days, NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::audit::{Change, Kind};
use super::text::holds;
use super::{Paged, QueryResult, paged};
use crate::db::{Backend, Conn, audit_log, text_column};

text_column!(Kind);

#[derive(Clone, Debug, PartialEq)]
pub struct AuditEntry {
    /// Later entries have higher ids.
    pub id: i64,
    /// UTC.
    pub at: NaiveDateTime,
    pub who: String,
    pub action: String,
    pub kind: Kind,
    pub subject_id: Option<i64>,
    /// The name of the subject at the time.
    pub subject: String,
    pub changes: Vec<Change>,
}

#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// Part of the actor's name.
    pub who: Option<String>,
    pub action: Option<String>,
    pub kind: Option<Kind>,
    pub from: Option<NaiveDate>,
    /// Inclusive.
    pub to: Option<NaiveDate>,
}

type EntryRow = (i64, NaiveDateTime, Option<i64>, String, String, Kind, Option<i64>, String, String);
type ChosenFilter<'a> = audit_log::BoxedQuery<'a, Backend>;

fn entry(row: EntryRow) -> QueryResult<AuditEntry> {
    let (id, at, _, who, action, kind, subject_id, subject, changes) = row;
    let changes = serde_json::from_str(&changes)?;
    Ok(AuditEntry { id, at, who, action, kind, subject_id, subject, changes })
}

impl AuditFilter {
    fn chosen(&self) -> ChosenFilter<'_> {
        let mut chosen = audit_log::table.into_boxed::<Backend>();
        if let Some(who) = &self.who {
            chosen = chosen.filter(holds!(audit_log::who, who));
        }
        if let Some(action) = &self.action {
            chosen = chosen.filter(audit_log::action.eq(action));
        }
        if let Some(kind) = self.kind {
            chosen = chosen.filter(audit_log::kind.eq(kind));
        }
        if let Some(from) = self.from {
            chosen = chosen.filter(audit_log::happened_at.ge(NaiveDateTime::from(from)));
        }
        if let Some(after) = self.to.and_then(|to| to.checked_add_days(Days::new(1))) {
            chosen = chosen.filter(audit_log::happened_at.lt(NaiveDateTime::from(after)));
        }
        chosen
    }
}

/// Newest first.
pub fn listed(
    conn: &mut Conn,
    filter: &AuditFilter,
    page: i64,
    per_page: i64,
) -> QueryResult<Paged<AuditEntry>> {
    let newest_first = (audit_log::happened_at.desc(), audit_log::id.desc());
    let chosen = || filter.chosen();
    let found: Paged<EntryRow> = paged!(conn, chosen, newest_first, audit_log::all_columns, page, per_page);
    let rows = found.rows.into_iter().map(entry).collect::<QueryResult<_>>()?;
    Ok(Paged { rows, total: found.total, page, per_page })
}

/// At most `most` entries with ids below `id`, newest first, to read the whole log in batches.
pub fn below(conn: &mut Conn, filter: &AuditFilter, id: i64, most: i64) -> QueryResult<Vec<AuditEntry>> {
    let rows: Vec<EntryRow> = filter
        .chosen()
        .filter(audit_log::id.lt(id))
        .order(audit_log::id.desc())
        .limit(most)
        .select(audit_log::all_columns)
        .load(conn)?;
    rows.into_iter().map(entry).collect()
}

pub fn actions(conn: &mut Conn) -> QueryResult<Vec<String>> {
    Ok(audit_log::table.select(audit_log::action).distinct().order(audit_log::action).load(conn)?)
}
