//! `/c/{id}`: a career's permanent link.

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};

use super::withdrawn;
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::career::{self, Status};
use crate::pages::PageResult;
use crate::profile::Slug;
use crate::web::paths::with_query;

/// A temporary redirect, since the slug may change.
pub async fn page(request: HttpRequest, id: Path<String>, db: Data<Db>) -> PageResult {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let slug = db.read_shown(move |conn| find(conn, id)).await?;
    Err(Error::LedOn(with_query(&addresses::career(slug), request.query_string())))
}

/// Fails with [`Error::Withdrawn`], or with [`Error::NotFound`] if the career was never public.
pub(in crate::pages) fn find(conn: &mut Conn, id: i64) -> Result<Slug, Error> {
    let found = career::by_id(conn, id)?.ok_or(Error::NotFound)?;
    match found.status {
        Status::Published => Ok(found.slug),
        Status::Withdrawn => Err(withdrawn(conn, found)?),
        Status::Draft => Err(Error::NotFound),
    }
}
