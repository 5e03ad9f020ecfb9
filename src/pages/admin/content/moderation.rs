//! `/admin/{kind}/{id}/moderation`: the Show and Hide buttons of the list.

use actix_web::web::Path;

use super::FILTERS;
use super::form::{errors, find, show_conflict};
use crate::error::Error;
use crate::forms::{Moderated, Typed};
use crate::models::content::{self, ContentRefused};
use crate::pages::PageResult;
use crate::pages::admin::{Filters, Visit};
use crate::pages::pagination::parameters;
use crate::profile::voices::Moderation;
use crate::web::form::Form as Posted;
use crate::web::gate::see_other;
use crate::web::paths::with_query;

/// Fails with a conflict if the item has changed since the list was shown, so that nobody approves unread text.
pub async fn moderate<T: Moderated>(visit: Visit, id: Path<i64>, Posted(typed): Posted<Typed>) -> PageResult {
    let id = id.into_inner();
    let version = typed.get("version").parse().map_err(|_| Error::BadForm)?;
    let moderation: Moderation = typed.get("moderation").parse().map_err(|_| Error::BadForm)?;
    let stored = find::<T>(&visit, id).await?;
    let (actor, value) = (visit.user.actor(), stored.value.clone().moderated(moderation));
    match visit.db.write(move |conn| content::change(conn, &actor, id, version, &value)).await {
        Ok(()) => {
            let filters = Filters::of(&parameters(typed.get("back")), FILTERS);
            let query = filters.query_with(&[("done", moderation.into())]);
            Ok(see_other(&with_query(&T::NOUN.url(), &query)))
        }
        Err(ContentRefused::Stale(())) => show_conflict::<T>(&visit, id, None).await,
        Err(refused) => {
            errors(refused)?;
            Err(Error::BadForm)
        }
    }
}
