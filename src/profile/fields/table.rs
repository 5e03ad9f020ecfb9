//! What each field is called, how it is entered, and its text.

use super::texts::{bucket, citation, lines, pay, step, text, weighed};
use super::{Field, Rows, rows};
use crate::profile::{Profile, employed, interests, outlook, shares, tools};

pub struct FieldEntry {
    pub label: &'static str,
    pub hint: &'static str,
    /// A list has one line per item. Empty if unknown.
    pub text: fn(&Profile) -> String,
    /// Copies the value from the second profile to the first.
    pub take: fn(&mut Profile, &Profile),
    /// None for a field with a single input.
    pub rows: Option<Rows>,
}

macro_rules! take {
    ($field:ident) => {
        |to, from| to.$field.clone_from(&from.$field)
    };
}

const fn one(
    label: &'static str,
    hint: &'static str,
    text: fn(&Profile) -> String,
    take: fn(&mut Profile, &Profile),
) -> FieldEntry {
    FieldEntry { label, hint, text, take, rows: None }
}

const fn list(
    label: &'static str,
    hint: &'static str,
    rows: Rows,
    text: fn(&Profile) -> String,
    take: fn(&mut Profile, &Profile),
) -> FieldEntry {
    FieldEntry { label, hint, text, take, rows: Some(rows) }
}

impl Field {
    pub fn entry(self) -> FieldEntry {
        match self {
            Self::Title => {
                one("Title", "In the singular, like Back End Developer", |of| of.title.clone(), take!(title))
            }
            Self::Article => {
                one("Article", "As in “an Actuary”", |of| <&str>::from(of.article).into(), take!(article))
            }
            Self::PlainTitle => one(
                "Plain title",
                "As people say it, if the title sounds odd in a sentence. Leave blank to use the title.",
                |of| text(&of.plain_title),
                take!(plain_title),
            ),
            Self::Slug => one(
                "Web address",
                "The last part of the page’s address: a-z, digits and hyphens. Leave blank to make it from the title.",
                |of| of.slug.to_string(),
                take!(slug),
            ),
            Self::Category => one("Category", "", |of| text(&of.category), take!(category)),
            Self::OnetCode => {
                one("O*NET-SOC code", "Like 15-1254.00", |of| text(&of.onet_code), take!(onet_code))
            }
            Self::Code => one(
                "Occupation code",
                "In another classification than O*NET, like 2231. No other career may have it.",
                |of| text(&of.code),
                take!(code),
            ),
            Self::Sample => one("Sample content", "", |of| text(&of.sample.then_some("yes")), take!(sample)),
            Self::Summary => one(
                "Summary",
                "Markdown: paragraphs, *emphasis*, lists and links",
                |of| of.summary.clone(),
                take!(summary),
            ),
            Self::Responsibilities => list(
                "Responsibilities",
                "What people in this career do, most important first.",
                rows::line("Responsibility", "Add a responsibility"),
                |of| of.responsibilities.join("\n"),
                take!(responsibilities),
            ),
            Self::EmergingTasks => list(
                "Emerging tasks",
                "What people in this career have started to do lately.",
                rows::line("Emerging task", "Add a task"),
                |of| of.emerging_tasks.join("\n"),
                take!(emerging_tasks),
            ),
            Self::Activities => list(
                "Activities",
                "What people in this career do, in words that other careers share.",
                rows::line("Activity", "Add an activity"),
                |of| of.activities.join("\n"),
                take!(activities),
            ),
            Self::Qualifications => list(
                "Qualifications",
                "What employers ask for, most important first.",
                rows::line("Qualification", "Add a qualification"),
                |of| of.qualifications.join("\n"),
                take!(qualifications),
            ),
            Self::Education => one(
                "Typical education",
                "",
                |of| text(&of.education.map(|level| level.label())),
                take!(education),
            ),
            Self::Certification => one(
                "Importance of a license or certificate",
                "From 1.0 to 5.0",
                |of| text(&of.certification),
                take!(certification),
            ),
            Self::Apprenticeship => one(
                "Importance of an apprenticeship",
                "From 1.0 to 5.0",
                |of| text(&of.apprenticeship),
                take!(apprenticeship),
            ),
            Self::WorkLifeBalance => one(
                "Work/life balance",
                "From 1.0 to 5.0",
                |of| text(&of.work_life_balance),
                take!(work_life_balance),
            ),
            Self::CareerOpportunity => one(
                "Career opportunity",
                "From 1.0 to 5.0",
                |of| text(&of.career_opportunity),
                take!(career_opportunity),
            ),
            Self::EducationLevels => list(
                "Education asked for",
                "How often each level is asked for. The shares must add up to 100.",
                shares::LEVELS,
                |of| lines(&of.education_levels, shares::level),
                take!(education_levels),
            ),
            Self::OnTheJobTraining => list(
                "On-the-job training",
                "How long people are trained on the job, in months. The shares must add up to 100.",
                rows::buckets("Training"),
                |of| lines(&of.on_the_job_training, bucket),
                take!(on_the_job_training),
            ),
            Self::Pay => list(
                "Pay",
                "One entry for each place; the first is the headline figure. Enter amounts like 79,057 or 23.30, \
                 and dates like 2024-05-31. Leave blank what you don’t know.",
                rows::PAY,
                |of| lines(&of.pay, pay),
                take!(pay),
            ),
            Self::NumberEmployed => list(
                "Number employed",
                "One entry for each place; the first is the headline figure. Enter dates like 2024-05-31.",
                employed::ROWS,
                |of| lines(&of.number_employed, employed::line),
                take!(number_employed),
            ),
            Self::Outlook => list(
                "Outlook",
                "How many people the career is expected to employ. One entry for each place; the first is the \
                 headline figure. Enter dates like 2024-05-31.",
                outlook::ROWS,
                |of| lines(&of.outlook, outlook::line),
                take!(outlook),
            ),
            Self::Industries => list(
                "Industries",
                "Where people in this career work, most common first.",
                shares::INDUSTRIES,
                |of| lines(&of.industries, shares::industry),
                take!(industries),
            ),
            Self::Experience => list(
                "Experience",
                "How experienced the people in this career are, in months. For 2 to 4 years, enter 24 and 48; for \
                 “8 years or more”, enter 96 and leave the end blank. The shares must add up to 100.",
                rows::EXPERIENCE,
                |of| lines(&of.experience, bucket),
                take!(experience),
            ),
            Self::ExperienceAsked => list(
                "Experience asked for",
                "How much experience employers ask for, in months. The shares must add up to 100.",
                rows::buckets("Experience asked for"),
                |of| lines(&of.experience_asked, bucket),
                take!(experience_asked),
            ),
            Self::TimeInJob => list(
                "Time in the job",
                "How long people have been in their current job, in months. The shares must add up to 100.",
                rows::buckets("Time in the job"),
                |of| lines(&of.time_in_job, bucket),
                take!(time_in_job),
            ),
            Self::Path => list(
                "Career path",
                "The usual steps, lowest first, including this career. If a step has a page on this site, enter \
                 the last part of the page’s address, like back-end-developer; if not, you can enter its pay.",
                rows::PATH,
                |of| lines(&of.path, step),
                take!(path),
            ),
            Self::Skills => list(
                "Skills",
                "Most important first. Importance is a number above 0 and up to 1, like 0.85.",
                rows::weighed("Skill", "Add a skill"),
                |of| lines(&of.skills, weighed),
                take!(skills),
            ),
            Self::Tools => list(
                "Software and equipment",
                "The tools that people in this career use, most useful first.",
                tools::ROWS,
                |of| lines(&of.tools, tools::line),
                take!(tools),
            ),
            Self::Interests => list(
                "Interests",
                "Who likes this work. A score is a number from 1 to 7.",
                interests::ROWS,
                |of| lines(&of.interests, interests::line),
                take!(interests),
            ),
            Self::WorkStyles => list(
                "Work styles",
                "What people who do well in this career are like, most important first. Importance is a number \
                 above 0 and up to 1.",
                rows::weighed("Work style", "Add a work style"),
                |of| lines(&of.work_styles, weighed),
                take!(work_styles),
            ),
            Self::Related => list(
                "Related careers",
                "Closest first. Enter the last part of each page’s address, like back-end-developer.",
                rows::line("Related career", "Add a related career"),
                |of| lines(&of.related, ToString::to_string),
                take!(related),
            ),
            Self::Faqs => list(
                "Frequently asked questions",
                "Answers can use Markdown.",
                rows::FAQS,
                |of| lines(&of.faqs, |faq| format!("{}\n{}", faq.question, faq.answer)),
                take!(faqs),
            ),
            Self::AlternateTitles => one(
                "Alternate titles",
                "One per line",
                |of| of.alternate_titles.join("\n"),
                take!(alternate_titles),
            ),
            Self::Citations => list(
                "Sources",
                "Where everything comes from, and as of when. Pay, numbers of people and outlook have their own \
                 sources. Enter dates like 2024-05-31.",
                rows::CITATIONS,
                |of| lines(&of.citations, citation),
                take!(citations),
            ),
        }
    }
}
