//! Reads request bodies with a timeout, a size limit and a limit on the memory of all bodies, without holding a
//! concurrency slot while waiting.

use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Poll;
use std::time::Duration;

use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::header::{self, ContentLength, HeaderValue};
use actix_web::http::{ConnectionType, Method};
use actix_web::rt::time::timeout;
use actix_web::web::{self, Bytes};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse};
use bytes::BytesMut;
use futures_util::TryStreamExt;

use super::client::Client;
use super::{MiddlewareResult, Next, crowd, shared};
use crate::error::Error;

/// How many bytes of bodies may be in memory: of one client's requests, and of all.
const OF_CLIENT: usize = 16 << 20;
const OF_ALL: usize = 64 << 20;

/// Counts the bytes of bodies in memory.
#[derive(Clone, Debug, Default)]
pub struct BodyMemory(Arc<Mutex<Bodies>>);

#[derive(Debug, Default)]
struct Bodies {
    all: usize,
    clients: HashMap<Client, usize>,
}

impl BodyMemory {
    fn bodies(&self) -> MutexGuard<'_, Bodies> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The counted bytes of one body.
struct Counted {
    memory: BodyMemory,
    client: Client,
    bytes: usize,
}

impl Counted {
    fn new(memory: &BodyMemory, client: Client) -> Self {
        Self { memory: memory.clone(), client, bytes: 0 }
    }

    /// Fails without waiting if there is no room.
    fn add(&mut self, bytes: usize) -> Result<(), Error> {
        let Bodies { all, clients } = &mut *self.memory.bodies();
        let own = clients.entry(self.client).or_default();
        if *own + bytes > OF_CLIENT {
            return Err(Error::TooOften { seconds: 1 });
        }
        if *all + bytes > OF_ALL {
            return Err(Error::Busy);
        }
        *own += bytes;
        *all += bytes;
        self.bytes += bytes;
        Ok(())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut bodies = self.memory.bodies();
        bodies.all -= self.bytes;
        match bodies.clients.get_mut(&self.client) {
            Some(own) if *own > self.bytes => *own -= self.bytes,
            _ => drop(bodies.clients.remove(&self.client)),
        }
    }
}

/// Reads at most `limit` bytes; refuses a larger declared length before reading. Leaves the concurrency slot; the caller
/// takes one again. The bytes count until the request is dropped.
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
        let mut body = body.await.map_err(|_| Error::BadForm)?;
        crowd::leave(&request);
        let mut counted = Counted::new(shared(&request), Client::of(&request, shared(&request)));
        let read = async {
            let mut whole = BytesMut::new();
            while let Some(part) = body.try_next().await.map_err(|_| Error::BadForm)? {
                if whole.len() + part.len() > limit {
                    return Err(Error::TooLarge);
                }
                counted.add(part.len())?;
                whole.extend_from_slice(&part);
            }
            Ok(whole.freeze())
        };
        let whole = timeout(patience, read).await.map_err(|_| Error::TooSlow)??;
        request.extensions_mut().insert(counted);
        Ok(whole)
    }
}

/// In bytes. Longer bodies of GET and HEAD requests are refused.
const IGNORED: usize = 16 << 10;

/// How long the body of a GET or HEAD request may take.
const SOON: Duration = Duration::from_secs(5);

/// The declared length of a body that no handler reads, in bytes: that of a GET or HEAD request.
pub fn ignored(request: &HttpRequest) -> Option<usize> {
    let is_read = ![Method::GET, Method::HEAD].contains(request.method());
    let length = request.get_header::<ContentLength>().filter(|_| !is_read)?;
    (length.0 > 0).then_some(length.0)
}

/// Reads a body that no handler reads. Otherwise, actix-http would close the connection while the client still sends,
/// which can cut the answer.
async fn read_ignored(request: &mut ServiceRequest, length: usize) -> Result<(), Error> {
    if length > IGNORED {
        return Err(Error::TooLarge);
    }
    let mut body = request.take_payload();
    let read = async {
        while body.try_next().await.map_err(|_| Error::BadForm)?.is_some() {}
        Ok(())
    };
    timeout(SOON, read).await.map_err(|_| Error::TooSlow)?
}

/// Protects answers and later requests on the connection from three kinds of requests that browsers don't send. GET and
/// HEAD requests with a body are answered once it has been read, and refused if it is long. WebSocket upgrades are
/// refused: actix-http treats everything that follows as the body, whatever its declared length, and streams its
/// response without the announced chunks. After a chunked body the connection is closed, because the next request might
/// never be answered. The connection is also woken up: if a handler leaves much of a body unread, actix-http stops
/// reading and would wait forever.
pub async fn whole(mut request: ServiceRequest, next: Next) -> MiddlewareResult {
    let is_socket = |value: &HeaderValue| value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"websocket");
    if request.headers().get_all(header::UPGRADE).any(is_socket) {
        return Ok(request.into_response(HttpResponse::BadRequest().force_close().finish()));
    }
    if let Some(length) = ignored(request.request())
        && let Err(error) = read_ignored(&mut request, length).await
    {
        let mut answer = request.error_response(error);
        answer.response_mut().head_mut().set_connection_type(ConnectionType::Close);
        return Ok(answer);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bodies_of_one_client_and_of_all_have_limits() {
        let memory = BodyMemory::default();
        let client = |n: usize| Client::at(format!("192.0.2.{n}").parse().ok());
        let body = |n| Counted::new(&memory, client(n));
        let (mut one, mut other) = (body(0), body(0));
        assert!(one.add(OF_CLIENT - 1).is_ok() && other.add(1).is_ok());
        assert!(matches!(other.add(1), Err(Error::TooOften { .. })));
        drop(one);
        assert!(other.add(1).is_ok());
        let mut others: Vec<_> = (1..=OF_ALL / OF_CLIENT).map(body).collect();
        assert_eq!(others.iter_mut().filter_map(|other| other.add(OF_CLIENT).err()).count(), 1);
        drop((other, others));
        let left = memory.bodies();
        assert!(left.all == 0 && left.clients.is_empty(), "{left:?}");
    }
}
