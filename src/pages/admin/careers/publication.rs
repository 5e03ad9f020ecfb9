//! `/admin/careers/{id}/publication`: publishes the newest draft.

pub mod forms;
pub mod page;

use actix_web::http::StatusCode;
use actix_web::web::Path;

use super::sent::Sent;
use crate::models::publication;
use crate::pages::admin::Visit;
use crate::pages::{PageResult, show_privately};
use page::{Asked, PublicationPage, load};

/// Shows what is public, what keeps the draft from being published, and what is scheduled.
pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    let loaded = visit.db.read(move |conn| load(conn, *id)).await?;
    show_privately(StatusCode::OK, &PublicationPage::new(&visit, loaded))
}

pub async fn publish(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let done = sent.db.write(move |conn| publication::publish(conn, &actor, id, version)).await;
    let asked = Asked {
        path: "publication",
        done: "published",
        in_words: "Publish now".into(),
        button: "Publish it anyway",
        form: "",
    };
    asked.answer(&sent, done).await
}
