//! Forms with a file.

use std::future::{Future, ready};
use std::pin::Pin;
use std::time::Duration;

use actix_multipart::Multipart;
use actix_web::dev::Payload;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::{FutureExt, TryStreamExt, stream};

use super::{body, crowd};
use crate::error::Error;
use crate::forms::Typed;

/// The limit on the whole form, in bytes. It is larger than the limit on a file, so that a file that is too large gets
/// an error message instead of a closed connection.
const WHOLE: usize = 4 * 1024 * 1024;
const PATIENCE: Duration = Duration::from_secs(60);
const FIELDS: usize = 16;
/// The shortest boundary accepted. With a shorter one, actix-multipart 0.7 panics at lines of fewer than four bytes,
/// because it cuts them at the boundary's length. Browsers' boundaries are ten times as long.
const BOUNDARY: usize = 4;

/// A `multipart/form-data` form with at most one file. Of a file longer than `LIMIT`, one extra byte is kept, so that
/// the caller can tell that it is too long.
#[derive(Debug, Default)]
pub struct Upload<const LIMIT: usize> {
    pub typed: Typed,
    /// Empty if no file was chosen. The browser's name and type for it are ignored.
    pub file: Vec<u8>,
}

impl<const LIMIT: usize> FromRequest for Upload<LIMIT> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = body::read(request, payload, WHOLE, PATIENCE);
        let request = request.clone();
        Box::pin(async move {
            let bytes = body.await?;
            crowd::enter(&request).await?;
            Self::of(&request, bytes)
        })
    }
}

fn has_long_boundary(request: &HttpRequest) -> bool {
    let kind = request.mime_type().ok().flatten();
    kind.is_some_and(|kind| kind.get_param("boundary").is_some_and(|text| text.as_str().len() >= BOUNDARY))
}

impl<const LIMIT: usize> Upload<LIMIT> {
    /// Fails if the form is malformed, has too many fields, or has text that isn't UTF-8.
    pub fn of(request: &HttpRequest, body: Bytes) -> Result<Self, Error> {
        if !has_long_boundary(request) {
            return Err(Error::BadForm);
        }
        let parts = Multipart::new(request.headers(), stream::once(ready(Ok(body))));
        // The whole body is there, so parsing doesn't have to wait. If it waits anyway, it would wait forever, as
        // actix-multipart 0.7 does when the body ends within a boundary.
        Self::read(parts).now_or_never().unwrap_or(Err(Error::BadForm))
    }

    async fn read(mut parts: Multipart) -> Result<Self, Error> {
        let mut upload = Self::default();
        for _ in 0..FIELDS {
            let Some(mut part) = parts.try_next().await.map_err(|_| Error::BadForm)? else {
                return Ok(upload);
            };
            let name = part.name().unwrap_or_default().to_owned();
            let is_file = part.content_disposition().is_some_and(|said| said.get_filename().is_some());
            let bytes = part.bytes(WHOLE).await.map_err(|_| Error::TooLarge)?.map_err(|_| Error::BadForm)?;
            let bytes = bytes[..bytes.len().min(LIMIT + 1)].to_vec();
            if is_file {
                upload.file = bytes;
            } else {
                let text = String::from_utf8(bytes).map_err(|_| Error::BadForm)?;
                upload.typed = upload.typed.with(&name, text);
            }
        }
        Err(Error::BadForm)
    }
}
