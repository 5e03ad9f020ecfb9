//! `/admin/{kind}/{id}/moderation`: the Show and Hide buttons of the list.

use actix_web::http::StatusCode;
use actix_web::web::Path;

use super::form::{ContentFormPage, find, problems};
use super::{Filters, back_to};
use crate::error::Error;
use crate::forms::{Moderated, Typed};
use crate::models::content::{self, Refused};
use crate::pages::admin::Visit;
use crate::pages::pagination::parameters;
use crate::pages::{PageResult, show_privately};
use crate::profile::voices::Moderation;
use crate::web::form::Form as Posted;
use crate::web::gate::see_other;

/// Fails with a conflict if the item has changed since the list was shown, so that nobody approves unread text.
pub async fn moderate<T: Moderated>(visit: Visit, id: Path<i64>, Posted(typed): Posted<Typed>) -> PageResult {
    let id = id.into_inner();
    let version = typed.get("version").parse().map_err(|_| Error::BadForm)?;
    let moderation: Moderation = typed.get("moderation").parse().map_err(|_| Error::BadForm)?;
    let stored = find::<T>(&visit, id).await?;
    let (actor, value) = (visit.user.actor(), stored.value.clone().moderated(moderation));
    match visit.db.write(move |conn| content::change(conn, &actor, id, version, &value)).await {
        Ok(()) => {
            let filters = Filters::of(&parameters(typed.get("back")));
            Ok(see_other(&back_to(&T::NOUN, &filters, moderation.into())))
        }
        Err(Refused::Stale(())) => {
            let now = find::<T>(&visit, id).await?;
            let page = ContentFormPage::of(&visit, Some(&now), &now.value.typed(), Vec::new());
            show_privately(StatusCode::CONFLICT, &page.in_conflict(&now))
        }
        Err(refused) => {
            problems(refused)?;
            Err(Error::BadForm)
        }
    }
}
