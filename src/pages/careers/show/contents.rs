//! Which sections the page has: its table of contents, and the line about what is missing.

use super::Show;

/// A section's id, its name in the table of contents, and whether the page has it.
type ContentsLink = (&'static str, &'static str, fn(&Show) -> bool);

const CONTENTS: [ContentsLink; 18] = [
    ("summary", "Overview", |_| true),
    ("responsibilities", "Responsibilities", |page| !page.content.profile.responsibilities.is_empty()),
    ("qualifications", "Qualifications", |page| !page.content.profile.qualifications.is_empty()),
    ("skills", "Skills and tools", |page| page.known.has_skills()),
    ("key-facts", "Key facts", |_| true),
    ("pay", "Pay", |page| page.pay.is_some() || page.content.pay_note.is_some()),
    ("outlook", "Outlook", |page| !page.content.profile.outlook.is_empty()),
    ("outlook", "Number employed", |page| page.has_outlook() && page.content.profile.outlook.is_empty()),
    ("path", "Career path", Show::has_path),
    ("ways-in", "Ways in", |page| page.known.has_ways_in()),
    ("experience", "Experience", |page| !page.content.profile.experience.is_empty()),
    ("insights", "Insights", |page| !page.content.insights.rows.is_empty()),
    ("interviews", "Interviews", |page| !page.content.questions.rows.is_empty()),
    ("likes", "Who likes this work", |page| page.known.has_likes()),
    ("questions", "FAQ", Show::has_questions),
    ("related", "Related careers", |page| !page.related.is_empty()),
    ("jobs", "Jobs", |page| !page.content.jobs.rows.is_empty()),
    ("sources", "Sources", |_| true),
];

/// A page with so few sections needs no table of contents.
pub(super) const FEW: usize = 4;

impl Show {
    pub(super) fn contents(&self) -> impl Iterator<Item = &'static ContentsLink> {
        CONTENTS.iter().filter(|(.., is_there)| is_there(self))
    }

    /// Whether there are lists beside the summary.
    pub(super) fn has_lists(&self) -> bool {
        let profile = &self.content.profile;
        !profile.responsibilities.is_empty() || !profile.qualifications.is_empty()
    }

    pub(super) fn has_outlook(&self) -> bool {
        !self.content.profile.outlook.is_empty() || !self.content.profile.number_employed.is_empty()
    }

    pub(super) fn has_questions(&self) -> bool {
        !self.content.profile.faqs.is_empty() || !self.related.is_empty()
    }

    /// Whether any step is known besides the career itself.
    pub(super) fn has_steps(&self) -> bool {
        self.path.len() > 1
    }

    pub(super) fn is_suggested(&self) -> bool {
        self.content.profile.path.iter().any(|step| step.suggested)
    }

    /// Whether the career's skills lead anywhere.
    pub(super) fn has_moves(&self) -> bool {
        !self.content.profile.skills.is_empty() || !self.content.profile.tools.is_empty()
    }

    pub(super) fn has_path(&self) -> bool {
        self.has_steps() || self.has_moves() || self.known.has_ways_in() || self.known.has_people()
    }

    /// `insights, interviews or jobs`: what the page doesn’t have; none if it has everything.
    pub(super) fn missing(&self) -> Option<String> {
        let content = &self.content;
        let parts = [
            (self.pay.is_none(), "pay"),
            (!self.has_path(), "a career path"),
            (content.insights.rows.is_empty(), "insights"),
            (content.questions.rows.is_empty(), "interviews"),
            (content.jobs.rows.is_empty(), "jobs"),
        ];
        let missing: Vec<&str> =
            parts.into_iter().filter_map(|(is_missing, name)| is_missing.then_some(name)).collect();
        let (last, others) = missing.split_last()?;
        Some(if others.is_empty() { (*last).into() } else { format!("{} or {last}", others.join(", ")) })
    }
}
