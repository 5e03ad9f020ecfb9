//! The encodings that a client accepts, and responses that aren't cached.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::ErrorInternalServerError;
use actix_web::http::header::{
    ACCEPT_ENCODING, AcceptEncoding, CONTENT_ENCODING, CONTENT_TYPE, Encoding, Header, HeaderMap,
    HeaderValue, VARY,
};
use actix_web::rt::task::spawn_blocking;
use actix_web::web::Bytes;
use actix_web::{Error, HttpRequest};

use super::{MiddlewareResult, Next};
use crate::coding::{Coding, Effort, is_text};

/// In bytes. Shorter texts fit into one packet anyway.
const PACKET: usize = 1_400;
/// In bytes. Compressing longer texts would delay other requests on the async thread.
const LARGE: usize = 64 * 1024;

/// Accepted compressed codings, preferred first.
pub fn taken(request: &HttpRequest) -> &'static [Coding] {
    use Coding::{Brotli, Gzip};
    let Some(accepted) = request.headers().get(ACCEPT_ENCODING) else { return &[] };
    match accepted.as_bytes() {
        // The usual headers of browsers and proxies.
        b"gzip, deflate, br, zstd" | b"gzip, deflate, br" => return &[Brotli, Gzip],
        b"gzip" | b"gzip, deflate" => return &[Gzip],
        b"identity" | b"" => return &[],
        _ => {}
    }
    let accepted = AcceptEncoding::parse(request).ok();
    let best = |supported: &[Encoding]| accepted.as_ref()?.negotiate(supported.iter());
    let next = best(&[Encoding::gzip(), Encoding::identity()]);
    match best(&[Encoding::brotli(), Encoding::gzip(), Encoding::identity()]) {
        Some(best) if best == Encoding::brotli() && next == Some(Encoding::gzip()) => &[Brotli, Gzip],
        Some(best) if best == Encoding::brotli() => &[Brotli],
        Some(best) if best == Encoding::gzip() => &[Gzip],
        // If nothing is acceptable, an uncompressed page helps more than an error.
        _ => &[],
    }
}

/// The coding to use while a visitor waits. Prefers gzip, because quick brotli takes four times as long and isn't smaller.
pub fn quick(taken: &[Coding]) -> Option<Coding> {
    taken.iter().find(|coding| **coding == Coding::Gzip).or(taken.first()).copied()
}

/// Sets the headers of a text that is sent in a coding.
pub fn mark(headers: &mut HeaderMap, coding: Coding) {
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(name) = coding.name() {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
    }
}

/// Compresses texts that nothing else has compressed: the pages of the desk, errors, answers for scripts. Nobody learns
/// a secret from their size: there are no tokens against forged requests, and links, codes and seeds are shown once.
pub async fn compressed(request: ServiceRequest, next: Next) -> MiddlewareResult {
    let coding = quick(taken(request.request())).unwrap_or(Coding::Identity);
    let (request, response) = next.call(request).await?.into_parts();
    let is_plain = !response.headers().contains_key(CONTENT_ENCODING);
    let media_type = response.headers().get(CONTENT_TYPE).and_then(|media_type| media_type.to_str().ok());
    if !is_plain || !media_type.is_some_and(is_text) {
        return Ok(ServiceResponse::new(request, response));
    }
    let (mut answer, body) = response.into_parts();
    let body = match body.try_into_bytes() {
        Ok(text) if text.len() > PACKET => {
            mark(answer.headers_mut(), coding);
            BoxBody::new(encoded(text, coding).await?)
        }
        Ok(text) => BoxBody::new(text),
        // Streams compress themselves, and static files are compressed ahead of time.
        Err(body) => body,
    };
    Ok(ServiceResponse::new(request, answer.set_body(body)))
}

async fn encoded(text: Bytes, coding: Coding) -> Result<Bytes, Error> {
    if coding == Coding::Identity {
        return Ok(text);
    }
    let is_large = text.len() > LARGE;
    let encode = move || Bytes::from(coding.of(&text, Effort::Quick));
    match is_large {
        true => spawn_blocking(encode).await.map_err(ErrorInternalServerError),
        false => Ok(encode()),
    }
}
