//! The bodies of requests: in time, within bounds, and without a place while they are waited for.

use std::future::Future;
use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::rt::time::timeout;

use super::crowd;
use crate::error::Error;

/// What is read of a body, which has so long to come in whole.
///
/// # Errors
/// It takes longer, or can't be read, or the site is busy when it is there.
pub async fn in_time<T>(
    request: &HttpRequest,
    patience: Duration,
    reading: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    crowd::leave(request);
    let read = timeout(patience, reading).await.map_err(|_| Error::TooSlow)??;
    crowd::enter(request)?;
    Ok(read)
}

/// Refuses a body that says itself that it is longer than so many bytes, before it is read.
///
/// # Errors
/// It is too large.
pub fn fits(request: &HttpRequest, limit: usize) -> Result<(), Error> {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    match length.and_then(|length| length.parse::<u64>().ok()) {
        Some(length) if length > limit as u64 => Err(Error::TooLarge),
        _ => Ok(()),
    }
}
