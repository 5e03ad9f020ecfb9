//! `/admin/careers/{id}/address`: changes a career's slug and shows the redirects.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;

use super::answer;
use super::sent::Sent;
use super::subject::Subject;
use crate::addresses;
use crate::db::Conn;
use crate::error::Error;
use crate::forms::{FieldErrors, FormState};
use crate::models::draft::{self, Draft, DraftRefused};
use crate::models::{career, old_slug, publication};
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, form_status, show_privately};
use crate::profile::Slug;

/// The pages below a profile, as suffixes of its path.
const BENEATH: [&str; 6] = ["", "/pay", "/moves", "/insights", "/interviews", "/jobs"];

#[derive(Template)]
#[template(path = "admin/careers/address.html")]
struct AddressPage {
    head: Head,
    desk: Desk,
    career: Subject,
    form: FormState,
    /// The typed slug, if the career can have it.
    slug: Option<Slug>,
    /// Pairs of old and new addresses.
    redirects: Vec<(String, String)>,
    old: Vec<Slug>,
}

struct AddressContent {
    draft: Draft,
    old: Vec<Slug>,
    /// The typed slug, or its problem. None if nothing was typed.
    checked: Option<Result<Slug, String>>,
}

fn read(conn: &mut Conn, id: i64, typed: &str) -> Result<AddressContent, Error> {
    let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
    let checked = match typed {
        "" => None,
        typed => Some(match Slug::parse(typed) {
            Ok(slug) => check(conn, &draft, slug)?,
            Err(problem) => Err(problem),
        }),
    };
    Ok(AddressContent { old: old_slug::of(conn, id)?, draft, checked })
}

fn check(conn: &mut Conn, draft: &Draft, slug: Slug) -> Result<Result<Slug, String>, Error> {
    if slug == draft.profile.slug {
        return Ok(Err(format!("“{slug}” is already the address of this career")));
    }
    let holder = career::find(conn, &slug)?.map(|found| found.title);
    let led_to = old_slug::target(conn, &slug)?.filter(|target| *target != draft.profile.slug);
    Ok(match (holder, led_to) {
        (Some(title), _) => Err(format!("“{slug}” is already the address of {title}")),
        (None, Some(target)) => Err(format!("“{slug}” was an address of “{target}”, and redirects there")),
        (None, None) => Ok(slug),
    })
}

impl AddressPage {
    fn new(visit: &Visit, content: AddressContent, mut form: FormState) -> Self {
        let AddressContent { draft, old, checked } = content;
        let slug = match checked {
            Some(Ok(slug)) => Some(slug),
            Some(Err(problem)) => {
                form.errors = FieldErrors::one("slug", problem);
                None
            }
            None => None,
        };
        let head = visit.head(form.title(&format!("Web address of {}", draft.profile.title)));
        let career = Subject::of(&draft, "address");
        let redirects = slug.as_ref().map(|slug| redirects(&career, &old, slug)).unwrap_or_default();
        if form.typed.get("slug").is_empty() {
            form.typed = form.typed.without("slug").with("slug", career.slug.as_str());
        }
        Self { head, desk: answer::desk(visit), career, form, slug, redirects, old }
    }
}

fn redirects(career: &Subject, old: &[Slug], new: &Slug) -> Vec<(String, String)> {
    if !career.was_public {
        return Vec::new();
    }
    let from =
        |slug: &Slug, behind: &str| (addresses::career(slug) + behind, addresses::career(new) + behind);
    let present = BENEATH.iter().map(|behind| from(&career.slug, behind));
    present.chain(old.iter().filter(|old| *old != new).map(|old| from(old, ""))).collect()
}

/// With `?slug=`, also previews the change to that slug.
pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    let form = visit.query();
    let wanted = form.typed.get("slug").to_owned();
    let content = visit.db.read(move |conn| read(conn, *id, &wanted)).await?;
    show_privately(StatusCode::OK, &AddressPage::new(&visit, content, form))
}

pub async fn change(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let moved = match Slug::parse(sent.typed.get("slug")) {
        Ok(slug) => sent.db.write(move |conn| publication::move_to(conn, &actor, id, version, &slug)).await,
        Err(message) => Err(DraftRefused::problem("slug", message)),
    };
    match moved {
        Ok(()) => sent.lead_to("address?done=moved"),
        Err(refused) => {
            let form = sent.refused(refused, &[("slug", "Web address")])?;
            let content = sent.db.read(move |conn| read(conn, id, "")).await?;
            show_privately(form_status(&form), &AddressPage::new(&sent, content, form))
        }
    }
}
