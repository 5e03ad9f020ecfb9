//! The database models: one module per entity, with its row structs and every query on its tables.
//!
//! [`revision`] is the only store of profiles. [`published`] is an index derived from live profiles, for lists and
//! search.

pub mod audit;
pub mod audit_entry;
pub mod career;
pub mod career_list;
pub mod category;
pub mod content;
pub mod desk_rules;
pub mod draft;
pub mod editing;
pub mod imported;
pub mod insight;
pub mod interview_question;
pub mod job_posting;
pub mod known_browser;
pub mod links;
pub mod logo;
pub mod of_career;
pub mod old_slug;
pub mod outward_link;
pub mod password_link;
pub mod pay_note;
pub mod place;
pub mod place_pay;
pub mod place_prices;
pub mod place_release;
pub mod preview_link;
pub mod publication;
pub mod published;
pub mod quality;
mod refused;
pub mod review;
pub mod revision;
pub mod sample;
pub mod schedule;
pub mod session;
pub mod sign_in_failure;
pub mod skill;
pub mod skill_definition;
pub mod snapshot;
pub mod source;
mod text;
pub mod user;

use std::collections::HashMap;
use std::hash::Hash;

pub type QueryResult<T> = Result<T, crate::db::DbError>;

pub type ByCareer<T> = HashMap<i64, Vec<T>>;

/// Groups rows by key, keeping their order.
fn grouped<K: Eq + Hash, T>(rows: impl IntoIterator<Item = (K, T)>) -> HashMap<K, Vec<T>> {
    let mut groups: HashMap<K, Vec<T>> = HashMap::new();
    for (key, row) in rows {
        groups.entry(key).or_default().push(row);
    }
    groups
}

/// Inserts rows in batches. A macro, because diesel supports batch inserts only on a concrete connection type.
macro_rules! insert_all {
    ($conn:expr, $table:expr, $rows:expr) => {{
        use diesel::RunQueryDsl;
        for batch in $rows.chunks(crate::db::BATCH) {
            crate::db::on_each!($conn, c => diesel::insert_into($table).values(batch).execute(c))?;
        }
        crate::models::QueryResult::Ok(())
    }};
}
pub(crate) use insert_all;

/// Deletes the rows with these ids in a column, in batches. A macro, because every column has its own type.
macro_rules! delete_all {
    ($conn:expr, $table:ident::$column:ident, $ids:expr) => {
        for ids in $ids.chunks(crate::db::CHUNK) {
            diesel::delete($table::table.filter($table::$column.eq_any(ids))).execute($conn)?;
        }
    };
}
pub(crate) use delete_all;

#[derive(Clone, Debug)]
pub struct Paged<T> {
    pub rows: Vec<T>,
    pub total: i64,
    /// Counts from 1.
    pub page: i64,
    pub per_page: i64,
}

impl<T> Paged<T> {
    pub fn empty(per_page: i64) -> Self {
        Self { rows: Vec::new(), total: 0, page: 1, per_page }
    }

    /// At least 1.
    pub fn pages(&self) -> i64 {
        (self.total + self.per_page - 1).div_euclid(self.per_page).max(1)
    }

    pub fn map<U>(self, become_other: impl FnMut(T) -> U) -> Paged<U> {
        let Self { rows, total, page, per_page } = self;
        Paged { rows: rows.into_iter().map(become_other).collect(), total, page, per_page }
    }

    pub fn exists(&self) -> bool {
        (1..=self.pages()).contains(&self.page)
    }
}

/// Loads one page of a query. A macro, because every query has its own type.
macro_rules! paged {
    ($conn:expr, $chosen:expr, $order:expr, $select:expr, $page:expr, $per_page:expr) => {{
        let rows: Vec<_> = $chosen()
            .order($order)
            .limit($per_page)
            .offset(crate::models::offset($page, $per_page))
            .select($select)
            .load($conn)?;
        let total = match rows.len() as i64 {
            // A first page that isn't full is also the last, so there is no need to count.
            all if $page <= 1 && all < $per_page => all,
            _ => $chosen().select(diesel::dsl::count_star()).first($conn)?,
        };
        crate::models::Paged { rows, total, page: $page, per_page: $per_page }
    }};
}
pub(crate) use paged;

pub(crate) fn offset(page: i64, per_page: i64) -> i64 {
    (page - 1).max(0).saturating_mul(per_page)
}
