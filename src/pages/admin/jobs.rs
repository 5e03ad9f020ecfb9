//! `/admin/jobs`: jobs, open or expired.

use super::Visit;
use super::content::{self, ContentRows, PER_PAGE, Read};
use crate::forms::Job;
use crate::models::job_posting;
use crate::models::user::Role;
use crate::pages::PageResult;

pub async fn list(visit: Visit) -> PageResult {
    let read: Read = |conn, filters, today, page| {
        let state = ["open", "expired"].into_iter().find(|state| *state == filters.get("state"));
        let filter = content::filter(filters, state.map(|state| (today, state == "open")));
        Ok(ContentRows::Jobs(job_posting::listed(conn, &filter, page, PER_PAGE)?))
    };
    content::list::<Job>(visit, Role::Editor, read).await
}
