//! Reads request bodies with a timeout and a size limit, without holding a concurrency slot while waiting.

use std::future::{Future, poll_fn};
use std::task::Poll;
use std::time::Duration;

use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::ConnectionType;
use actix_web::http::header::{self, ContentLength, HeaderValue};
use actix_web::rt::time::timeout;
use actix_web::web::{self, Bytes};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};

use super::{MiddlewareResult, Next, crowd};
use crate::error::Error;

/// Reads at most `limit` bytes; refuses a larger declared length before reading. Leaves the concurrency slot; the caller
/// takes one again.
pub fn read(
    request: &HttpRequest,
    payload: &mut Payload,
    limit: usize,
    patience: Duration,
) -> impl Future<Output = Result<Bytes, Error>> + use<> {
    let length = request.get_header::<ContentLength>();
    let body = web::Payload::from_request(request, payload);
    let request = request.clone();
    async move {
        if length.is_some_and(|length| length.0 > limit) {
            return Err(Error::TooLarge);
        }
        let body = body.await.map_err(|_| Error::BadForm)?;
        crowd::leave(&request);
        let read = timeout(patience, body.to_bytes_limited(limit)).await.map_err(|_| Error::TooSlow)?;
        read.map_err(|_| Error::TooLarge)?.map_err(|_| Error::BadForm)
    }
}

/// Protects later requests on the connection from two kinds of requests that browsers don't send. WebSocket upgrades
/// are refused: actix-http treats everything that follows as the body, whatever its declared length, and streams its
/// response without the announced chunks. After a chunked body the connection is closed, because the next request might
/// never be answered. The connection is also woken up: if a handler leaves much of a body unread, actix-http stops
/// reading and would wait forever.
pub async fn whole(request: ServiceRequest, next: Next) -> MiddlewareResult {
    let is_socket = |value: &HeaderValue| value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"websocket");
    if request.headers().get_all(header::UPGRADE).any(is_socket) {
        return Ok(request.into_response(HttpResponse::BadRequest().force_close().finish()));
    }
    let is_chunked = request.headers().contains_key(header::TRANSFER_ENCODING);
    let mut answer = next.call(request).await?;
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
