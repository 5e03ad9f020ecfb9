//! The career that a page of the desk is about: its heading and the way to its other pages.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::models::career::Status;
use crate::models::draft::Draft;
use crate::models::user::Role;
use crate::pages::admin::Desk;
use crate::profile::Slug;

/// A career as the head of its pages shows it, and which of them this is.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Its id.
    pub id: i64,
    /// The title of its draft.
    pub title: String,
    /// Its slug.
    pub slug: Slug,
    /// Where it is in its life.
    pub status: Status,
    /// Its version, for forms.
    pub version: i64,
    /// Whether its draft is ahead of what visitors see.
    pub is_ahead: bool,
    /// Whether it was ever public.
    pub was_public: bool,
    /// The page, as the navigation calls it: `history`.
    pub tab: &'static str,
}

impl Subject {
    /// The career of a draft on a page.
    pub fn of(draft: &Draft, tab: &'static str) -> Self {
        Self {
            id: draft.career_id,
            title: draft.profile.title.clone(),
            slug: draft.profile.slug.clone(),
            status: draft.status,
            version: draft.version,
            is_ahead: draft.status != Status::Draft && !is_shown(draft),
            was_public: draft.first_published_at.is_some(),
            tab,
        }
    }

    /// The address of its pages in the desk.
    pub fn base(&self) -> String {
        format!("/admin/careers/{}", self.id)
    }

    /// The top of one of its pages.
    pub fn heading<'a>(&'a self, desk: &'a Desk, heading: &'a str) -> Heading<'a> {
        Heading { career: self, desk, heading }
    }

    /// Its status in words.
    pub fn status_label(&self) -> &'static str {
        label(&self.status)
    }
}

/// What it is, where it is in its life, and its other pages.
#[derive(Template)]
#[template(path = "admin/careers/head.html")]
pub struct Heading<'a> {
    career: &'a Subject,
    desk: &'a Desk,
    heading: &'a str,
}

impl HtmlSafe for Heading<'_> {}

impl Heading<'_> {
    /// The pages that this user may see, by name and label.
    fn tabs(&self) -> Vec<(&'static str, &'static str)> {
        let mut tabs = vec![
            ("edit", "Edit"),
            ("preview", "Preview"),
            ("history", "History"),
            ("review", "Review"),
            ("preview-links", "Preview links"),
        ];
        if self.desk.may(Role::Editor) {
            tabs.extend([("publication", "Publication"), ("address", "Address")]);
            tabs.extend((!self.career.was_public).then_some(("delete", "Delete")));
        }
        tabs
    }
}

fn is_shown(draft: &Draft) -> bool {
    draft.revision.published_at.is_some()
}

/// A status in words.
pub fn label(status: &Status) -> &'static str {
    match status {
        Status::Draft => "Draft",
        Status::Published => "Published",
        Status::Withdrawn => "Withdrawn",
    }
}

/// A status as style sheets call it.
pub fn word(status: &Status) -> &'static str {
    (*status).into()
}
