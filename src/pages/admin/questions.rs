//! `/admin/questions`: interview questions, and their moderation.

use actix_web::HttpRequest;
use actix_web::web::Data;

use super::content::{self, PER_PAGE, Read, Rows};
use crate::db::Db;
use crate::forms::Question;
use crate::models::interview_question;
use crate::models::user::Role;
use crate::pages::PageResult;
use crate::site::Site;
use crate::web::session::SignedIn;

pub async fn list(request: HttpRequest, user: SignedIn, site: Data<Site>, db: Data<Db>) -> PageResult {
    let read: Read = |conn, filters, _, page| {
        let filter = filters.filter(filters.state.parse().ok());
        Ok(Rows::Questions(interview_question::listed(conn, &filter, page, PER_PAGE)?))
    };
    content::list::<Question>(request, user, site, db, (Role::Author, read)).await
}
