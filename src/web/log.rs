//! The request log: one line per request, with its id, route, status and latency.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest};
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder, TracingLogger};

use crate::addresses::PROBES;
use crate::route::pattern;

#[derive(Clone, Copy)]
struct Started {
    at: Instant,
    /// Health checks aren't logged at `info`.
    is_probe: bool,
}

/// Opens a span for each request, so that log lines within it have its id, and logs a line at its end.
pub struct RequestLog;

pub fn requests() -> TracingLogger<RequestLog> {
    TracingLogger::new()
}

impl RootSpanBuilder for RequestLog {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let id = id(request.request());
        let route = pattern(request.request());
        let path = route.as_deref().and_then(|route| path_to_log(route, request.path()));
        let is_probe = PROBES.contains(&request.path());
        request.extensions_mut().insert(Started { at: Instant::now(), is_probe });
        let method = request.method().as_str();
        match is_probe {
            true => tracing::debug_span!("request", id, method, path, route),
            false => tracing::info_span!("request", id, method, path, route),
        }
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let (status, started) = match outcome {
            Ok(response) => (response.status(), response.request().extensions().get::<Started>().copied()),
            Err(error) => (error.as_response_error().status_code(), None),
        };
        let latency_ms = started.map(|started| started.at.elapsed().as_secs_f64() * 1_000.0);
        let status = status.as_u16();
        span.in_scope(|| match started.is_some_and(|started| started.is_probe) {
            true => tracing::debug!(status, latency_ms, "answered"),
            false => tracing::info!(status, latency_ms, "answered"),
        });
    }
}

/// Generated here, because a client's id could be anything.
pub fn id(request: &HttpRequest) -> Option<String> {
    request.extensions().get::<RequestId>().map(ToString::to_string)
}

/// Adds the id to the response, to find its log lines.
pub async fn with_id<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let id = id(request.request()).and_then(|id| HeaderValue::from_str(&id).ok());
    let mut response = next.call(request).await?;
    if let Some(id) = id {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    Ok(response)
}

/// None where the path holds a secret, or has no route: it might be a link with a token and a typo.
fn path_to_log<'a>(route: &str, path: &'a str) -> Option<&'a str> {
    (!route.contains("{token}")).then_some(path)
}
