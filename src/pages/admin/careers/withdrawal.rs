//! `/admin/careers/{id}/withdrawal`: takes a career off the public site.

use super::publication::forms;
use super::publication::page::{Asked, refuse};
use super::sent::Sent;
use crate::models::publication;
use crate::pages::PageResult;

pub async fn withdraw(sent: Sent) -> PageResult {
    let withdrawal = match forms::withdrawal(&sent.typed) {
        Ok(withdrawal) => withdrawal,
        Err(problems) => return refuse(&sent, "withdraw", problems).await,
    };
    let (id, actor, version) = sent.request();
    let done = sent.db.write(move |conn| publication::withdraw(conn, &actor, id, version, &withdrawal)).await;
    let asked = Asked {
        path: "withdrawal",
        done: "withdrawn",
        in_words: "Withdraw now".into(),
        button: "Withdraw it anyway",
        form: "withdraw",
    };
    asked.answer(&sent, done).await
}
