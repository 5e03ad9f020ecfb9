//! `/admin/categories`: all categories, with how many careers use each.

use actix_web::HttpRequest;
use actix_web::web::Data;

use super::content::{Row, catalogue};
use crate::db::Db;
use crate::models::category;
use crate::pages::PageResult;
use crate::profile::Category;
use crate::site::Site;
use crate::web::session::SignedIn;

pub async fn list(request: HttpRequest, user: SignedIn, site: Data<Site>, db: Data<Db>) -> PageResult {
    catalogue::<Category>(request, user, site, db, |conn| {
        let row = |(stored, careers): category::Counted| {
            let Category { slug, name } = stored.value;
            Row { id: stored.id, name, slug, license: None, url: None, careers }
        };
        Ok(category::listed(conn)?.into_iter().map(row).collect())
    })
    .await
}
