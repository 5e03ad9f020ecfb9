//! The desk's list of careers of any status: filtered, sorted and paged.

use chrono::NaiveDateTime;
use diesel::dsl::{self, sql};
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::career::{Origin, Status};
use super::text::holding;
use super::{Paged, QueryResult, offset, review};
use crate::db::{Backend, Conn, careers, categories};
use crate::profile::{Profile, Slug, slug::fold, words};

/// SQL condition: a career that was published has a newer draft.
const AHEAD: &str = "(careers.status <> 'draft' AND careers.draft_revision_id <> careers.live_revision_id)";

/// Each word adds a condition to the statement, so their number is limited.
const MOST_WORDS: usize = 8;

words! {
    /// Where a career is in the workflow, as a filter.
    pub enum Stage {
        Draft = "Draft",
        Published = "Published",
        Ahead = "Published, with newer draft",
        Waiting = "Waiting for review",
        Withdrawn = "Withdrawn",
        Featured = "Featured on the home page",
    }
}

words! {
    /// How complete a profile is, as a filter.
    pub enum Fullness {
        Complete = "All 10 sections",
        Incomplete = "Some sections missing",
        Sparse = "Fewer than 5 sections",
    }
}

words! {
    /// The order of the list.
    #[derive(Default, strum::VariantArray)]
    pub enum DeskSort {
        /// By title.
        #[default]
        Title,
        /// Most recently saved first.
        Saved,
        /// By status, then title.
        Status,
    }
}

#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words that the title must contain.
    pub words: String,
    pub stage: Option<Stage>,
    pub category: Option<Slug>,
    /// The origin of the newest revision.
    pub origin: Option<Origin>,
    pub fullness: Option<Fullness>,
    pub sort: DeskSort,
    /// Counts from 1.
    pub page: i64,
}

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = careers)]
pub struct DeskCareer {
    pub id: i64,
    /// The title of the draft.
    pub title: String,
    pub slug: Slug,
    pub status: Status,
    pub version: i64,
    #[diesel(select_expression = categories::name.nullable())]
    pub category: Option<String>,
    pub origin: Origin,
    pub featured: bool,
    /// Whether the draft is newer than the live revision.
    #[diesel(select_expression = sql(AHEAD), select_expression_type = SqlLiteral<Bool>)]
    pub is_ahead: bool,
    #[diesel(select_expression = sql(&review::waits()), select_expression_type = SqlLiteral<Bool>)]
    pub is_waiting: bool,
    /// How many sections the draft has.
    pub sections: i32,
    /// UTC.
    pub saved_at: NaiveDateTime,
}

type NarrowedCareers<'a> = dsl::IntoBoxed<'a, dsl::LeftJoin<careers::table, categories::table>, Backend>;

fn narrowed(wanted: &Wanted) -> NarrowedCareers<'_> {
    let mut query = careers::table.left_join(categories::table).into_boxed();
    let words = fold(&wanted.words);
    for word in words.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS) {
        query = query.filter(careers::sort_key.like(holding(word)).escape('\\'));
    }
    if let Some(stage) = wanted.stage {
        let is = |status| careers::status.eq(status);
        query = match stage {
            Stage::Draft => query.filter(is(Status::Draft)),
            Stage::Published => query.filter(is(Status::Published)),
            Stage::Ahead => query.filter(is(Status::Published)).filter(sql::<Bool>(AHEAD)),
            Stage::Waiting => query.filter(sql::<Bool>(&review::waits())),
            Stage::Withdrawn => query.filter(is(Status::Withdrawn)),
            Stage::Featured => query.filter(careers::featured.eq(true)),
        };
    }
    if let Some(category) = &wanted.category {
        query = query.filter(categories::slug.eq(category));
    }
    if let Some(origin) = wanted.origin {
        query = query.filter(careers::origin.eq(origin));
    }
    match wanted.fullness {
        Some(Fullness::Complete) => query.filter(careers::sections.eq(Profile::SECTIONS)),
        Some(Fullness::Incomplete) => query.filter(careers::sections.lt(Profile::SECTIONS)),
        Some(Fullness::Sparse) => query.filter(careers::sections.lt(Profile::SECTIONS / 2)),
        None => query,
    }
}

pub fn list(conn: &mut Conn, wanted: &Wanted, per_page: i64) -> QueryResult<Paged<DeskCareer>> {
    let total = narrowed(wanted).count().get_result(conn)?;
    let all = narrowed(wanted);
    let query = match wanted.sort {
        DeskSort::Title => all.order((careers::sort_key, careers::id)),
        DeskSort::Saved => all.order((careers::saved_at.desc(), careers::id)),
        DeskSort::Status => all.order((careers::status, careers::sort_key, careers::id)),
    };
    let rows = query
        .limit(per_page)
        .offset(offset(wanted.page, per_page))
        .select(DeskCareer::as_select())
        .load(conn)?;
    Ok(Paged { rows, total, page: wanted.page, per_page })
}
