//! The careers as their editors list them: whatever their status, narrowed, sorted, a page at a time.

use chrono::NaiveDateTime;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use super::career::{Origin, Status};
use super::text::holding;
use super::{Paged, QueryResult, offset, review};
use crate::db::{Conn, Word, careers, categories};
use crate::profile::{Profile, Slug, slug::fold, words};

/// Whether a public career has a newer draft.
const AHEAD: &str = "(careers.status <> 'draft' AND careers.draft_revision_id <> careers.live_revision_id)";

/// How many of the words that are typed narrow the list. Each is a condition, of which a statement takes a bounded
/// number.
const MOST_WORDS: usize = 8;

words! {
    /// Where a career is, as lists are narrowed by it.
    #[derive(strum::VariantArray)]
    pub enum Stage {
        /// Never shown.
        Draft,
        /// Shown.
        Published,
        /// Shown, with a draft that is newer.
        Ahead,
        /// With a draft that waits for review.
        Waiting,
        /// Shown no longer.
        Withdrawn,
    }
}

words! {
    /// How much of a profile there is.
    #[derive(strum::VariantArray)]
    pub enum Fullness {
        /// All of its parts.
        Complete,
        /// Some are lacking.
        Incomplete,
        /// Most are lacking.
        Sparse,
    }
}

words! {
    /// What a list is sorted by.
    #[derive(Default, strum::VariantArray)]
    pub enum Sort {
        /// By title.
        #[default]
        Title,
        /// The last saved first.
        Saved,
        /// By status, then title.
        Status,
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words that the title holds.
    pub words: String,
    /// Where it is.
    pub stage: Option<Stage>,
    /// Its category.
    pub category: Option<Slug>,
    /// Who wrote it last.
    pub origin: Option<Origin>,
    /// How much of it there is.
    pub fullness: Option<Fullness>,
    /// In what order.
    pub sort: Sort,
    /// The page, from 1.
    pub page: i64,
}

/// A career as a line of the list.
#[derive(Clone, Debug, Queryable)]
pub struct Line {
    /// Its id.
    pub id: i64,
    /// The title of its draft.
    pub title: String,
    /// Its slug.
    pub slug: Word<Slug>,
    /// Where it is in its life.
    pub status: Word<Status>,
    /// Its version, for forms.
    pub version: i64,
    /// Its category's name.
    pub category: Option<String>,
    /// Who wrote it last.
    pub origin: Word<Origin>,
    /// Whether a draft is ahead of what visitors see.
    pub is_ahead: bool,
    /// Whether its draft waits for review.
    pub is_waiting: bool,
    /// How many of its sections are filled in the draft.
    pub sections: i32,
    /// When it was last saved, UTC.
    pub saved_at: NaiveDateTime,
}

/// Narrows a boxed query; a macro, since the type of a joined and boxed one fills a page.
macro_rules! narrowed {
    ($wanted:expr) => {{
        let wanted: &Wanted = $wanted;
        let mut query = careers::table.left_join(categories::table).into_boxed();
        let words = fold(&wanted.words);
        for word in words.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS) {
            query = query.filter(careers::sort_key.like(holding(word)).escape('\\'));
        }
        if let Some(stage) = wanted.stage {
            let status: Option<&str> = match stage {
                Stage::Draft => Some(Status::Draft.into()),
                Stage::Published | Stage::Ahead => Some(Status::Published.into()),
                Stage::Withdrawn => Some(Status::Withdrawn.into()),
                Stage::Waiting => None,
            };
            if let Some(status) = status {
                query = query.filter(careers::status.eq(status));
            }
            query = match stage {
                Stage::Ahead => query.filter(sql::<Bool>(AHEAD)),
                Stage::Waiting => query.filter(sql::<Bool>(&review::waits())),
                Stage::Draft | Stage::Published | Stage::Withdrawn => query,
            };
        }
        if let Some(category) = &wanted.category {
            query = query.filter(categories::slug.eq(category.as_str()));
        }
        if let Some(origin) = wanted.origin {
            query = query.filter(careers::origin.eq(<&str>::from(origin)));
        }
        match wanted.fullness {
            Some(Fullness::Complete) => query.filter(careers::sections.eq(Profile::SECTIONS)),
            Some(Fullness::Incomplete) => query.filter(careers::sections.lt(Profile::SECTIONS)),
            Some(Fullness::Sparse) => query.filter(careers::sections.le(Profile::SECTIONS / 2)),
            None => query,
        }
    }};
}

/// A page of the careers that are asked for.
pub fn list(conn: &mut Conn, wanted: &Wanted, per_page: i64) -> QueryResult<Paged<Line>> {
    let total = narrowed!(wanted).count().get_result(conn)?;
    let query = match wanted.sort {
        Sort::Title => narrowed!(wanted).order((careers::sort_key, careers::id)),
        Sort::Saved => narrowed!(wanted).order((careers::saved_at.desc(), careers::id)),
        Sort::Status => narrowed!(wanted).order((careers::status, careers::sort_key, careers::id)),
    };
    let rows = query
        .limit(per_page)
        .offset(offset(wanted.page, per_page))
        .select((
            careers::id,
            careers::title,
            careers::slug,
            careers::status,
            careers::version,
            categories::name.nullable(),
            careers::origin,
            sql::<Bool>(AHEAD),
            sql::<Bool>(&review::waits()),
            careers::sections,
            careers::saved_at,
        ))
        .load(conn)?;
    Ok(Paged { rows, total, page: wanted.page, per_page })
}
