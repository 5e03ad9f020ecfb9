//! `/admin/careers/{id}/withdrawal`: takes a career off the public site.

use super::publication::forms::withdrawal;
use super::publication::page::answer;
use super::sent::Sent;
use crate::models::draft::DraftRefused;
use crate::models::publication;
use crate::pages::PageResult;

pub async fn withdraw(sent: Sent) -> PageResult {
    let (id, actor, version) = sent.request();
    let done = match withdrawal(&sent.typed) {
        Ok(withdrawal) => {
            let done =
                sent.db.write(move |conn| publication::withdraw(conn, &actor, id, version, &withdrawal));
            done.await
        }
        Err(problems) => Err(DraftRefused::Problems(problems)),
    };
    answer(&sent, "withdraw-", "withdrawn", done).await
}
