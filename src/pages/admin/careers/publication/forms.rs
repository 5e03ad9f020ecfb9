//! Reads the forms of the publication page. Each returns all of its problems, with their fields.

use chrono::{NaiveDateTime, NaiveTime};

use crate::forms::Typed;
use crate::forms::number::date;
use crate::models::publication::Withdrawal;
use crate::models::schedule::Plan;
use crate::profile::Slug;
use crate::profile::check::Problem;

/// In characters.
const LONGEST_REASON: usize = 1_000;

pub fn withdrawal(typed: &Typed) -> Result<Withdrawal, Vec<Problem>> {
    let mut problems = Vec::new();
    let reason = typed.get("reason").to_owned();
    let alternative = match typed.get("alternative") {
        "" => None,
        slug => Slug::parse(slug).map_err(|wrong| problems.push(problem("alternative", wrong))).ok(),
    };
    let length = reason.chars().count();
    if length > LONGEST_REASON {
        problems
            .push(problem("reason", format!("Shorten this to {LONGEST_REASON} characters; it has {length}")));
    }
    if reason.chars().any(|c| c.is_control() && c != '\n') {
        problems.push(problem("reason", "Remove the control character"));
    }
    if problems.is_empty() { Ok(Withdrawal { reason, alternative }) } else { Err(problems) }
}

pub fn plan(typed: &Typed) -> Result<Plan, Vec<Problem>> {
    let mut problems = Vec::new();
    let is_told = ["reason", "alternative"].iter().any(|field| !typed.get(field).is_empty());
    match typed.get("action") {
        "publish" if is_told => {
            problems.push(problem("action", "Choose “Withdraw”, or clear what visitors are told"));
        }
        "withdraw" | "publish" => {}
        _ => problems.push(problem("action", "Choose an action")),
    }
    let due_at = due_at(typed).map_err(|wrong| problems.push(wrong)).ok();
    let withdrawal = withdrawal(typed).map_err(|wrong| problems.extend(wrong)).ok();
    match due_at {
        Some(due_at) if problems.is_empty() => {
            Ok(Plan { due_at, withdrawal: withdrawal.filter(|_| is_withdrawal(typed)) })
        }
        _ => Err(problems),
    }
}

pub fn is_withdrawal(typed: &Typed) -> bool {
    typed.get("action") == "withdraw"
}

fn due_at(typed: &Typed) -> Result<NaiveDateTime, Problem> {
    let date = date(typed.get("date")).map_err(|_| problem("date", "Enter a date like 2027-01-31"))?;
    let time = NaiveTime::parse_from_str(typed.get("time"), "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(typed.get("time"), "%H:%M:%S"))
        .map_err(|_| problem("time", "Enter a time like 09:30"))?;
    Ok(date.and_time(time))
}

fn problem(field: &str, message: impl Into<String>) -> Problem {
    Problem { field: field.into(), message: message.into() }
}
