//! Reviews: authors submit drafts for an editor to look at. A review is waiting while its revision is the newest and
//! not published; saving another revision or publishing it ends the review.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};

use super::QueryResult;
use super::audit::{Actor, Change};
use super::draft::{self, Draft, DraftRefused};
use crate::db::{Conn, reviews};

/// In characters.
const MOST: usize = 2_000;

/// SQL condition: a review is waiting. The list of careers uses it too.
const WAITS: &str = "(reviews.returned_at IS NULL AND EXISTS (SELECT 1 FROM revisions r \
    JOIN careers c ON c.draft_revision_id = r.id \
    WHERE c.id = reviews.career_id AND r.number = reviews.revision AND r.published_at IS NULL))";

pub(super) fn waits() -> String {
    format!("EXISTS (SELECT 1 FROM reviews WHERE reviews.career_id = careers.id AND {WAITS})")
}

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = reviews)]
pub struct Review {
    /// The number of the revision under review.
    pub revision: i64,
    /// UTC.
    pub submitted_at: NaiveDateTime,
    /// The author's name at the time.
    pub submitted_by: String,
    /// May be empty.
    pub note: String,
    /// UTC.
    pub returned_at: Option<NaiveDateTime>,
    pub returned_by: Option<String>,
    pub answer: Option<String>,
    #[diesel(select_expression = sql(WAITS), select_expression_type = SqlLiteral<Bool>)]
    pub is_waiting: bool,
}

/// Newest first.
pub fn of(conn: &mut Conn, career_id: i64) -> QueryResult<Vec<Review>> {
    Ok(reviews::table
        .filter(reviews::career_id.eq(career_id))
        .order(reviews::id.desc())
        .select(Review::as_select())
        .load(conn)?)
}

pub fn waiting(conn: &mut Conn) -> QueryResult<i64> {
    Ok(reviews::table.filter(sql::<Bool>(WAITS)).count().get_result(conn)?)
}

/// Fails with [`DraftRefused::Problems`] if there is no unpublished draft, or if a review is waiting already.
pub fn submit(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    version: i64,
    note: &str,
) -> Result<(), DraftRefused> {
    let draft = draft::take(conn, career_id, version)?;
    if draft.revision.published_at.is_some() {
        return Err(DraftRefused::problem("note", "There is no unpublished draft. Save one first"));
    }
    let revision = draft.revision.number;
    if of(conn, career_id)?.iter().any(|review| review.is_waiting) {
        return Err(DraftRefused::problem("note", "This draft is already waiting for review"));
    }
    check_length("note", note)?;
    let row = (
        reviews::career_id.eq(career_id),
        reviews::revision.eq(revision),
        reviews::submitted_at.eq(actor.at),
        reviews::submitted_by.eq(&actor.name),
        reviews::note.eq(note),
    );
    diesel::insert_into(reviews::table).values(row).execute(conn)?;
    Ok(draft.record(conn, actor, "submitted", &changes(revision, note))?)
}

/// Fails with [`DraftRefused::Problems`] if no review is waiting, or if the answer is empty.
pub fn send_back(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    version: i64,
    answer: &str,
) -> Result<(), DraftRefused> {
    let draft = draft::take(conn, career_id, version)?;
    let Some(review) = of(conn, career_id)?.into_iter().find(|review| review.is_waiting) else {
        return Err(DraftRefused::problem("answer", "No draft is waiting for review"));
    };
    if answer.is_empty() {
        return Err(DraftRefused::problem("answer", "Say what needs to change"));
    }
    check_length("answer", answer)?;
    let waiting = reviews::table
        .filter(reviews::career_id.eq(career_id))
        .filter(reviews::revision.eq(review.revision))
        .filter(reviews::returned_at.is_null());
    diesel::update(waiting)
        .set((
            reviews::returned_at.eq(actor.at),
            reviews::returned_by.eq(&actor.name),
            reviews::answer.eq(answer),
        ))
        .execute(conn)?;
    Ok(draft.record(conn, actor, "sent back", &changes(review.revision, answer))?)
}

/// The waiting reviews of drafts, for [`follow`].
pub(super) fn of_drafts(conn: &mut Conn, drafts: &[&Draft]) -> QueryResult<Vec<i64>> {
    let numbers: HashMap<i64, i64> =
        drafts.iter().map(|draft| (draft.career_id, draft.revision.number)).collect();
    let careers: Vec<i64> = numbers.keys().copied().collect();
    let open = reviews::table.filter(reviews::returned_at.is_null());
    let rows: Vec<(i64, i64, i64)> = open
        .filter(reviews::career_id.eq_any(careers))
        .select((reviews::id, reviews::career_id, reviews::revision))
        .load(conn)?;
    let of_draft = |(id, career, revision): (i64, i64, i64)| (numbers[&career] == revision).then_some(id);
    Ok(rows.into_iter().filter_map(of_draft).collect())
}

/// Makes reviews wait for the newest revisions of their careers.
pub(super) fn follow(conn: &mut Conn, ids: &[i64]) -> QueryResult<()> {
    const NEWEST: &str = "(SELECT r.number FROM careers c JOIN revisions r ON r.id = c.draft_revision_id \
        WHERE c.id = reviews.career_id)";
    diesel::update(reviews::table.filter(reviews::id.eq_any(ids)))
        .set(reviews::revision.eq(sql::<BigInt>(NEWEST)))
        .execute(conn)?;
    Ok(())
}

fn check_length(field: &str, text: &str) -> Result<(), DraftRefused> {
    match text.chars().count() > MOST {
        true => Err(DraftRefused::problem(field, "Enter at most 2,000 characters")),
        false => Ok(()),
    }
}

fn changes(revision: i64, note: &str) -> Vec<Change> {
    let note = (!note.is_empty()).then(|| Change::to("note", note));
    [Change::to("revision", revision)].into_iter().chain(note).collect()
}
