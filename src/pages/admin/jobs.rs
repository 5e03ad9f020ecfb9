//! `/admin/jobs`: job postings, open or expired.

use actix_web::HttpRequest;
use actix_web::web::Data;

use super::content::{self, PER_PAGE, Read, Rows};
use crate::db::Db;
use crate::forms::Job;
use crate::models::job_posting;
use crate::models::user::Role;
use crate::pages::PageResult;
use crate::site::Site;
use crate::web::session::SignedIn;

pub async fn list(request: HttpRequest, user: SignedIn, site: Data<Site>, db: Data<Db>) -> PageResult {
    let read: Read = |conn, filters, today, page| {
        let state = ["open", "expired"].into_iter().find(|state| *state == filters.state);
        let filter = filters.filter(state.map(|state| (today, state == "open")));
        Ok(Rows::Jobs(job_posting::listed(conn, &filter, page, PER_PAGE)?))
    };
    content::list::<Job>(request, user, site, db, (Role::Editor, read)).await
}
