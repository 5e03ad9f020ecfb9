//! The audit log as it is read.

use chrono::{Days, NaiveDate, NaiveDateTime};
use diesel::dsl::count_star;
use diesel::prelude::*;

use super::audit::{Change, Kind};
use super::text::holds;
use super::{Paged, QueryResult, offset};
use crate::db::{Backend, Conn, Word, audit_log};

/// An entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its id; later entries have higher ones.
    pub id: i64,
    /// When it happened, UTC.
    pub at: NaiveDateTime,
    /// Who did it: an address, or what acts without a user.
    pub who: String,
    /// What was done, `published`.
    pub action: String,
    /// What it was done to.
    pub kind: Kind,
    /// The id of that, where it has one.
    pub subject_id: Option<i64>,
    /// What that was called then.
    pub subject: String,
    /// What changed.
    pub changes: Vec<Change>,
}

/// Which entries are shown.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Those of people whose address holds this.
    pub who: Option<String>,
    /// Those of this action.
    pub action: Option<String>,
    /// Those about this.
    pub kind: Option<Kind>,
    /// Those from this day on.
    pub from: Option<NaiveDate>,
    /// Those up to this day, which is included.
    pub to: Option<NaiveDate>,
}

type Row = (i64, NaiveDateTime, Option<i64>, String, String, Word<Kind>, Option<i64>, String, String);
type Chosen<'a> = audit_log::BoxedQuery<'a, Backend>;

fn entry(row: Row) -> QueryResult<Entry> {
    let (id, at, _, who, action, kind, subject_id, subject, changes) = row;
    let changes = serde_json::from_str(&changes)?;
    Ok(Entry { id, at, who, action, kind: kind.0, subject_id, subject, changes })
}

impl Filter {
    fn chosen(&self) -> Chosen<'_> {
        let mut chosen = audit_log::table.into_boxed::<Backend>();
        if let Some(who) = &self.who {
            chosen = chosen.filter(holds!(audit_log::who, who));
        }
        if let Some(action) = &self.action {
            chosen = chosen.filter(audit_log::action.eq(action));
        }
        if let Some(kind) = self.kind {
            chosen = chosen.filter(audit_log::kind.eq(<&str>::from(kind)));
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

/// A page of the log, newest first.
pub fn listed(conn: &mut Conn, filter: &Filter, page: i64, per_page: i64) -> QueryResult<Paged<Entry>> {
    let total = filter.chosen().select(count_star()).first(conn)?;
    let rows: Vec<Row> = filter
        .chosen()
        .order((audit_log::happened_at.desc(), audit_log::id.desc()))
        .limit(per_page)
        .offset(offset(page, per_page))
        .select(audit_log::all_columns)
        .load(conn)?;
    let rows = rows.into_iter().map(entry).collect::<QueryResult<_>>()?;
    Ok(Paged { rows, total, page, per_page })
}

/// The next entries below an id, those added last first; for reading all of them bit by bit.
pub fn below(conn: &mut Conn, filter: &Filter, id: i64, most: i64) -> QueryResult<Vec<Entry>> {
    let rows: Vec<Row> = filter
        .chosen()
        .filter(audit_log::id.lt(id))
        .order(audit_log::id.desc())
        .limit(most)
        .select(audit_log::all_columns)
        .load(conn)?;
    rows.into_iter().map(entry).collect()
}

/// Every action that the log knows, in the order of the alphabet.
pub fn actions(conn: &mut Conn) -> QueryResult<Vec<String>> {
    Ok(audit_log::table.select(audit_log::action).distinct().order(audit_log::action).load(conn)?)
}
