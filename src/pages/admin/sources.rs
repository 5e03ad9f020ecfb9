//! `/admin/sources`: all sources, with how many careers use each.

use actix_web::HttpRequest;
use actix_web::web::Data;

use super::content::{Row, catalogue};
use crate::db::Db;
use crate::models::content::Stored;
use crate::models::source;
use crate::pages::PageResult;
use crate::profile::Source;
use crate::site::Site;
use crate::web::session::SignedIn;

pub async fn list(request: HttpRequest, user: SignedIn, site: Data<Site>, db: Data<Db>) -> PageResult {
    catalogue::<Source>(request, user, site, db, |conn| {
        let row = |(stored, careers): (Stored<Source>, i64)| {
            let Source { name, slug, license, url, .. } = stored.value;
            Row { id: stored.id, name, slug, license, url, careers }
        };
        Ok(source::listed(conn)?.into_iter().map(row).collect())
    })
    .await
}
