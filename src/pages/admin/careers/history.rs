//! `/admin/careers/{id}/history`: compares revisions and restores old ones.

use actix_web::web::Path;
use askama::Template;

use super::answer;
use super::diff::{self, FieldDiff};
use super::sent::Sent;
use super::subject::Subject;
use crate::addresses;
use crate::db::Conn;
use crate::error::Error;
use crate::forms::{FieldErrors, FormState, Typed};
use crate::models::career::Status;
use crate::models::draft::{self, Draft, Saved};
use crate::models::revision::{self, Revision};
use crate::models::{Paged, QueryResult, old_slug};
use crate::pages::admin::{Desk, Visit};
use crate::pages::pagination::Pagination;
use crate::pages::{Head, PageResult, form_status, show_privately};
use crate::profile::Profile;

const PER_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "admin/careers/history.html")]
struct HistoryPage {
    head: Head,
    desk: Desk,
    career: Subject,
    revisions: Vec<Revision>,
    pagination: Pagination,
    live: Option<i64>,
    /// The choice of two revisions.
    chosen: FormState,
    diff: Option<Vec<FieldDiff>>,
    /// The form that restores a revision.
    restore: FormState,
}

struct HistoryContent {
    draft: Draft,
    revisions: Paged<Revision>,
    live: Option<i64>,
    /// The two chosen profiles, or the errors of the choice. None if nothing was chosen.
    pair: Option<Result<[Profile; 2], FieldErrors>>,
}

/// The numbers of two revisions, as typed.
fn chosen(visit: &Visit) -> Option<[String; 2]> {
    let pair = ["from", "to"].map(|name| visit.asked(name));
    visit.parameters.iter().any(|(name, _)| name == "from" || name == "to").then_some(pair)
}

fn read(conn: &mut Conn, id: i64, chosen: Option<&[String; 2]>, page: i64) -> Result<HistoryContent, Error> {
    let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
    let pair = chosen.map(|pair| profiles(conn, &draft, pair)).transpose()?;
    let live = match draft.status {
        Status::Published => revision::live(conn, id)?,
        Status::Draft | Status::Withdrawn => None,
    };
    Ok(HistoryContent { revisions: revision::of(conn, id, page, PER_PAGE)?, draft, live, pair })
}

fn profiles(
    conn: &mut Conn,
    draft: &Draft,
    [from, to]: &[String; 2],
) -> QueryResult<Result<[Profile; 2], FieldErrors>> {
    let mut errors = FieldErrors::default();
    let mut found = Vec::new();
    for (field, typed) in [("from", from), ("to", to)] {
        let stored = match typed.parse() {
            Ok(number) => revision::load(conn, draft.career_id, number)?,
            Err(_) => None,
        };
        match stored {
            Some((_, profile)) => found.push(profile),
            None => errors.add(field, missing(typed, newest(draft))),
        }
    }
    Ok(found.try_into().map_err(|_| errors))
}

fn missing(typed: &str, newest: i64) -> String {
    match typed {
        "" => format!("Enter a revision number from 1 to {newest}"),
        typed => format!("There is no revision “{typed}”. Enter a number from 1 to {newest}"),
    }
}

fn newest(draft: &Draft) -> i64 {
    draft.revision.number
}

impl HistoryPage {
    fn new(
        visit: &Visit,
        content: HistoryContent,
        chosen: Option<[String; 2]>,
        restore: FormState,
    ) -> Result<Self, Error> {
        let HistoryContent { draft, revisions, live, pair } = content;
        let newest = newest(&draft);
        // The default choice compares the draft with the live revision, or else with the one before it.
        let before = live.filter(|live| *live < newest).unwrap_or((newest - 1).max(1));
        let [from, to] = chosen.unwrap_or([before.to_string(), newest.to_string()]);
        let (diff, errors) = match pair {
            Some(Ok([from, to])) => (Some(diff::between(&from, &to)), FieldErrors::default()),
            Some(Err(errors)) => (None, errors),
            None => (None, FieldErrors::default()),
        };
        let chosen = FormState::refused(Typed::default().with("from", from).with("to", to), errors);
        Ok(Self {
            head: visit.head(chosen.title(&restore.title(&format!("History of {}", draft.profile.title)))),
            desk: answer::desk(visit),
            career: Subject::of(&draft, "history"),
            pagination: Pagination::of(&revisions, addresses::desk(draft.career_id, "history"))?,
            revisions: revisions.rows,
            live,
            chosen,
            diff,
            restore,
        })
    }
}

pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    let (chosen, page) = (chosen(&visit), visit.page());
    let wanted = chosen.clone();
    let content = visit.db.read(move |conn| read(conn, *id, wanted.as_ref(), page)).await?;
    let page = HistoryPage::new(&visit, content, chosen, FormState::default())?;
    show_privately(form_status(&page.chosen), &page)
}

pub async fn restore(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let number: i64 = sent.typed.get("revision").parse().map_err(|_| Error::NotFound)?;
    let wanted = sent.db.read(move |conn| current(conn, id, number)).await?.ok_or(Error::NotFound)?;
    let note = format!("Restored revision {number}");
    match sent.db.write(move |conn| draft::save(conn, &actor, id, version, &wanted, &note)).await {
        Ok(Saved::Revision(_)) => sent.lead_to("history?done=restored"),
        Ok(Saved::Same) => sent.lead_to("history?done=same"),
        Err(refused) => {
            let form = sent.refused(refused, &[])?;
            let content = sent.db.read(move |conn| read(conn, id, None, 1)).await?;
            let page = HistoryPage::new(&sent, content, None, form)?;
            show_privately(form_status(&page.restore), &page)
        }
    }
}

/// A stored profile with the current slugs of its career and its links.
fn current(conn: &mut Conn, id: i64, number: i64) -> QueryResult<Option<Profile>> {
    let Some(draft) = draft::load(conn, id)? else { return Ok(None) };
    let Some((_, mut profile)) = revision::load(conn, id, number)? else { return Ok(None) };
    old_slug::follow(conn, &mut profile, &draft.profile.slug)?;
    Ok(Some(profile))
}
