//! The job posting form.

use super::field::{ContentForm, FieldKind, FormField, add_problems};
use super::insight::{career, finish};
use super::number::{amount, write_amount};
use super::{FieldErrors, Typed};
use crate::models::of_career::OfCareer;
use crate::models::user::Role;
use crate::profile::check::check_voices;
use crate::profile::money::{Currency, Period};
use crate::profile::voices::{JobPay, JobPosting};

impl ContentForm for OfCareer<JobPosting> {
    fn fields(_: Role, _: bool) -> Vec<FormField> {
        let periods = [("year", "Year"), ("month", "Month"), ("week", "Week"), ("day", "Day")];
        let periods = periods.into_iter().chain([("hour", "Hour")]).collect();
        vec![
            career(),
            FormField::new("title", "Title", FieldKind::Line),
            FormField::new("employer", "Employer", FieldKind::Line),
            FormField::new("place", "Place", FieldKind::Line)
                .optional()
                .hint("Leave blank if the job is remote"),
            FormField::new("pay_low", "Pay from", FieldKind::Amount)
                .optional()
                .hint("Like 60,000. Leave blank if unknown."),
            FormField::new("pay_high", "Pay to", FieldKind::Amount)
                .optional()
                .hint("Leave blank if there is only one figure"),
            FormField::new("currency", "Currency", FieldKind::Line)
                .optional()
                .hint("A three-letter code, like USD"),
            FormField::new("period", "Pay period", FieldKind::Choice(periods)),
            FormField::new("posted_on", "Posted on", FieldKind::Day).hint("Like 2024-05-31"),
            FormField::new("expires_on", "Open until", FieldKind::Day)
                .optional()
                .hint("The last day to apply, like 2024-05-31"),
            FormField::new("url", "Apply link", FieldKind::Address).hint("The page where people apply"),
        ]
    }

    fn typed(&self) -> Typed {
        let JobPosting { title, employer, place, pay, posted_on, expires_on, url } = &self.what;
        let typed = Typed::default()
            .with("career", self.career.as_str())
            .with("title", title)
            .with("employer", employer)
            .with("place", place.as_deref().unwrap_or_default())
            .with("posted_on", posted_on.to_string())
            .with("expires_on", expires_on.map(|day| day.to_string()).unwrap_or_default())
            .with("url", url);
        let Some(JobPay { currency, period, low, high }) = *pay else { return typed };
        typed
            .with("pay_low", write_amount(low, currency))
            .with("pay_high", write_amount(high, currency))
            .with("currency", currency.code())
            .with("period", <&str>::from(period))
    }

    fn read(typed: &Typed, _: Role, _: Option<&Self>) -> Result<Self, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let career = typed.required("career", &mut wrong);
        let what = JobPosting {
            title: typed.get("title").into(),
            employer: typed.get("employer").into(),
            place: typed.optional("place"),
            pay: pay(typed, &mut wrong),
            posted_on: typed.day("posted_on", &mut wrong),
            expires_on: typed.optional("expires_on").map(|_| typed.day("expires_on", &mut wrong)),
            url: typed.get("url").into(),
        };
        if wrong.is_empty() && what.expires_on.is_some_and(|day| day < what.posted_on) {
            wrong.add("expires_on", "Enter a day on or after “Posted on”");
        }
        let mut problems = check_voices(&[], &[], std::slice::from_ref(&what));
        for problem in problems.iter_mut().filter(|problem| problem.field.ends_with(".pay")) {
            problem.field = "pay_high".into();
        }
        add_problems(&mut wrong, problems);
        finish(career, what, wrong)
    }
}

fn pay(typed: &Typed, wrong: &mut FieldErrors) -> Option<JobPay> {
    if typed.get("pay_low").is_empty() {
        if !typed.get("pay_high").is_empty() {
            wrong.add("pay_low", "Enter an amount; for a single figure, leave “Pay to” blank");
        }
        return None;
    }
    let currency: Currency = typed.required("currency", wrong)?;
    let period: Period = typed.required("period", wrong)?;
    let mut read = |name| amount(typed.get(name), currency).map_err(|cause| wrong.add(name, cause)).ok();
    let low = read("pay_low")?;
    let high = if typed.get("pay_high").is_empty() { low } else { read("pay_high")? };
    Some(JobPay { currency, period, low, high })
}
