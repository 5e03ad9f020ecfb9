//! `/admin/{kind}/{id}/moderation`: the list's approve and hide buttons.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::form::{FormPage, find, problems};
use super::{Filters, back_to};
use crate::db::Db;
use crate::error::Error;
use crate::forms::{Moderated, Pairs, Typed};
use crate::models::content::{self, Refused};
use crate::pages::pagination::parameters;
use crate::pages::{PageResult, show_privately};
use crate::profile::voices::Moderation;
use crate::site::Site;
use crate::web::form::Form as Posted;
use crate::web::gate::see_other;
use crate::web::session::SignedIn;

/// Fails with a conflict if the item has changed since the list was shown, so that it is read again first.
pub async fn moderate<T: Moderated>(
    user: SignedIn,
    site: Data<Site>,
    db: Data<Db>,
    id: Path<i64>,
    Posted(pairs): Posted<Pairs>,
) -> PageResult {
    let typed = Typed::from(pairs);
    let id = id.into_inner();
    let version = typed.get("version").parse().map_err(|_| Error::BadForm)?;
    let moderation: Moderation = typed.get("moderation").parse().map_err(|_| Error::BadForm)?;
    let stored = find::<T>(&db, id).await?;
    let (actor, value) = (user.actor(), stored.value.clone().moderated(moderation));
    match db.write(move |conn| content::change(conn, &actor, id, version, &value)).await {
        Ok(()) => {
            let filters = Filters::of(&parameters(typed.get("back")));
            Ok(see_other(&back_to(&T::NOUN, &filters, moderation.into())))
        }
        Err(Refused::Stale(())) => {
            let now = find::<T>(&db, id).await?;
            let page = FormPage::of((&user, site), Some(&now), &now.value.typed(), Vec::new());
            show_privately(StatusCode::CONFLICT, &page.in_conflict(&now))
        }
        Err(refused) => {
            problems(refused)?;
            Err(Error::BadForm)
        }
    }
}
