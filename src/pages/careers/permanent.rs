//! `/c/{id}`: the shortest address of a career, which never changes.

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

/// Leads to the career, wherever it is now. Its slug may change, so this isn't told for ever.
pub async fn page(request: HttpRequest, id: Path<String>, db: Data<Db>) -> PageResult {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let slug = db.read_shown(move |conn| find(conn, id)).await?;
    Err(Error::LedOn(with_query(&addresses::career(slug), request.query_string())))
}

/// The slug of a published career.
///
/// # Errors
/// [`Error::Withdrawn`]; [`Error::NotFound`] where it was never public.
pub(in crate::pages) fn find(conn: &mut Conn, id: i64) -> Result<Slug, Error> {
    let (slug, found) = career::by_id(conn, id)?.ok_or(Error::NotFound)?;
    match found.status {
        Status::Published => Ok(slug),
        Status::Withdrawn => Err(withdrawn(conn, found)?),
        Status::Draft => Err(Error::NotFound),
    }
}
