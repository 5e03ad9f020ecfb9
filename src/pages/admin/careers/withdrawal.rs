//! `/admin/careers/{id}/withdrawal`: withdraws a career from visitors.

use super::publication::forms::{Forms, WithdrawalForm};
use super::publication::page::{Asked, refuse};
use super::sent::Sent;
use crate::models::publication;
use crate::pages::PageResult;

pub async fn withdraw(sent: Sent) -> PageResult {
    let form = WithdrawalForm::of(&sent.fields);
    let (read, forms) = (form.read(), Forms::from(form));
    let withdrawal = match read {
        Ok(withdrawal) => withdrawal,
        Err(problems) => return refuse(&sent, forms, problems).await,
    };
    let (id, actor, version) = sent.request();
    let done = sent.db.write(move |conn| publication::withdraw(conn, &actor, id, version, &withdrawal)).await;
    let asked = Asked {
        path: "withdrawal",
        done: "withdrawn",
        in_words: "Withdraw now".into(),
        button: "Withdraw it as it is now",
        forms,
    };
    asked.answer(&sent, done).await
}
