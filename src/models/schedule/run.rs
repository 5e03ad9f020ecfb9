//! Runs due schedules once, however many instances look.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::{Action, Row, Schedule, State, rows};
use crate::db::{Conn, Db, Lock, Word, careers, lock, schedules, users};
use crate::models::QueryResult;
use crate::models::audit::{self, Actor, Change};
use crate::models::draft::{self, Refused};
use crate::models::publication;
use crate::profile::fields::in_words;

/// Each in its own transaction; returns how many were done or refused. One that fails because of the database is logged
/// and keeps waiting; the others continue.
pub fn run_due(db: &Db, now: NaiveDateTime) -> QueryResult<usize> {
    let due = db.read_now(|conn| due(conn, now))?;
    let mut ended = 0;
    for id in due {
        let done = db.write_now(|conn| run(conn, id, now));
        let done = match done {
            Ok(done) => Ok(done),
            Err(Refused::Db(error)) => Err(error),
            // What was refused has been rolled back, the claim too: it is noted in a transaction of its own.
            Err(refused) => db.write_now(|conn| fail(conn, id, now, &reason(&refused))),
        };
        match done {
            Ok(true) => ended += 1,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, schedule = id, "a schedule can’t be run; it stays waiting"),
        }
    }
    Ok(ended)
}

/// Earliest first.
fn due(conn: &mut Conn, now: NaiveDateTime) -> QueryResult<Vec<i64>> {
    Ok(schedules::table
        .filter(schedules::state.eq(Word(State::Waiting)))
        .filter(schedules::due_at.le(now))
        .order((schedules::due_at, schedules::id))
        .select(schedules::id)
        .load(conn)?)
}

/// False where somebody else has claimed or canceled it.
fn run(conn: &mut Conn, id: i64, now: NaiveDateTime) -> Result<bool, Refused> {
    // First this lock, as everywhere, to avoid deadlocks.
    lock(conn, Lock::Profiles)?;
    if !end(conn, id, State::Done, None)? {
        return Ok(false);
    }
    let schedule = load(conn, id)?;
    let career_id = schedule.career_id;
    let version: i64 = careers::table.find(career_id).select(careers::version).first(conn)?;
    let actor = Actor::other("schedule", now);
    match schedule.action {
        Action::Publish => publication::publish(conn, &actor, career_id, version)?,
        Action::Withdraw => {
            let withdrawal = schedule.withdrawal.unwrap_or_default();
            publication::withdraw(conn, &actor, career_id, version, &withdrawal)?;
        }
    }
    Ok(true)
}

/// False where somebody else has ended it.
fn fail(conn: &mut Conn, id: i64, now: NaiveDateTime, why: &str) -> QueryResult<bool> {
    if !end(conn, id, State::Failed, Some(why))? {
        return Ok(false);
    }
    let schedule = load(conn, id)?;
    let Some(draft) = draft::load(conn, schedule.career_id)? else { return Ok(true) };
    let actor = Actor::other("schedule", now);
    let changes = [Change::to("action", <&str>::from(schedule.action)), Change::to("failure", why)];
    audit::record(conn, &actor, "schedule failed", &draft.subject(), &changes)?;
    Ok(true)
}

/// Ends a waiting schedule; false where it isn't waiting. Of several concurrent callers, one succeeds.
fn end(conn: &mut Conn, id: i64, state: State, failure: Option<&str>) -> QueryResult<bool> {
    let waiting = schedules::table.find(id).filter(schedules::state.eq(Word(State::Waiting)));
    let claimed = diesel::update(waiting)
        .set((schedules::state.eq(Word(state)), schedules::failure.eq(failure)))
        .execute(conn)?;
    Ok(claimed == 1)
}

fn load(conn: &mut Conn, id: i64) -> QueryResult<Schedule> {
    Ok(rows!().filter(schedules::id.eq(id)).first::<Row>(conn)?.into())
}

fn reason(refused: &Refused) -> String {
    match refused {
        Refused::Problems(problems) => problems.iter().map(in_words).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
