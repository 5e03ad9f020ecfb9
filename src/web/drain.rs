//! Draining: the instance is about to stop. It answers everything, but says that it isn't ready, and asks clients to
//! leave with their next answer.

use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::dev::ServiceRequest;
use actix_web::http::ConnectionType;

use super::{MiddlewareResult, Next, shared};

#[derive(Debug, Default)]
pub struct Drain(AtomicBool);

impl Drain {
    pub fn start(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_on(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Sends `Connection: close` while draining, so that no client sends its next request on a connection that the server
/// is closing. Looks after the response is made: draining may have started meanwhile.
pub async fn close(request: ServiceRequest, next: Next) -> MiddlewareResult {
    let mut response = next.call(request).await?;
    if shared::<Drain>(response.request()).is_on() {
        response.response_mut().head_mut().set_connection_type(ConnectionType::Close);
    }
    Ok(response)
}
