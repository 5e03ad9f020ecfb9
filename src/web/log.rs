//! The request log: one line a request, with its id, route, status and latency.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::{Error, HttpMessage};
use tracing::Span;
use tracing_actix_web::{RequestId, RootSpanBuilder, TracingLogger};

struct Started(Instant);

/// Opens a span for each request, so that what is logged within carries its id, and closes it with a line.
pub struct RequestLog;

/// The middleware.
pub fn requests() -> TracingLogger<RequestLog> {
    TracingLogger::new()
}

impl RootSpanBuilder for RequestLog {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let id = request.extensions().get::<RequestId>().copied().map(|id| id.to_string());
        request.extensions_mut().insert(Started(Instant::now()));
        let (method, path) = (request.method().as_str(), request.path());
        let route = request.match_pattern();
        tracing::info_span!("request", id, method, path, route)
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let (status, started) = match outcome {
            Ok(response) => {
                let started = response.request().extensions().get::<Started>().map(|started| started.0);
                (response.status(), started)
            }
            Err(error) => (error.as_response_error().status_code(), None),
        };
        let latency_ms = started.map(|started| started.elapsed().as_secs_f64() * 1_000.0);
        span.in_scope(|| tracing::info!(status = status.as_u16(), latency_ms, "answered"));
    }
}
