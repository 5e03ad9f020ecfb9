//! Code shared by insights, interview questions and jobs, which all belong to a career. The queries are macros, because
//! diesel's types depend on the table.

use serde::Serialize;

use super::career;
use super::content::{ContentRefused, Stored};
use crate::db::Conn;
use crate::profile::Slug;
use crate::profile::voices::Moderation;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfCareer<T> {
    pub career: Slug,
    #[serde(flatten)]
    pub what: T,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Listed<T> {
    pub stored: Stored<OfCareer<T>>,
    pub career_title: String,
}

#[derive(Clone, Debug)]
pub struct ContentFilter<S> {
    pub career: Option<String>,
    pub state: Option<S>,
    pub text: Option<String>,
}

/// The id and version of the row, the career's slug and title, and the row.
pub(super) type Joined<R> = (i64, i64, Slug, String, R);

impl<T: From<R>, R> From<Joined<R>> for Listed<T> {
    fn from((id, version, career, career_title, row): Joined<R>) -> Self {
        let value = OfCareer { career, what: row.into() };
        Self { stored: Stored { id, version, value }, career_title }
    }
}

pub(super) fn moderated(now: Moderation, before: Moderation) -> &'static str {
    match now {
        same if same == before => "changed",
        Moderation::Approved => "approved",
        Moderation::Rejected => "rejected",
        Moderation::Pending => "set to waiting",
    }
}

pub(super) fn career_id(conn: &mut Conn, slug: &Slug) -> Result<i64, ContentRefused> {
    let id = career::ids(conn, &[slug])?.remove(slug.as_str());
    id.ok_or_else(|| ContentRefused::problem("career", format!("No career has the web address “{slug}”")))
}

/// Defines functions that read and replace all rows of careers, and list the rows of the whole site. The module must
/// define `Row`, which converts into `$what`; `new`, which creates a `Row`; and `narrowed`, which filters by state and
/// text.
macro_rules! of_career {
    ($table:ident, $what:ty, $state:ty) => {
        type Chosen<'a> =
            diesel::dsl::IntoBoxed<'a, diesel::dsl::InnerJoin<$table::table, careers::table>, Backend>;

        /// In any state, oldest first.
        pub fn of(conn: &mut Conn, careers: &[i64]) -> QueryResult<ByCareer<$what>> {
            let rows: Vec<Row> = $table::table
                .filter($table::career_id.eq_any(careers))
                .order(($table::career_id, $table::id))
                .select(Row::as_select())
                .load(conn)?;
            Ok(grouped(rows.into_iter().map(|row| (row.career_id, row.into()))))
        }

        pub fn replace(conn: &mut Conn, careers: &[(i64, &[$what])]) -> QueryResult<()> {
            let ids: Vec<i64> = careers.iter().map(|(id, _)| *id).collect();
            for ids in ids.chunks(CHUNK) {
                diesel::delete($table::table.filter($table::career_id.eq_any(ids))).execute(conn)?;
            }
            let rows = careers.iter().flat_map(|(id, all)| all.iter().map(|one| new(*id, one)));
            insert_rows(conn, &rows.collect::<Vec<_>>())?;
            OfCareer::<$what>::tidy(conn)
        }

        fn insert_rows(conn: &mut Conn, rows: &[Row]) -> QueryResult<()> {
            insert_all!(conn, $table::table, rows)
        }

        /// In any state, newest first.
        pub fn listed(
            conn: &mut Conn,
            filter: &ContentFilter<$state>,
            page: i64,
            per_page: i64,
        ) -> QueryResult<Paged<Listed<$what>>> {
            let chosen = || {
                let all = narrowed($table::table.inner_join(careers::table).into_boxed(), filter);
                match &filter.career {
                    Some(career) => all.filter(careers::slug.eq(career)),
                    None => all,
                }
            };
            let select = ($table::id, $table::version, careers::slug, careers::title, Row::as_select());
            let rows: Paged<Joined<Row>> = paged!(conn, chosen, $table::id.desc(), select, page, per_page);
            Ok(rows.map(Listed::from))
        }
    };
}
pub(super) use of_career;

/// The methods of [`Content`](super::content::Content) that are the same for all three types.
macro_rules! stored_in {
    ($table:ident) => {
        fn find(conn: &mut Conn, id: i64) -> QueryResult<Option<Stored<Self>>> {
            let row: Option<Joined<Row>> = $table::table
                .inner_join(careers::table)
                .filter($table::id.eq(id))
                .select(($table::id, $table::version, careers::slug, careers::title, Row::as_select()))
                .first(conn)
                .optional()?;
            Ok(row.map(|row| Listed::from(row).stored))
        }

        fn insert(conn: &mut Conn, value: &Self) -> Result<i64, ContentRefused> {
            let row = new(career_id(conn, &value.career)?, &value.what);
            Ok(diesel::insert_into($table::table).values(row).returning($table::id).get_result(conn)?)
        }

        fn update(conn: &mut Conn, before: &Stored<Self>, value: &Self) -> Result<(), ContentRefused> {
            let row = new(career_id(conn, &value.career)?, &value.what);
            let old = $table::table.find(before.id).filter($table::version.eq(before.version));
            one(diesel::update(old).set((row, $table::version.eq(before.version + 1))).execute(conn)?)
        }

        fn delete(conn: &mut Conn, stored: &Stored<Self>) -> Result<(), ContentRefused> {
            let old = $table::table.find(stored.id).filter($table::version.eq(stored.version));
            one(diesel::delete(old).execute(conn)?)
        }
    };
}
pub(super) use stored_in;
