//! `/admin/careers/{id}/delete`: takes away a draft that was never public.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::answer;
use super::fields::Fields;
use super::stale::{Again, Stale, state};
use super::subject::Subject;
use crate::db::Db;
use crate::error::Error;
use crate::models::draft::{self, Draft, Refused};
use crate::models::revision;
use crate::pages::admin::Desk;
use crate::pages::{Head, PageResult, Site, show_privately};
use crate::web::form::Form;
use crate::web::session::SignedIn;

#[derive(Template)]
#[template(path = "admin/careers/delete.html")]
struct Page {
    head: Head,
    desk: Desk,
    career: Subject,
    revisions: i64,
    problems: Vec<String>,
}

/// Says what goes.
pub async fn page(user: SignedIn, id: Path<i64>, site: Data<Site>, db: Data<Db>) -> PageResult {
    show(user, *id, &site, &db, Vec::new()).await
}

async fn show(
    user: SignedIn,
    id: i64,
    site: &Data<Site>,
    db: &Data<Db>,
    problems: Vec<String>,
) -> PageResult {
    let read = db.read(move |conn| {
        let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
        Ok::<(Draft, i64), Error>((draft, revision::of(conn, id, 1, 1)?.total))
    });
    let (draft, revisions) = read.await?;
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let head = Head::unlisted(site.clone().into_inner(), format!("Delete {}", draft.profile.title));
    let (desk, career) = (Desk::new(user.user, "careers"), Subject::of(&draft, "delete"));
    show_privately(status, &Page { head, desk, career, revisions, problems })
}

/// Deletes it.
pub async fn delete(
    user: SignedIn,
    id: Path<i64>,
    Form(fields): Form<Fields>,
    site: Data<Site>,
    db: Data<Db>,
) -> PageResult {
    let (id, actor, version) = (*id, user.actor(), fields.version());
    match db.write(move |conn| draft::delete(conn, &actor, id, version)).await {
        Ok(()) => answer::see_other("/admin/careers?done=deleted"),
        Err(Refused::Stale(now)) => {
            let again = Again {
                action: format!("/admin/careers/{id}/delete"),
                fields: fields.at_version(now.version),
                button: "Delete it as it is now".into(),
            };
            let rows = state(&now, "Delete it");
            let desk = Desk::new(user.user, "careers");
            Stale::new(site.clone().into_inner(), desk, &now, "delete", rows, again).answer()
        }
        Err(Refused::Problems(problems)) => {
            show(user, id, &site, &db, problems.iter().map(ToString::to_string).collect()).await
        }
        Err(refused) => Err(answer::failed(refused)),
    }
}
