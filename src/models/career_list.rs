//! The careers as their editors list them: whatever their status, narrowed, sorted, a page at a time.

use chrono::NaiveDateTime;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Timestamp};

use super::career::{Origin, Status};
use super::{Paged, QueryResult, offset, review};
use crate::db::{Conn, Word, careers, categories};
use crate::profile::{Slug, slug::fold, words};

/// How many parts a full profile has, as [`Line::parts`] counts them.
pub const PARTS: i64 = 9;

/// Which of its parts a career has, counted. What is stored is counted: of a public career what visitors see.
/// As text, since diesel can't add up cases; it is the same on both databases.
const COUNTED: &str = "CAST((CASE WHEN careers.summary <> '' THEN 1 ELSE 0 END) \
    + (CASE WHEN careers.education IS NOT NULL THEN 1 ELSE 0 END) \
    + (CASE WHEN EXISTS (SELECT 1 FROM bullets b WHERE b.career_id = careers.id AND b.list = 'responsibility') \
        THEN 1 ELSE 0 END) \
    + (CASE WHEN EXISTS (SELECT 1 FROM bullets b WHERE b.career_id = careers.id AND b.list = 'qualification') \
        THEN 1 ELSE 0 END) \
    + (CASE WHEN EXISTS (SELECT 1 FROM pay p WHERE p.career_id = careers.id) THEN 1 ELSE 0 END) \
    + (CASE WHEN EXISTS (SELECT 1 FROM experience_buckets e WHERE e.career_id = careers.id) THEN 1 ELSE 0 END) \
    + (CASE WHEN EXISTS (SELECT 1 FROM career_skills s WHERE s.career_id = careers.id) THEN 1 ELSE 0 END) \
    + (CASE WHEN EXISTS (SELECT 1 FROM related_careers r WHERE r.career_id = careers.id) THEN 1 ELSE 0 END) \
    + (CASE WHEN EXISTS (SELECT 1 FROM faqs f WHERE f.career_id = careers.id) THEN 1 ELSE 0 END) AS BIGINT)";

/// Whether something was saved since a public career was last published.
const AHEAD: &str = "(careers.status <> 'draft' AND EXISTS (SELECT 1 FROM revisions r \
    WHERE r.career_id = careers.id AND r.published_at IS NULL AND NOT EXISTS (SELECT 1 FROM revisions n \
        WHERE n.career_id = r.career_id AND n.number > r.number)))";

/// When a career was last saved, as a draft or by an importer.
const SAVED_AT: &str = "COALESCE((SELECT MAX(r.made_at) FROM revisions r WHERE r.career_id = careers.id), \
    careers.updated_at)";

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
    /// Its title: of a public career the one that visitors see.
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
    /// How many of the [`PARTS`] it has.
    pub parts: i64,
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
            query = query.filter(careers::sort_key.like(containing(word)).escape('\\'));
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
            Some(Fullness::Complete) => query.filter(sql::<BigInt>(COUNTED).eq(PARTS)),
            Some(Fullness::Incomplete) => query.filter(sql::<BigInt>(COUNTED).lt(PARTS)),
            Some(Fullness::Sparse) => query.filter(sql::<BigInt>(COUNTED).lt(PARTS / 2 + 1)),
            None => query,
        }
    }};
}

/// A page of the careers that are asked for.
pub fn list(conn: &mut Conn, wanted: &Wanted, per_page: i64) -> QueryResult<Paged<Line>> {
    let total = narrowed!(wanted).count().get_result(conn)?;
    let query = match wanted.sort {
        Sort::Title => narrowed!(wanted).order((careers::sort_key, careers::id)),
        Sort::Saved => narrowed!(wanted).order((sql::<Timestamp>(SAVED_AT).desc(), careers::id)),
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
            sql::<BigInt>(COUNTED),
            sql::<Timestamp>(SAVED_AT),
        ))
        .load(conn)?;
    Ok(Paged { rows, total, page: wanted.page, per_page })
}

/// A pattern for what contains a word, whose own `%` and `_` stand for themselves.
fn containing(word: &str) -> String {
    let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}
