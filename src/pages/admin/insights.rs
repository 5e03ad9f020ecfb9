//! `/admin/insights`: quotes by people in a career, and their moderation.

pub mod logo;

use super::Visit;
use super::content::{self, ContentRows, PER_PAGE, Read};
use crate::forms::Quote;
use crate::models::insight;
use crate::models::user::Role;
use crate::pages::PageResult;

pub async fn list(visit: Visit) -> PageResult {
    let read: Read = |conn, filters, _, page| {
        let filter = content::filter(filters, filters.get("state").parse().ok());
        Ok(ContentRows::Quotes(insight::listed(conn, &filter, page, PER_PAGE)?))
    };
    content::list::<Quote>(visit, Role::Author, read).await
}
