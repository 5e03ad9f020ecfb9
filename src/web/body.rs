//! Reads request bodies with a timeout and a size limit, without holding a concurrency slot while waiting.

use std::future::{Future, poll_fn};
use std::task::Poll;
use std::time::Duration;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::ConnectionType;
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::Next;
use actix_web::rt::time::timeout;
use actix_web::{Error as ActixError, HttpRequest, HttpResponse};

use super::crowd;
use crate::error::Error;

/// Fails if reading takes too long, or if the in-flight limit has been reached when the body is complete.
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

/// Protects later requests on the connection from two kinds of requests that browsers don't send. WebSocket upgrades
/// are refused: actix-http treats everything that follows as the body, whatever its declared length, and streams its
/// response without the announced chunks. After a chunked body the connection is closed, because the next request might
/// never be answered. The connection is also woken up: if a handler leaves much of a body unread, actix-http stops
/// reading and would wait forever.
pub async fn whole<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, ActixError> {
    let is_socket = |value: &HeaderValue| value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"websocket");
    if request.headers().get_all(header::UPGRADE).any(is_socket) {
        return Ok(
            request.into_response(HttpResponse::BadRequest().force_close().finish().map_into_right_body())
        );
    }
    let is_chunked = request.headers().contains_key(header::TRANSFER_ENCODING);
    let mut answer = next.call(request).await?.map_into_left_body();
    if is_chunked {
        poll_fn(|context| {
            context.waker().wake_by_ref();
            Poll::Ready(())
        })
        .await;
        answer.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    Ok(answer)
}

/// Refuses a declared length over the limit before reading.
pub fn fits(request: &HttpRequest, limit: usize) -> Result<(), Error> {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    match length.and_then(|length| length.parse::<u64>().ok()) {
        Some(length) if length > limit as u64 => Err(Error::TooLarge),
        _ => Ok(()),
    }
}
