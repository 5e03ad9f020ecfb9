//! `/admin/insights`: quotes by people in a career, and their moderation.

pub mod logo;

use actix_web::HttpRequest;
use actix_web::web::Data;

use super::content::{self, PER_PAGE, Read, Rows};
use crate::db::Db;
use crate::forms::Quote;
use crate::models::insight;
use crate::models::user::Role;
use crate::pages::PageResult;
use crate::site::Site;
use crate::web::session::SignedIn;

pub async fn list(request: HttpRequest, user: SignedIn, site: Data<Site>, db: Data<Db>) -> PageResult {
    let read: Read = |conn, filters, _, page| {
        let filter = filters.filter(filters.state.parse().ok());
        Ok(Rows::Quotes(insight::listed(conn, &filter, page, PER_PAGE)?))
    };
    content::list::<Quote>(request, user, site, db, (Role::Author, read)).await
}
