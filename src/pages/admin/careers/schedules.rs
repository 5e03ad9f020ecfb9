//! `/admin/careers/{id}/schedules`: schedules a publication or withdrawal.

use actix_web::web::Path;

use super::publication::forms::{Forms, ScheduleForm};
use super::publication::page::{Asked, refuse};
use super::sent::Sent;
use crate::models::schedule;
use crate::pages::PageResult;

pub async fn create(sent: Sent) -> PageResult {
    let form = ScheduleForm::of(&sent.fields);
    let (read, in_words, forms) = (form.read(), form.in_words(), Forms::from(form));
    let plan = match read {
        Ok(plan) => plan,
        Err(problems) => return refuse(&sent, forms, problems).await,
    };
    let (id, actor, version) = sent.request();
    let done = sent.db.write(move |conn| schedule::create(conn, &actor, id, version, &plan)).await;
    let asked =
        Asked { path: "schedules", done: "scheduled", in_words, button: "Schedule it all the same", forms };
    asked.answer(&sent, done).await
}

pub async fn cancel(ids: Path<(i64, i64)>, sent: Sent) -> PageResult {
    let ((id, actor, version), (_, one)) = (sent.request(), *ids);
    let done = sent.db.write(move |conn| schedule::cancel(conn, &actor, id, version, one)).await;
    let asked = Asked {
        path: &format!("schedules/{one}/cancel"),
        done: "cancelled",
        in_words: "Cancel a schedule".into(),
        button: "Cancel it all the same",
        forms: Forms::default(),
    };
    asked.answer(&sent, done).await
}
