//! `/admin/{kind}/{id}/delete`: asks before deleting something.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::form::{find, problems};
use super::{Filters, back_to};
use crate::db::Db;
use crate::error::Error;
use crate::forms::{Form, Noun, Pairs, Typed};
use crate::models::content::{self, Refused, Stored};
use crate::pages::admin::Desk;
use crate::pages::{Head, PageResult, show_privately};
use crate::site::Site;
use crate::web::form::Form as Posted;
use crate::web::gate::see_other;
use crate::web::session::SignedIn;

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

fn page<T: Form>(
    (user, site): (&SignedIn, Data<Site>),
    stored: &Stored<T>,
    refusal: Option<String>,
) -> RemovalPage {
    let typed = stored.value.typed();
    let fields = T::fields(user.user.role, true).into_iter();
    let facts = fields.map(|field| (field.label, typed.get(field.name).to_owned()));
    RemovalPage {
        head: Head::unlisted(site.into_inner(), format!("Delete this {}?", T::NOUN.one)),
        desk: Desk::new(user.user.clone(), T::NOUN.section),
        noun: T::NOUN,
        id: stored.id,
        version: stored.version,
        facts: facts.filter(|(_, value)| !value.is_empty()).collect(),
        refusal,
    }
}

pub async fn removal<T: Form>(user: SignedIn, site: Data<Site>, db: Data<Db>, id: Path<i64>) -> PageResult {
    let stored = find::<T>(&db, *id).await?;
    show_privately(StatusCode::OK, &page((&user, site), &stored, None))
}

pub async fn remove<T: Form>(
    user: SignedIn,
    site: Data<Site>,
    db: Data<Db>,
    id: Path<i64>,
    Posted(pairs): Posted<Pairs>,
) -> PageResult {
    let id = id.into_inner();
    let version = Typed::from(pairs).get("version").parse().map_err(|_| Error::BadForm)?;
    let actor = user.actor();
    let removed = db.write(move |conn| content::remove::<T>(conn, &actor, id, version)).await;
    let (status, refusal) = match removed {
        Ok(()) => return Ok(see_other(&back_to(&T::NOUN, &Filters::default(), "deleted"))),
        Err(Refused::Stale(())) => {
            let text = "Somebody else has just changed it. This is how it is now.".to_owned();
            (StatusCode::CONFLICT, text)
        }
        Err(refused) => {
            let messages = problems(refused)?.into_iter().map(|problem| problem.message);
            let text = messages.collect::<Vec<_>>().join("; ");
            (StatusCode::UNPROCESSABLE_ENTITY, format!("It can’t be deleted: {text}."))
        }
    };
    let stored = find::<T>(&db, id).await?;
    show_privately(status, &page((&user, site), &stored, Some(refusal)))
}
