//! The forms of the publication page, as they were typed and what they mean.

use chrono::{NaiveDateTime, NaiveTime};

use crate::forms::number::date;
use crate::forms::with_plain_line_ends;
use crate::models::publication::Withdrawal;
use crate::models::schedule::Plan;
use crate::pages::admin::careers::fields::Fields;
use crate::profile::Slug;
use crate::profile::check::Problem;

/// The longest reason, in characters.
const LONGEST_REASON: usize = 1_000;

/// Everything typed on the page. Only one form was sent; the others are blank.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    /// What begins the ids of the form that was sent: `withdraw` or `schedule`.
    pub sent: &'static str,
    pub withdrawal: WithdrawalForm,
    pub schedule: ScheduleForm,
}

impl From<WithdrawalForm> for Forms {
    fn from(withdrawal: WithdrawalForm) -> Self {
        Self { sent: "withdraw", withdrawal, ..Self::default() }
    }
}

impl From<ScheduleForm> for Forms {
    fn from(schedule: ScheduleForm) -> Self {
        Self { sent: "schedule", schedule, ..Self::default() }
    }
}

/// What visitors are told of a withdrawal.
#[derive(Clone, Debug, Default)]
pub struct WithdrawalForm {
    pub reason: String,
    /// The slug of what to read instead.
    pub alternative: String,
}

impl WithdrawalForm {
    pub fn of(fields: &Fields) -> Self {
        let alternative = fields.get("alternative").to_owned();
        Self { reason: with_plain_line_ends(fields.get("reason")), alternative }
    }

    /// # Errors
    /// Everything wrong with it, each with its field.
    pub fn read(&self) -> Result<Withdrawal, Vec<Problem>> {
        let mut problems = Vec::new();
        let alternative = match self.alternative.as_str() {
            "" => None,
            slug => Slug::parse(slug).map_err(|wrong| problems.push(problem("alternative", wrong))).ok(),
        };
        let length = self.reason.chars().count();
        if length > LONGEST_REASON {
            let message = format!("has {length} characters, more than {LONGEST_REASON}");
            problems.push(problem("reason", message));
        }
        if self.reason.chars().any(|c| c.is_control() && c != '\n') {
            problems.push(problem("reason", "holds a control character"));
        }
        match problems.is_empty() {
            true => Ok(Withdrawal { reason: self.reason.clone(), alternative }),
            false => Err(problems),
        }
    }

    fn is_blank(&self) -> bool {
        self.reason.is_empty() && self.alternative.is_empty()
    }
}

/// What to do, and when.
#[derive(Clone, Debug, Default)]
pub struct ScheduleForm {
    /// `publish` or `withdraw`.
    pub action: String,
    pub date: String,
    /// UTC.
    pub time: String,
    pub withdrawal: WithdrawalForm,
}

impl ScheduleForm {
    pub fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        let withdrawal = WithdrawalForm::of(fields);
        Self { action: text("action"), date: text("date"), time: text("time"), withdrawal }
    }

    pub fn is_withdrawal(&self) -> bool {
        self.action == "withdraw"
    }

    pub fn in_words(&self) -> String {
        let verb = if self.is_withdrawal() { "Withdraw" } else { "Publish" };
        format!("{verb} on {} at {} UTC", self.date, self.time)
    }

    /// # Errors
    /// Everything wrong with it, each with its field.
    pub fn read(&self) -> Result<Plan, Vec<Problem>> {
        let mut problems = Vec::new();
        match self.action.as_str() {
            "withdraw" => {}
            "publish" if self.withdrawal.is_blank() => {}
            "publish" => {
                problems.push(problem("action", "choose “Withdraw”, or clear what visitors are told"))
            }
            _ => problems.push(problem("action", "choose what to do")),
        }
        let due_at = self.due_at().map_err(|wrong| problems.push(problem("due", wrong))).ok();
        let withdrawal = self.withdrawal.read().map_err(|wrong| problems.extend(wrong)).ok();
        match due_at {
            Some(due_at) if problems.is_empty() => {
                Ok(Plan { due_at, withdrawal: withdrawal.filter(|_| self.is_withdrawal()) })
            }
            _ => Err(problems),
        }
    }

    fn due_at(&self) -> Result<NaiveDateTime, &'static str> {
        let date = date(&self.date).map_err(|_| "give a day, such as 2027-01-31")?;
        let time = NaiveTime::parse_from_str(&self.time, "%H:%M")
            .or_else(|_| NaiveTime::parse_from_str(&self.time, "%H:%M:%S"))
            .map_err(|_| "give a time, such as 09:30")?;
        Ok(date.and_time(time))
    }
}

fn problem(field: &str, message: impl Into<String>) -> Problem {
    Problem { field: field.into(), message: message.into() }
}
