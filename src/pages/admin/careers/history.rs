//! `/admin/careers/{id}/history`: what was saved, held against each other, and brought back.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::answer;
use super::diff::{self, FieldDiff};
use super::fields::Fields;
use super::stale::{Again, Stale, compared};
use super::subject::Subject;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::career::Status;
use crate::models::draft::{self, Draft, Refused, Saved};
use crate::models::revision::{self, Revision};
use crate::models::{Paged, QueryResult, old_slug};
use crate::pages::admin::Desk;
use crate::pages::pagination::{self, Pagination, parameters};
use crate::pages::{Head, PageResult, Site, show_privately};
use crate::profile::Profile;
use crate::profile::check::Problem;
use crate::web::form::Form;
use crate::web::session::SignedIn;

/// How many revisions stand on a page.
const PER_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "admin/careers/history.html")]
struct Page {
    head: Head,
    desk: Desk,
    career: Subject,
    revisions: Vec<Revision>,
    pagination: Pagination,
    /// The revision that visitors see.
    live: Option<i64>,
    /// The revisions that are chosen.
    from: i64,
    to: i64,
    diff: Option<Vec<FieldDiff>>,
    problems: Vec<Problem>,
}

struct Content {
    draft: Draft,
    revisions: Paged<Revision>,
    live: Option<i64>,
    pair: Option<(Profile, Profile)>,
}

/// What the address asks for: a page, and two revisions to hold against each other.
#[derive(Clone, Copy, Default)]
struct Asked {
    page: i64,
    from: Option<i64>,
    to: Option<i64>,
}

impl Asked {
    fn of(request: &HttpRequest) -> Self {
        let parameters = parameters(request.query_string());
        let number =
            |name: &str| parameters.iter().find(|(n, _)| n == name).and_then(|(_, n)| n.parse().ok());
        Self { page: pagination::page(&parameters), from: number("from"), to: number("to") }
    }
}

fn read(conn: &mut Conn, id: i64, asked: Asked) -> Result<Content, Error> {
    let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
    let pair = match asked.from.zip(asked.to) {
        Some((from, to)) => Some((profile(conn, id, from)?, profile(conn, id, to)?)),
        None => None,
    };
    let live = revision::live(conn, id)?.filter(|_| draft.status == Status::Published);
    Ok(Content { revisions: revision::of(conn, id, asked.page, PER_PAGE)?, draft, live, pair })
}

fn profile(conn: &mut Conn, id: i64, number: i64) -> Result<Profile, Error> {
    Ok(revision::load(conn, id, number)?.ok_or(Error::NotFound)?.1)
}

impl Page {
    fn new(site: &Data<Site>, desk: Desk, content: Content, asked: Asked) -> Result<Self, Error> {
        let Content { draft, revisions, live, pair } = content;
        let head = Head::unlisted(site.clone().into_inner(), format!("History of {}", draft.profile.title));
        let newest = draft.revision.as_ref().map_or(0, |revision| revision.number);
        // What one wants to know first: what the draft changes of what is live, or of the one before.
        let before = live.filter(|live| *live < newest).unwrap_or(newest - 1);
        Ok(Self {
            head,
            desk,
            career: Subject::of(&draft, "history"),
            pagination: Pagination::of(&revisions, format!("/admin/careers/{}/history", draft.career_id))?,
            revisions: revisions.rows,
            live,
            from: asked.from.unwrap_or(before),
            to: asked.to.unwrap_or(newest),
            diff: pair.map(|(from, to)| diff::between(&from, &to)),
            problems: Vec::new(),
        })
    }
}

/// Lists the revisions, and shows how two of them differ.
pub async fn page(
    request: HttpRequest,
    user: SignedIn,
    id: Path<i64>,
    site: Data<Site>,
    db: Data<Db>,
) -> PageResult {
    let asked = Asked::of(&request);
    let content = db.read(move |conn| read(conn, *id, asked)).await?;
    let desk = Desk { done: answer::done(&request), ..Desk::new(user.user, "careers") };
    show_privately(StatusCode::OK, &Page::new(&site, desk, content, asked)?)
}

/// Brings a revision back as the newest draft.
pub async fn restore(
    user: SignedIn,
    id: Path<i64>,
    Form(fields): Form<Fields>,
    site: Data<Site>,
    db: Data<Db>,
) -> PageResult {
    let (id, actor, version) = (*id, user.actor(), fields.version());
    let number: i64 = fields.get("revision").parse().map_err(|_| Error::NotFound)?;
    let desk = Desk::new(user.user, "careers");
    let restored = db.write(move |conn| {
        let profile = current(conn, id, number)?.ok_or(Refused::Gone)?;
        let note = format!("Restored revision {number}");
        match draft::save(conn, &actor, id, version, &profile, &note) {
            Err(Refused::Stale(now)) => Ok(Err((now, profile))),
            saved => saved.map(Ok),
        }
    });
    match restored.await {
        Ok(Ok(Saved::Revision(_))) => {
            answer::see_other(&format!("/admin/careers/{id}/history?done=restored"))
        }
        Ok(Ok(Saved::Same)) => answer::see_other(&format!("/admin/careers/{id}/history?done=same")),
        Ok(Err((now, asked))) => {
            let again = Again {
                action: format!("/admin/careers/{id}/restore"),
                fields: fields.at_version(now.version),
                button: format!("Restore revision {number} all the same"),
            };
            let rows = compared(&now.profile, &asked);
            Stale::new(site.clone().into_inner(), desk, &now, "history", rows, again).answer()
        }
        Err(Refused::Problems(problems)) => {
            let asked = Asked { page: 1, ..Asked::default() };
            let content = db.read(move |conn| read(conn, id, asked)).await?;
            let page = Page { problems, ..Page::new(&site, desk, content, asked)? };
            show_privately(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refused) => Err(answer::failed(refused)),
    }
}

/// A stored profile under the slug of now, with its links led to where the careers are now.
fn current(conn: &mut Conn, id: i64, number: i64) -> QueryResult<Option<Profile>> {
    let Some(draft) = draft::load(conn, id)? else { return Ok(None) };
    let Some((_, mut profile)) = revision::load(conn, id, number)? else { return Ok(None) };
    old_slug::follow(conn, &mut profile, &draft.profile.slug)?;
    Ok(Some(profile))
}
