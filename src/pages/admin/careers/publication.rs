//! `/admin/careers/{id}/publication`: makes the newest draft what visitors see.

pub mod forms;
pub mod page;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};

use super::answer;
use super::sent::Sent;
use crate::db::Db;
use crate::models::publication;
use crate::pages::{PageResult, show_privately};
use crate::site::Site;
use crate::web::session::SignedIn;
use forms::Forms;
use page::{Asked, Page, load};

/// Shows what is public, what is lacking, and what is to come.
pub async fn page(
    request: HttpRequest,
    user: SignedIn,
    id: Path<i64>,
    site: Data<Site>,
    db: Data<Db>,
) -> PageResult {
    let loaded = db.read(move |conn| load(conn, *id)).await?;
    let mut page = Page::new(&site, &user, loaded);
    page.desk.done = answer::done(&request);
    show_privately(StatusCode::OK, &page)
}

/// Publishes the newest draft now.
pub async fn publish(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let done = sent.db.write(move |conn| publication::publish(conn, &actor, id, version)).await;
    let asked = Asked {
        path: "publication",
        done: "published",
        in_words: "Publish now".into(),
        button: "Publish it as it is now",
        forms: Forms::default(),
    };
    asked.answer(&sent, done).await
}
