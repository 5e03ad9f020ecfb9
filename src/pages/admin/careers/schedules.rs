//! `/admin/careers/{id}/schedules`: schedules a publication or withdrawal.

use actix_web::web::Path;

use super::publication::forms::plan;
use super::publication::page::answer;
use super::sent::Sent;
use crate::models::draft::DraftRefused;
use crate::models::schedule;
use crate::pages::PageResult;

pub async fn create(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let done = match plan(&sent.typed) {
        Ok(plan) => sent.db.write(move |conn| schedule::create(conn, &actor, id, version, &plan)).await,
        Err(problems) => Err(DraftRefused::Problems(problems)),
    };
    answer(&sent, "schedule-", "scheduled", done).await
}

pub async fn cancel(ids: Path<(i64, i64)>, sent: Sent) -> PageResult {
    let ((id, actor, version), (_, one)) = (sent.request(), *ids);
    let done = sent.db.write(move |conn| schedule::cancel(conn, &actor, id, version, one)).await;
    answer(&sent, "", "cancelled", done).await
}
