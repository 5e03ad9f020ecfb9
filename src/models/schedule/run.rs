//! Runs each due schedule once, even if several instances look for due schedules.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Schedule, ScheduledAction, State, rows};
use crate::db::{Conn, Db, Lock, careers, lock, schedules, users};
use crate::models::QueryResult;
use crate::models::audit::{Actor, Change};
use crate::models::draft::{self, DraftRefused};
use crate::models::publication;
use crate::profile::fields::in_words;

/// Runs each schedule in its own transaction, and returns how many ran or were refused. If one fails because of the
/// database, it keeps waiting and the others continue.
pub fn run_due(db: &Db, now: NaiveDateTime) -> QueryResult<usize> {
    let due = db.read_now(|conn| due(conn, now))?;
    let mut ended = 0;
    for id in due {
        let done = db.write_now(|conn| run(conn, id, now));
        let done = match done {
            Ok(done) => Ok(done),
            Err(DraftRefused::Db(error)) => Err(error),
            // The refusal was rolled back together with the claim, so it is recorded in its own transaction.
            Err(refused) => db.write_now(|conn| fail(conn, id, now, &reason(&refused))),
        };
        match done {
            Ok(true) => ended += 1,
            Ok(false) => {}
            Err(error) => {
                tracing::error!(%error, schedule = id, "running a schedule failed; it will be retried")
            }
        }
    }
    Ok(ended)
}

/// Earliest first.
fn due(conn: &mut Conn, now: NaiveDateTime) -> QueryResult<Vec<i64>> {
    Ok(schedules::table
        .filter(schedules::state.eq(State::Waiting))
        .filter(schedules::due_at.le(now))
        .order((schedules::due_at, schedules::id))
        .select(schedules::id)
        .load(conn)?)
}

/// Returns false if another instance has claimed the schedule or a user has canceled it.
fn run(conn: &mut Conn, id: i64, now: NaiveDateTime) -> Result<bool, DraftRefused> {
    // Always taken as the first lock, to avoid deadlocks.
    lock(conn, Lock::Profiles)?;
    if !end(conn, id, State::Done, None)? {
        return Ok(false);
    }
    let schedule = load(conn, id)?;
    let career_id = schedule.career_id;
    let version: i64 = careers::table.find(career_id).select(careers::version).first(conn)?;
    let actor = Actor::other("schedule", now);
    match schedule.action {
        ScheduledAction::Publish => publication::publish(conn, &actor, career_id, version)?,
        ScheduledAction::Withdraw => {
            let withdrawal = schedule.withdrawal.unwrap_or_default();
            publication::withdraw(conn, &actor, career_id, version, &withdrawal)?;
        }
    }
    Ok(true)
}

/// Returns false if the schedule isn't waiting anymore.
fn fail(conn: &mut Conn, id: i64, now: NaiveDateTime, why: &str) -> QueryResult<bool> {
    if !end(conn, id, State::Failed, Some(why))? {
        return Ok(false);
    }
    let schedule = load(conn, id)?;
    let Some(draft) = draft::load(conn, schedule.career_id)? else { return Ok(true) };
    let actor = Actor::other("schedule", now);
    let changes = [Change::to("action", <&str>::from(schedule.action)), Change::to("failure", why)];
    draft.record(conn, &actor, "failed to change", &changes)?;
    Ok(true)
}

/// Ends a waiting schedule. Returns false if it isn't waiting; of several concurrent callers, only one succeeds.
fn end(conn: &mut Conn, id: i64, state: State, failure: Option<&str>) -> QueryResult<bool> {
    let waiting = schedules::table.find(id).filter(schedules::state.eq(State::Waiting));
    let claimed = diesel::update(waiting)
        .set((schedules::state.eq(state), schedules::failure.eq(failure)))
        .execute(conn)?;
    Ok(claimed == 1)
}

fn load(conn: &mut Conn, id: i64) -> QueryResult<Schedule> {
    Ok(rows!().filter(schedules::id.eq(id)).first(conn)?)
}

fn reason(refused: &DraftRefused) -> String {
    match refused {
        DraftRefused::Problems(problems) => problems.iter().map(in_words).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
