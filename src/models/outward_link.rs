//! Links to other sites, each with the form field at the desk where it is edited.

use diesel::prelude::*;
use pulldown_cmark::{Event, Parser, Tag};

use super::draft::{self, Draft};
use super::{QueryResult, links};
use crate::db::{Conn, careers, interview_questions, jobs, revisions, sources};
use crate::profile::Slug;
use crate::profile::check::is_web_address;

pub const MOST: usize = 200;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutwardLink {
    pub url: String,
    pub label: String,
    /// The address of the form field at the desk, with a fragment.
    pub field: String,
}

/// Links in the newest draft, in the career's jobs and interview questions, and of the sources that the draft cites.
pub fn of_career(conn: &mut Conn, draft: &Draft) -> QueryResult<Vec<OutwardLink>> {
    let id = draft.career_id;
    let mut found = in_profile(draft, "Summary");
    let cited: Vec<&Slug> = links::sources(&draft.profile).collect();
    found.extend(of_sources(conn, Some(&cited))?);
    found.extend(of_postings(conn, Some(id))?);
    found.extend(of_questions(conn, Some(id))?);
    found.truncate(MOST);
    Ok(found)
}

/// At most [`MOST`] links: from sources, then jobs, interview questions and drafts.
pub fn of_site(conn: &mut Conn) -> QueryResult<Vec<OutwardLink>> {
    let mut found = of_sources(conn, None)?;
    found.extend(of_postings(conn, None)?);
    found.extend(of_questions(conn, None)?);
    let ids: Vec<i64> = careers::table
        .inner_join(revisions::table.on(careers::draft_revision_id.eq(revisions::id.nullable())))
        .filter(revisions::profile.like("%http%"))
        .order(careers::id.desc())
        .limit(MOST as i64)
        .select(careers::id)
        .load(conn)?;
    for draft in draft::load_many(conn, &ids)? {
        found.extend(in_profile(&draft, &draft.profile.title));
    }
    found.truncate(MOST);
    Ok(found)
}

/// `label` is for links in the summary.
fn in_profile(Draft { career_id, profile, .. }: &Draft, label: &str) -> Vec<OutwardLink> {
    let form = format!("/admin/careers/{career_id}/edit");
    let mut found = in_text(&profile.summary, label, &format!("{form}#summary"));
    for (place, faq) in profile.faqs.iter().enumerate() {
        found.extend(in_text(&faq.answer, &faq.question, &format!("{form}#faqs-{place}-answer")));
    }
    found
}

fn of_sources(conn: &mut Conn, slugs: Option<&[&Slug]>) -> QueryResult<Vec<OutwardLink>> {
    let mut query = sources::table.into_boxed();
    if let Some(slugs) = slugs {
        query = query.filter(sources::slug.eq_any(slugs));
    }
    let rows: Vec<(i64, String, Option<String>, Option<String>)> = query
        .order(sources::id.desc())
        .limit(MOST as i64)
        .select((sources::id, sources::name, sources::url, sources::license_url))
        .load(conn)?;
    let links = |(id, label, url, license): (i64, String, Option<String>, Option<String>)| {
        let link = |url: Option<String>, field: &str| {
            url.and_then(|url| web(&url, &label, &format!("/admin/sources/{id}/edit#{field}")))
        };
        [link(url, "url"), link(license, "license_url")].into_iter().flatten()
    };
    Ok(rows.into_iter().flat_map(links).collect())
}

fn of_postings(conn: &mut Conn, career: Option<i64>) -> QueryResult<Vec<OutwardLink>> {
    let mut query = jobs::table.into_boxed();
    if let Some(career) = career {
        query = query.filter(jobs::career_id.eq(career));
    }
    let rows: Vec<(i64, String, String)> = query
        .order(jobs::id.desc())
        .limit(MOST as i64)
        .select((jobs::id, jobs::title, jobs::url))
        .load(conn)?;
    let link =
        |(id, title, url): &(i64, String, String)| web(url, title, &format!("/admin/jobs/{id}/edit#url"));
    Ok(rows.iter().filter_map(link).collect())
}

fn of_questions(conn: &mut Conn, career: Option<i64>) -> QueryResult<Vec<OutwardLink>> {
    let mut query =
        interview_questions::table.filter(interview_questions::answer.like("%http%")).into_boxed();
    if let Some(career) = career {
        query = query.filter(interview_questions::career_id.eq(career));
    }
    let rows: Vec<(i64, String, Option<String>)> = query
        .order(interview_questions::id.desc())
        .limit(MOST as i64)
        .select((interview_questions::id, interview_questions::question, interview_questions::answer))
        .load(conn)?;
    let links = |(id, question, text): &(i64, String, Option<String>)| {
        in_text(text.as_deref().unwrap_or(""), question, &format!("/admin/questions/{id}/edit#answer"))
    };
    Ok(rows.iter().flat_map(links).collect())
}

fn in_text(text: &str, label: &str, field: &str) -> Vec<OutwardLink> {
    let target = |event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => web(&dest_url, label, field),
        _ => None,
    };
    Parser::new(text).filter_map(target).collect()
}

fn web(url: &str, label: &str, field: &str) -> Option<OutwardLink> {
    let link = || OutwardLink { url: url.into(), label: label.into(), field: field.into() };
    is_web_address(url).then(link)
}
