//! `/admin/careers/{id}/history`: compares revisions and restores old ones.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;

use super::answer;
use super::diff::{self, FieldDiff};
use super::sent::{Offer, Sent};
use super::stale::compared;
use super::subject::Subject;
use crate::addresses;
use crate::db::Conn;
use crate::error::Error;
use crate::models::career::Status;
use crate::models::draft::{self, Draft, Saved};
use crate::models::revision::{self, Revision};
use crate::models::{Paged, QueryResult, old_slug};
use crate::pages::admin::{Desk, Visit};
use crate::pages::pagination::Pagination;
use crate::pages::{Head, PageResult, form_title, show_privately};
use crate::profile::Profile;
use crate::profile::check::Problem;
use crate::web::form::Errors;

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
    chosen: RevisionPair,
    errors: Errors,
    diff: Option<Vec<FieldDiff>>,
    problems: Vec<Problem>,
}

struct HistoryContent {
    draft: Draft,
    revisions: Paged<Revision>,
    live: Option<i64>,
    /// The two chosen profiles, or the errors of the choice. None if nothing was chosen.
    pair: Option<Result<(Profile, Profile), Errors>>,
}

/// Revision numbers as typed.
#[derive(Clone)]
struct RevisionPair {
    from: String,
    to: String,
}

#[derive(Clone)]
struct HistoryQuery {
    page: i64,
    pair: Option<RevisionPair>,
}

impl HistoryQuery {
    fn of(visit: &Visit) -> Self {
        let typed = |name: &str| {
            let found = visit.parameters.iter().find(|(parameter, _)| parameter == name);
            found.map(|(_, number)| number.trim().to_owned())
        };
        let pair = match (typed("from"), typed("to")) {
            (None, None) => None,
            (from, to) => Some(RevisionPair { from: from.unwrap_or_default(), to: to.unwrap_or_default() }),
        };
        Self { page: visit.page(), pair }
    }
}

fn read(conn: &mut Conn, id: i64, asked: &HistoryQuery) -> Result<HistoryContent, Error> {
    let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
    let pair = asked.pair.as_ref().map(|pair| profiles(conn, &draft, pair)).transpose()?;
    let live = match draft.status {
        Status::Published => revision::live(conn, id)?,
        Status::Draft | Status::Withdrawn => None,
    };
    Ok(HistoryContent { revisions: revision::of(conn, id, asked.page, PER_PAGE)?, draft, live, pair })
}

fn profiles(
    conn: &mut Conn,
    draft: &Draft,
    pair: &RevisionPair,
) -> QueryResult<Result<(Profile, Profile), Errors>> {
    let mut errors = Errors::new();
    let mut found = Vec::new();
    for (field, typed) in [("from", &pair.from), ("to", &pair.to)] {
        let stored = match typed.parse() {
            Ok(number) => revision::load(conn, draft.career_id, number)?,
            Err(_) => None,
        };
        match stored {
            Some((_, profile)) => found.push(profile),
            None => errors.add(field, missing(typed, newest(draft))),
        }
    }
    Ok(found.try_into().map(|[from, to]: [Profile; 2]| (from, to)).map_err(|_| errors))
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
    fn new(visit: &Visit, content: HistoryContent, asked: HistoryQuery) -> Result<Self, Error> {
        let HistoryContent { draft, revisions, live, pair } = content;
        let newest = newest(&draft);
        // The default choice compares the draft with the live revision, or else with the one before it.
        let before = live.filter(|live| *live < newest).unwrap_or((newest - 1).max(1));
        let first = RevisionPair { from: before.to_string(), to: newest.to_string() };
        let (diff, errors) = match pair {
            Some(Ok((from, to))) => (Some(diff::between(&from, &to)), Errors::new()),
            Some(Err(errors)) => (None, errors),
            None => (None, Errors::new()),
        };
        let title = form_title(&format!("History of {}", draft.profile.title), &errors);
        Ok(Self {
            head: visit.head(title),
            desk: answer::desk(visit),
            career: Subject::of(&draft, "history"),
            pagination: Pagination::of(&revisions, addresses::desk(draft.career_id, "history"))?,
            revisions: revisions.rows,
            live,
            chosen: asked.pair.unwrap_or(first),
            errors,
            diff,
            problems: Vec::new(),
        })
    }
}

pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    let asked = HistoryQuery::of(&visit);
    let wanted = asked.clone();
    let content = visit.db.read(move |conn| read(conn, *id, &wanted)).await?;
    let page = HistoryPage::new(&visit, content, asked)?;
    let status = if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    show_privately(status, &page)
}

pub async fn restore(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let number: i64 = sent.typed.get("revision").parse().map_err(|_| Error::NotFound)?;
    let wanted = sent.db.read(move |conn| current(conn, id, number)).await?.ok_or(Error::NotFound)?;
    let (profile, note) = (wanted.clone(), format!("Restored revision {number}"));
    match sent.db.write(move |conn| draft::save(conn, &actor, id, version, &profile, &note)).await {
        Ok(Saved::Revision(_)) => sent.lead_to("history?done=restored"),
        Ok(Saved::Same) => sent.lead_to("history?done=same"),
        Err(refused) => {
            let button = format!("Restore revision {number} anyway");
            let offer = Offer { tab: "history", path: "restore", button };
            let show = async |problems| refuse(&sent, problems).await;
            sent.refuse(refused, offer, |now| compared(&now.profile, &wanted), show).await
        }
    }
}

async fn refuse(sent: &Sent, problems: Vec<Problem>) -> PageResult {
    let (id, asked) = (sent.id, HistoryQuery { page: 1, pair: None });
    let wanted = asked.clone();
    let content = sent.db.read(move |conn| read(conn, id, &wanted)).await?;
    let page = HistoryPage { problems, ..HistoryPage::new(sent, content, asked)? };
    show_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// A stored profile with the current slugs of its career and its links.
fn current(conn: &mut Conn, id: i64, number: i64) -> QueryResult<Option<Profile>> {
    let Some(draft) = draft::load(conn, id)? else { return Ok(None) };
    let Some((_, mut profile)) = revision::load(conn, id, number)? else { return Ok(None) };
    old_slug::follow(conn, &mut profile, &draft.profile.slug)?;
    Ok(Some(profile))
}
