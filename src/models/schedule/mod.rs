//! Scheduled publications and withdrawals, and their outcomes.

mod run;

use chrono::NaiveDateTime;
use diesel::dsl::{AssumeNotNull, Nullable};
use diesel::prelude::*;

use super::audit::{Actor, Change};
use super::draft::{self, Draft, DraftRefused};
use super::publication::Withdrawal;
use super::{QueryResult, career};
use crate::db::{Conn, careers, schedules, text_column, users};
use crate::profile::words;

pub use run::run_due;

words! {
    /// The action of a schedule when it is due.
    pub enum ScheduledAction {
        /// Publishes the newest draft at that time.
        Publish,
        /// Withdraws the career.
        Withdraw,
    }
}

words! {
    /// The state of a schedule.
    pub enum State {
        /// It hasn't run yet.
        Waiting,
        /// It ran.
        Done,
        /// It was refused; the schedule says why.
        Failed,
        /// A user canceled it.
        Cancelled,
    }
}

text_column!(ScheduledAction, State);

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = schedules)]
pub struct Schedule {
    pub id: i64,
    pub career_id: i64,
    pub action: ScheduledAction,
    /// UTC.
    pub due_at: NaiveDateTime,
    /// None for a publication.
    #[diesel(select_expression = (schedules::reason.assume_not_null(), careers::slug.nullable()).nullable())]
    #[diesel(select_expression_type = Nullable<(AssumeNotNull<schedules::reason>, Nullable<careers::slug>)>)]
    pub withdrawal: Option<Withdrawal>,
    pub state: State,
    pub failure: Option<String>,
    /// None if the account was deleted.
    #[diesel(select_expression = users::email.nullable())]
    pub maker: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// UTC.
    pub due_at: NaiveDateTime,
    /// None for a publication.
    pub withdrawal: Option<Withdrawal>,
}

macro_rules! rows {
    () => {
        schedules::table
            .left_join(users::table)
            .left_join(careers::table.on(schedules::alternative_id.eq(careers::id.nullable())))
            .select(Schedule::as_select())
    };
}
use rows;

/// Fails with [`DraftRefused::Problems`] if the time has passed, or if the alternative doesn't exist.
pub fn create(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    version: i64,
    plan: &Plan,
) -> Result<(), DraftRefused> {
    let draft = draft::at_version(conn, career_id, version)?;
    if plan.due_at <= actor.at {
        let message = format!("Choose a later time: {} UTC has passed", plan.due_at.format("%Y-%m-%d %H:%M"));
        return Err(DraftRefused::problem("date", message));
    }
    let alternative = alternative_id(conn, plan, &draft)?;
    let action = if plan.withdrawal.is_some() { ScheduledAction::Withdraw } else { ScheduledAction::Publish };
    diesel::insert_into(schedules::table)
        .values((
            schedules::career_id.eq(career_id),
            schedules::action.eq(action),
            schedules::due_at.eq(plan.due_at),
            schedules::reason.eq(plan.withdrawal.as_ref().map(|withdrawal| &withdrawal.reason)),
            schedules::alternative_id.eq(alternative),
            schedules::state.eq(State::Waiting),
            schedules::user_id.eq(actor.user_id),
            schedules::made_at.eq(actor.at),
        ))
        .execute(conn)?;
    Ok(draft.record(conn, actor, "scheduled", &changes(action, plan.due_at))?)
}

fn alternative_id(conn: &mut Conn, plan: &Plan, draft: &Draft) -> Result<Option<i64>, DraftRefused> {
    let Some(slug) = plan.withdrawal.as_ref().and_then(|withdrawal| withdrawal.alternative.as_ref()) else {
        return Ok(None);
    };
    match career::find(conn, slug)? {
        Some(found) if found.id != draft.career_id => Ok(Some(found.id)),
        _ => {
            Err(DraftRefused::problem("alternative", format!("No other career has the web address “{slug}”")))
        }
    }
}

/// Fails with [`DraftRefused::Problems`] if the schedule isn't waiting anymore.
pub fn cancel(
    conn: &mut Conn,
    actor: &Actor,
    career_id: i64,
    version: i64,
    id: i64,
) -> Result<(), DraftRefused> {
    let draft = draft::at_version(conn, career_id, version)?;
    let own = schedules::table
        .find(id)
        .filter(schedules::career_id.eq(career_id))
        .filter(schedules::state.eq(State::Waiting));
    if diesel::update(own).set(schedules::state.eq(State::Cancelled)).execute(conn)? == 0 {
        return Err(DraftRefused::problem("schedule", "This schedule has already run or been canceled"));
    }
    let (action, due_at): (ScheduledAction, NaiveDateTime) =
        schedules::table.find(id).select((schedules::action, schedules::due_at)).first(conn)?;
    Ok(draft.record(conn, actor, "canceled a schedule for", &changes(action, due_at))?)
}

fn changes(action: ScheduledAction, due_at: NaiveDateTime) -> [Change; 2] {
    [Change::to("action", <&str>::from(action)), Change::to("due_at", due_at)]
}

/// The 100 schedules with the latest times, latest first.
pub fn of(conn: &mut Conn, career_id: i64) -> QueryResult<Vec<Schedule>> {
    Ok(rows!()
        .filter(schedules::career_id.eq(career_id))
        .order((schedules::due_at.desc(), schedules::id.desc()))
        .limit(100)
        .load(conn)?)
}
