//! `/admin/{kind}/{id}/delete`: asks for confirmation, then deletes content.

use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;

use super::form::{find, problems};
use super::{Filters, back_to};
use crate::error::Error;
use crate::forms::{Form, Noun, Typed};
use crate::models::content::{self, Refused, Stored};
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, show_privately};
use crate::web::form::Form as Posted;
use crate::web::gate::see_other;

#[derive(Template)]
#[template(path = "admin/content/delete.html")]
struct RemovalPage {
    head: Head,
    desk: Desk,
    noun: Noun,
    id: i64,
    version: i64,
    facts: Vec<(&'static str, String)>,
    refusal: Option<String>,
}

fn page<T: Form>(visit: &Visit, stored: &Stored<T>, refusal: Option<String>) -> RemovalPage {
    let typed = stored.value.typed();
    let fields = T::fields(visit.user.user.role, true).into_iter();
    let facts = fields.map(|field| (field.label, typed.get(field.name).to_owned()));
    RemovalPage {
        head: visit.head(format!("Delete this {}?", T::NOUN.one)),
        desk: visit.desk(T::NOUN.section),
        noun: T::NOUN,
        id: stored.id,
        version: stored.version,
        facts: facts.filter(|(_, value)| !value.is_empty()).collect(),
        refusal,
    }
}

pub async fn removal<T: Form>(visit: Visit, id: Path<i64>) -> PageResult {
    let stored = find::<T>(&visit, *id).await?;
    show_privately(StatusCode::OK, &page(&visit, &stored, None))
}

pub async fn remove<T: Form>(visit: Visit, id: Path<i64>, Posted(typed): Posted<Typed>) -> PageResult {
    let id = id.into_inner();
    let version = typed.get("version").parse().map_err(|_| Error::BadForm)?;
    let actor = visit.user.actor();
    let removed = visit.db.write(move |conn| content::remove::<T>(conn, &actor, id, version)).await;
    let (status, refusal) = match removed {
        Ok(()) => return Ok(see_other(&back_to(&T::NOUN, &Filters::default(), "deleted"))),
        Err(Refused::Stale(())) => {
            let text = "Someone else has just changed this. Here is the current version.".to_owned();
            (StatusCode::CONFLICT, text)
        }
        Err(refused) => {
            let messages = problems(refused)?.into_iter().map(|problem| problem.message);
            let text = messages.collect::<Vec<_>>().join("; ");
            (StatusCode::UNPROCESSABLE_ENTITY, format!("It can’t be deleted. {text}."))
        }
    };
    let stored = find::<T>(&visit, id).await?;
    show_privately(status, &page(&visit, &stored, Some(refusal)))
}
