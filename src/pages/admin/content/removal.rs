//! `/admin/{kind}/{id}/delete`: asks for confirmation, then deletes content.

use actix_web::web::Path;
use askama::Template;

use super::back_to;
use super::form::{errors, find};
use crate::error::Error;
use crate::forms::{Conflict, ContentForm, FieldErrors, FormState, Typed};
use crate::models::content::{self, ContentRefused, Noun, Stored};
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, form_status, show_privately};
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
    form: FormState,
}

fn show<T: ContentForm>(visit: &Visit, stored: &Stored<T>, form: FormState) -> PageResult {
    let typed = stored.value.typed();
    let fields = T::fields(visit.user.user.role, true).into_iter();
    let facts = fields.map(|field| (field.label, typed.get(field.name).to_owned()));
    let page = RemovalPage {
        head: visit.head(form.title(&format!("Delete this {}?", T::NOUN.one))),
        desk: visit.desk(T::NOUN.section),
        noun: T::NOUN,
        id: stored.id,
        version: stored.version,
        facts: facts.filter(|(_, value)| !value.is_empty()).collect(),
        form,
    };
    show_privately(form_status(&page.form), &page)
}

pub async fn removal<T: ContentForm>(visit: Visit, id: Path<i64>) -> PageResult {
    let stored = find::<T>(&visit, *id).await?;
    show(&visit, &stored, FormState::default())
}

pub async fn remove<T: ContentForm>(visit: Visit, id: Path<i64>, Posted(typed): Posted<Typed>) -> PageResult {
    let id = id.into_inner();
    let version = typed.get("version").parse().map_err(|_| Error::BadForm)?;
    let actor = visit.user.actor();
    let removed = visit.db.write(move |conn| content::remove::<T>(conn, &actor, id, version)).await;
    let form = match removed {
        Ok(()) => return Ok(see_other(&back_to(&T::NOUN, "deleted"))),
        Err(ContentRefused::Stale(())) => {
            FormState::in_conflict(typed, Conflict::new(T::NOUN.one, Vec::new()))
        }
        Err(refused) => {
            let FieldErrors(mut errors) = errors(refused)?;
            errors.iter_mut().for_each(|error| error.id.clear()); // the page has no inputs
            FormState::refused(typed, FieldErrors(errors))
        }
    };
    let stored = find::<T>(&visit, id).await?;
    show(&visit, &stored, form)
}
