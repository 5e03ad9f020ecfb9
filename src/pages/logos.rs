//! `/logos/{fingerprint}.png`: the logos that insights show.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Data, Path};

use crate::db::Db;
use crate::error::Error;
use crate::models::logo;
use crate::pages::PageResult;
use crate::web::headers::FOREVER;

/// Needs no permission: the URL contains a hash of the picture, so only someone who has seen the picture can know it.
pub async fn png(fingerprint: Path<String>, db: Data<Db>) -> PageResult {
    if !fingerprint.bytes().all(|sign| sign.is_ascii_hexdigit()) {
        return Err(Error::NotFound);
    }
    let png = db.read_shown(move |conn| logo::png(conn, &fingerprint)).await?.ok_or(Error::NotFound)?;
    let forever = (header::CACHE_CONTROL, FOREVER);
    Ok(HttpResponse::Ok().content_type("image/png").insert_header(forever).body(png))
}
