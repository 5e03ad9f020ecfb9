//! `/admin/careers/{id}/schedules`: schedules a publication or withdrawal.

use actix_web::web::Path;

use super::publication::forms::{plan, plan_in_words};
use super::publication::page::{Asked, refuse};
use super::sent::Sent;
use crate::models::schedule;
use crate::pages::PageResult;

pub async fn create(sent: Sent) -> PageResult {
    let plan = match plan(&sent.typed) {
        Ok(plan) => plan,
        Err(problems) => return refuse(&sent, "schedule", problems).await,
    };
    let (id, actor, version) = sent.request();
    let done = sent.db.write(move |conn| schedule::create(conn, &actor, id, version, &plan)).await;
    let asked = Asked {
        path: "schedules",
        done: "scheduled",
        in_words: plan_in_words(&sent.typed),
        button: "Schedule it anyway",
        form: "schedule",
    };
    asked.answer(&sent, done).await
}

pub async fn cancel(ids: Path<(i64, i64)>, sent: Sent) -> PageResult {
    let ((id, actor, version), (_, one)) = (sent.request(), *ids);
    let done = sent.db.write(move |conn| schedule::cancel(conn, &actor, id, version, one)).await;
    let asked = Asked {
        path: &format!("schedules/{one}/cancel"),
        done: "cancelled",
        in_words: "Cancel the schedule".into(),
        button: "Cancel the schedule anyway",
        form: "",
    };
    asked.answer(&sent, done).await
}
