//! `/admin/careers/{id}/publication`: publishes the newest draft.

pub mod forms;
pub mod page;

use actix_web::web::Path;

use super::sent::Sent;
use crate::forms::FormState;
use crate::models::publication;
use crate::pages::PageResult;
use crate::pages::admin::Visit;

/// Shows what is public, what keeps the draft from being published, and what is scheduled.
pub async fn page(visit: Visit, id: Path<i64>) -> PageResult {
    page::show(&visit, *id, FormState::default()).await
}

pub async fn publish(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let done = sent.db.write(move |conn| publication::publish(conn, &actor, id, version)).await;
    page::answer(&sent, "", "published", done).await
}
