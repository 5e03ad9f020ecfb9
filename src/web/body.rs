//! The bodies of requests: in time, within bounds, without a place while they are waited for, and in nobody’s way.

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

/// Keeps two kinds of requests from breaking a connection on which others may come after them; browsers send neither.
/// One that asks for a web socket is refused: actix-http takes all that follows for its body, whatever length is
/// said, and streams its answer without the chunks that it announces. After a body in chunks the connection is
/// closed, since what came next might wait in vain; and the connection is woken: where a handler has left much of one
/// unread, actix-http has stopped to read, and would wait for ever to read the rest.
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
