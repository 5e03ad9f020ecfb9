//! What was typed into the forms of the publication page, and what is meant by it.

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

/// What was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Which form it was: `publish` or `withdraw`.
    pub action: String,
    /// Whether it shall be done at a time, not now.
    pub is_later: bool,
    /// The day.
    pub date: String,
    /// The time, UTC.
    pub time: String,
    /// What visitors are told.
    pub reason: String,
    /// The slug of what to read instead.
    pub alternative: String,
}

/// What is meant.
pub enum Wish {
    /// To publish now.
    Publish,
    /// To withdraw now.
    Withdraw(Withdrawal),
    /// To do either at a time.
    Schedule(Plan),
}

impl Wish {
    /// What the page says when it is done, as [`super::answer::done`] knows it.
    pub fn done(&self) -> &'static str {
        match self {
            Self::Publish => "published",
            Self::Withdraw(_) => "withdrawn",
            Self::Schedule(_) => "scheduled",
        }
    }
}

impl Typed {
    /// What a form has sent.
    pub fn of(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            action: text("action"),
            is_later: fields.get("when") == "later",
            date: text("date").trim().into(),
            time: text("time").trim().into(),
            reason: with_plain_line_ends(fields.get("reason")),
            alternative: text("alternative"),
        }
    }

    /// Whether a form is the one that was sent.
    pub fn is(&self, action: &str) -> bool {
        self.action == action
    }

    /// What the form does, as its button says.
    pub fn verb(&self) -> &'static str {
        match self.action.as_str() {
            "withdraw" => "Withdraw",
            _ => "Publish",
        }
    }

    /// What was asked for, for someone who compares.
    pub fn in_words(&self) -> String {
        match self.is_later {
            true => format!("{} on {} at {} UTC", self.verb(), self.date, self.time),
            false => format!("{} now", self.verb()),
        }
    }

    /// What is meant.
    ///
    /// # Errors
    /// All that is wrong with it, each with its field.
    pub fn wish(&self) -> Result<Wish, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut note = |field: &str, message: String| problems.push(Problem { field: field.into(), message });
        let due_at = self.due_at().map_err(|message| note("due", message)).ok().flatten();
        let alternative = match self.alternative.as_str() {
            "" => None,
            slug => Slug::parse(slug).map_err(|message| note("alternative", message)).ok(),
        };
        let length = self.reason.chars().count();
        if length > LONGEST_REASON {
            note("reason", format!("has {length} characters, more than {LONGEST_REASON}"));
        }
        if self.reason.chars().any(|c| c.is_control() && c != '\n') {
            note("reason", "holds a control character".into());
        }
        if !matches!(self.action.as_str(), "publish" | "withdraw") {
            note("action", "is neither to publish nor to withdraw".into());
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let is_withdrawal = self.action == "withdraw";
        let withdrawal = is_withdrawal.then(|| Withdrawal { reason: self.reason.clone(), alternative });
        Ok(match (due_at, withdrawal) {
            (Some(due_at), withdrawal) => Wish::Schedule(Plan { due_at, withdrawal }),
            (None, Some(withdrawal)) => Wish::Withdraw(withdrawal),
            (None, None) => Wish::Publish,
        })
    }

    fn due_at(&self) -> Result<Option<NaiveDateTime>, String> {
        if !self.is_later {
            // Who has typed a day doesn't mean now; better ask than publish too soon.
            return match self.date.is_empty() {
                true => Ok(None),
                false => Err("a day is given: choose “At a time”, or clear the day".into()),
            };
        }
        let date = date(&self.date).map_err(|_| "give a day, such as 2027-01-31".to_owned())?;
        let time = NaiveTime::parse_from_str(&self.time, "%H:%M")
            .or_else(|_| NaiveTime::parse_from_str(&self.time, "%H:%M:%S"))
            .map_err(|_| "give a time, such as 09:30".to_owned())?;
        Ok(Some(date.and_time(time)))
    }
}
