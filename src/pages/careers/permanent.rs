//! `/c/{id}`: a career's permanent link.

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};

use super::Address;
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::career::{self, Found, Status};
use crate::pages::PageResult;
use crate::web::paths::with_query;

/// A temporary redirect, since the slug may change.
pub async fn page(request: HttpRequest, id: Path<String>, db: Data<Db>) -> PageResult {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let rest = with_query("", request.query_string());
    let asked = Address { rest: rest.clone(), ..Address::asked(&request, "") };
    let slug = db
        .read_shown(move |conn| {
            let found = find(conn, id)?;
            match found.status {
                Status::Withdrawn => Err(asked.withdrawn(conn, found)?),
                _ => Ok(found.slug),
            }
        })
        .await?;
    Err(Error::LedOn(addresses::career(slug) + &rest))
}

/// Fails with [`Error::NotFound`] if the career was never public.
pub(in crate::pages) fn find(conn: &mut Conn, id: i64) -> Result<Found, Error> {
    let found = career::by_id(conn, id)?.ok_or(Error::NotFound)?;
    if found.status == Status::Draft { Err(Error::NotFound) } else { Ok(found) }
}
