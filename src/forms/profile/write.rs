//! Fills the form from a profile.

use super::*;
use crate::forms::number::write_amount;
use crate::profile::confidence::Evidence;
use crate::profile::money::{Currency, Figure};
use crate::profile::{Bucket, Citation, Employed, PathStep, Pay, Profile, Skill};

impl ProfileForm {
    pub fn from_profile(profile: &Profile) -> Self {
        let mut form = Self::default();
        for field in Field::VARIANTS.iter().filter(|field| !field.is_list()) {
            form.set(*field, field.text(profile));
        }
        form.set(Field::Education, profile.education.map(word).unwrap_or_default());
        form.fill(Field::Responsibilities, &profile.responsibilities, line);
        form.fill(Field::EmergingTasks, &profile.emerging_tasks, line);
        form.fill(Field::Activities, &profile.activities, line);
        form.fill(Field::Qualifications, &profile.qualifications, line);
        form.fill(Field::EducationLevels, &profile.education_levels, facts::education_share);
        form.fill(Field::OnTheJobTraining, &profile.on_the_job_training, bucket);
        form.fill(Field::Pay, &profile.pay, pay);
        form.fill(Field::NumberEmployed, &profile.number_employed, employed);
        form.fill(Field::Outlook, &profile.outlook, facts::outlook);
        form.fill(Field::Industries, &profile.industries, facts::industry);
        form.fill(Field::Experience, &profile.experience, bucket);
        form.fill(Field::ExperienceAsked, &profile.experience_asked, bucket);
        form.fill(Field::TimeInJob, &profile.time_in_job, bucket);
        form.fill(Field::Path, &profile.path, step);
        form.fill(Field::Skills, &profile.skills, weighed);
        form.fill(Field::Tools, &profile.tools, facts::tool);
        form.fill(Field::Interests, &profile.interests, facts::interest);
        form.fill(Field::WorkStyles, &profile.work_styles, weighed);
        form.fill(Field::Related, &profile.related, |row, slug| row.set("", slug));
        form.fill(Field::Faqs, &profile.faqs, |row, faq| {
            row.set("question", &faq.question);
            row.set("answer", &faq.answer);
        });
        form.fill(Field::Citations, &profile.citations, citation);
        form
    }

    fn fill<T>(&mut self, field: Field, items: &[T], write: impl Fn(&mut FormRow, &T)) {
        let row = |item| {
            let mut row = FormRow::new(field);
            write(&mut row, item);
            row
        };
        *self.rows_mut(field) = items.iter().map(row).collect();
    }
}

fn word(word: impl Into<&'static str>) -> &'static str {
    word.into()
}

fn line(row: &mut FormRow, line: &String) {
    row.set("", line);
}

fn weighed(row: &mut FormRow, skill: &Skill) {
    row.set("name", &skill.name);
    row.set("importance", skill.importance);
}

fn pay(row: &mut FormRow, pay: &Pay) {
    row.set("place", &pay.place);
    row.set("currency", pay.currency.code());
    row.set("period", word(pay.period));
    row.set("statistic", word(pay.statistic));
    for (name, one) in pay.figures() {
        figure(row, &name.replace('.', "_"), one, pay.currency);
    }
    for (name, range) in [("likely", pay.likely), ("possible", pay.possible)] {
        if let Some((from, to)) = range.and_then(|range| range.percentiles) {
            row.set(&format!("{name}_from"), from);
            row.set(&format!("{name}_to"), to);
        }
    }
    match pay.evidence {
        None => {}
        Some(Evidence::Reports { count, newest }) => {
            row.set("evidence", "reports");
            row.set("count", count);
            row.set("newest", newest);
        }
        Some(Evidence::Survey { relative_standard_error }) => {
            row.set("evidence", "survey");
            row.set("relative_standard_error", relative_standard_error);
        }
        Some(Evidence::Editor { label }) => {
            row.set("evidence", "editor");
            row.set("label", word(label));
        }
    }
    row.set("counted_with", pay.counted_with.as_deref().unwrap_or_default());
    row.set("source", &pay.source);
    row.set("as_of", pay.as_of);
}

fn figure(row: &mut FormRow, input: &str, figure: Figure, currency: Currency) {
    row.set(input, write_amount(figure.amount, currency));
    row.set(&format!("{input}_bound"), word(figure.bound));
}

fn employed(row: &mut FormRow, employed: &Employed) {
    row.set("count", employed.text());
    row.set("place", &employed.place);
    row.set("counted_with", employed.counted_with.as_deref().unwrap_or_default());
    row.set("source", &employed.source);
    row.set("as_of", employed.as_of);
}

fn bucket(row: &mut FormRow, bucket: &Bucket) {
    row.set("from_months", bucket.from_months);
    row.set("to_months", bucket.to_months.map(|months| months.to_string()).unwrap_or_default());
    row.set("percent", bucket.percent);
}

fn step(row: &mut FormRow, step: &PathStep) {
    row.set("title", &step.title);
    row.set("career", step.career.as_ref().map(Slug::as_str).unwrap_or_default());
    row.set("basis", if step.suggested { "suggested" } else { "" });
    if let Some(money) = step.pay {
        figure(row, "pay", money.figure, money.currency);
        row.set("pay_currency", money.currency.code());
        row.set("pay_period", word(money.period));
    }
}

fn citation(row: &mut FormRow, citation: &Citation) {
    row.set("group", word(citation.group));
    row.set("source", &citation.source);
    row.set("as_of", citation.as_of);
    row.set("respondents", citation.respondents.map(|people| people.to_string()).unwrap_or_default());
}
