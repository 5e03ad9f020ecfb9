//! Reads the forms of the publication page. The errors are all problems of a form, each with its field.

use chrono::{NaiveDateTime, NaiveTime};

use crate::forms::Typed;
use crate::forms::number::date;
use crate::models::publication::Withdrawal;
use crate::models::schedule::Plan;
use crate::profile::Slug;
use crate::profile::check::Problem;

/// The longest reason, in characters.
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
        problems.push(problem("reason", format!("has {length} characters, more than {LONGEST_REASON}")));
    }
    if reason.chars().any(|c| c.is_control() && c != '\n') {
        problems.push(problem("reason", "holds a control character"));
    }
    if problems.is_empty() { Ok(Withdrawal { reason, alternative }) } else { Err(problems) }
}

pub fn plan(typed: &Typed) -> Result<Plan, Vec<Problem>> {
    let mut problems = Vec::new();
    let is_told = ["reason", "alternative"].iter().any(|field| !typed.get(field).is_empty());
    match typed.get("action") {
        "publish" if is_told => {
            problems.push(problem("action", "choose “Withdraw”, or clear what visitors are told"));
        }
        "withdraw" | "publish" => {}
        _ => problems.push(problem("action", "choose what to do")),
    }
    let due_at = due_at(typed).map_err(|wrong| problems.push(problem("due", wrong))).ok();
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

pub fn plan_in_words(typed: &Typed) -> String {
    let verb = if is_withdrawal(typed) { "Withdraw" } else { "Publish" };
    format!("{verb} on {} at {} UTC", typed.get("date"), typed.get("time"))
}

fn due_at(typed: &Typed) -> Result<NaiveDateTime, &'static str> {
    let date = date(typed.get("date")).map_err(|_| "give a day, such as 2027-01-31")?;
    let time = NaiveTime::parse_from_str(typed.get("time"), "%H:%M")
        .or_else(|_| NaiveTime::parse_from_str(typed.get("time"), "%H:%M:%S"))
        .map_err(|_| "give a time, such as 09:30")?;
    Ok(date.and_time(time))
}

fn problem(field: &str, message: impl Into<String>) -> Problem {
    Problem { field: field.into(), message: message.into() }
}
