//! `/admin/careers/{id}/featured`: whether the home page shows a career.

use super::publication::page::answer;
use super::sent::Sent;
use crate::models::publication;
use crate::pages::PageResult;

pub async fn change(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let featured = !sent.typed.get("featured").is_empty();
    let done = sent.db.write(move |conn| publication::feature(conn, &actor, id, version, featured)).await;
    answer(&sent, "", "featured", done).await
}
