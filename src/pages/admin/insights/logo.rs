//! `/admin/insights/{id}/logo`: the employer's logo beside an insight.

use actix_web::rt::task::spawn_blocking;
use actix_web::web::Path;
use askama::Template;
use tokio::sync::Semaphore;

use crate::db;
use crate::error::Error;
use crate::forms::{Conflict, FieldError, FieldErrors, FormState, Quote, Typed};
use crate::models::content::{Content, ContentRefused, Noun, Stored};
use crate::models::insight;
use crate::pages::admin::content::find;
use crate::pages::admin::{Desk, Visit};
use crate::pages::{Head, PageResult, form_status, show_privately};
use crate::profile::logo::{Logo, MAX_BYTES};
use crate::web::gate::see_other;
use crate::web::upload::Upload;

#[derive(Template)]
#[template(path = "admin/insights/logo.html")]
struct LogoPage {
    head: Head,
    desk: Desk,
    noun: Noun,
    quote: Stored<Quote>,
    form: FormState,
}

fn show(visit: &Visit, quote: Stored<Quote>, form: FormState) -> PageResult {
    let page = LogoPage {
        head: visit.head(form.title("Employer’s logo")),
        desk: visit.desk(Quote::NOUN.section),
        noun: Quote::NOUN,
        quote,
        form,
    };
    show_privately(form_status(&page.form), &page)
}

pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    let quote = find::<Quote>(&visit, *id).await?;
    show(&visit, quote, FormState::default())
}

pub async fn change(visit: Visit, id: Path<i64>, upload: Upload<MAX_BYTES>) -> PageResult {
    let Upload { typed, file } = upload;
    let id = id.into_inner();
    let version = typed.get("version").parse().map_err(|_| Error::BadForm)?;
    let quote = find::<Quote>(&visit, id).await?;
    let logo = match wished(&typed, file).await? {
        Ok(logo) => logo,
        // Keeps the form's version, so that the next attempt still detects a conflict.
        Err(message) => {
            let errors = FieldErrors(vec![FieldError::new("logo", "Logo", message)]);
            return show(&visit, Stored { version, ..quote }, FormState::refused(typed, errors));
        }
    };
    let (actor, role) = (visit.user.actor(), visit.user.user.role);
    let changed =
        visit.db.write(move |conn| insight::set_logo(conn, &actor, role, (id, version), logo.as_ref()));
    match changed.await {
        Ok(()) => Ok(see_other(&format!("{}?done=changed", Quote::NOUN.url()))),
        Err(ContentRefused::Stale(())) => {
            let now = find::<Quote>(&visit, id).await?;
            show(&visit, now, FormState::in_conflict(typed, Conflict::new("insight", Vec::new())))
        }
        Err(ContentRefused::Db(error)) => Err(error.into()),
        Err(ContentRefused::Gone | ContentRefused::Problems(_)) => Err(Error::NotFound),
    }
}

/// One picture at a time: decoding one may take a hundred megabytes.
static DECODING: Semaphore = Semaphore::const_new(1);

/// The uploaded logo, none to remove it, or the problem with the file. Decodes off the async threads.
async fn wished(typed: &Typed, file: Vec<u8>) -> Result<Result<Option<Logo>, String>, Error> {
    match (typed.get("remove"), file.is_empty()) {
        ("", true) => Ok(Err("Choose a file".into())),
        ("", false) => {
            let _turn = DECODING.acquire().await.map_err(|_| db::DbError::Interrupted)?;
            let read = spawn_blocking(move || Logo::read(&file)).await;
            Ok(read.map_err(|_| db::DbError::Interrupted)?.map(Some).map_err(|wrong| wrong.to_string()))
        }
        (_, true) => Ok(Ok(None)),
        (_, false) => Ok(Err("Choose a file or remove the logo, not both".into())),
    }
}
