//! The heading and tabs of a career's desk pages.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::models::career::Status;
use crate::models::draft::Draft;
use crate::models::user::Role;
use crate::pages::admin::Desk;
use crate::profile::Slug;

#[derive(Clone, Debug)]
pub struct Subject {
    pub id: i64,
    /// Of its draft.
    pub title: String,
    pub slug: Slug,
    pub status: Status,
    pub version: i64,
    /// Whether its draft is newer than what visitors see.
    pub is_ahead: bool,
    pub was_public: bool,
    pub may_be_deleted: bool,
    /// The page's tab: `history`.
    pub tab: &'static str,
}

impl Subject {
    pub fn of(draft: &Draft, tab: &'static str) -> Self {
        Self {
            id: draft.career_id,
            title: draft.profile.title.clone(),
            slug: draft.profile.slug.clone(),
            status: draft.status,
            version: draft.version,
            is_ahead: draft.status != Status::Draft && draft.revision.published_at.is_none(),
            was_public: draft.first_published_at.is_some(),
            may_be_deleted: draft.may_be_deleted(),
            tab,
        }
    }

    pub fn base(&self) -> String {
        format!("/admin/careers/{}", self.id)
    }

    pub fn heading<'a>(&'a self, desk: &'a Desk, heading: &'a str) -> Heading<'a> {
        Heading { career: self, desk, heading }
    }
}

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
            tabs.extend([("publication", "Publication"), ("address", "Web address")]);
            tabs.extend(self.career.may_be_deleted.then_some(("delete", "Delete")));
        }
        tabs
    }
}
