//! `/admin/questions`: interview questions, and their moderation.

use super::Visit;
use super::content::{self, ContentRows, PER_PAGE, Read};
use crate::forms::Question;
use crate::models::interview_question;
use crate::models::user::Role;
use crate::pages::PageResult;

pub async fn list(visit: Visit) -> PageResult {
    let read: Read = |conn, filters, _, page| {
        let filter = content::filter(filters, filters.get("state").parse().ok());
        Ok(ContentRows::Questions(interview_question::listed(conn, &filter, page, PER_PAGE)?))
    };
    content::list::<Question>(visit, Role::Author, read).await
}
