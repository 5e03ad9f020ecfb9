//! Requests: how many by method, route and status, their duration, and how many are in flight.

use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::Data;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use super::Metrics;
use crate::route::pattern;

const UNKNOWN: &str = "unknown";

/// Histogram buckets in seconds, from cached pages to slow queries.
const CLASSES: [f64; 16] =
    [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// Clones share their counters.
#[derive(Clone, Debug)]
pub struct Requests {
    answered: Family<AnswerLabels, Counter>,
    durations: Family<RouteLabel, Histogram, fn() -> Histogram>,
    in_flight: Gauge,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct AnswerLabels {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabel {
    route: String,
}

impl Default for Requests {
    fn default() -> Self {
        let durations: fn() -> Histogram = || Histogram::new(CLASSES);
        Self {
            answered: Family::default(),
            durations: Family::new_with_constructor(durations),
            in_flight: Gauge::default(),
        }
    }
}

impl Requests {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register("http_requests", "Answered requests", self.answered.clone());
        let help = "Time until the response was ready, without sending it";
        registry.register_with_unit("http_request_duration", help, Unit::Seconds, self.durations.clone());
        let help = "Requests in progress, except requests for cached pages";
        registry.register("http_requests_in_flight", help, self.in_flight.clone());
    }

    fn count(&self, method: &'static str, route: String, status: StatusCode, started: Instant) {
        let took = started.elapsed().as_secs_f64();
        self.durations.get_or_create(&RouteLabel { route: route.clone() }).observe(took);
        self.answered.get_or_create(&AnswerLabels { method, route, status: status.as_u16() }).inc();
    }

    /// Looks up the counters of a cached route once.
    pub fn of_kept(&self, route: Option<String>) -> KeptRoute {
        let route = route.unwrap_or_else(|| UNKNOWN.into());
        let counter = |method, status| {
            self.answered.get_or_create_owned(&AnswerLabels { method, route: route.clone(), status })
        };
        KeptRoute {
            answered: [200, 304].map(|status| ["GET", "HEAD"].map(|method| counter(method, status))),
            duration: self.durations.get_or_create_owned(&RouteLabel { route: route.clone() }),
        }
    }
}

/// The counters of a cached route, looked up in advance because sending a cached page takes only microseconds.
#[derive(Debug)]
pub struct KeptRoute {
    /// By status, then by method.
    answered: [[Counter; 2]; 2],
    duration: Histogram,
}

impl KeptRoute {
    /// Counts a page sent, or a 304.
    pub fn count(&self, method: &Method, status: StatusCode, started: Instant) {
        let of_status = &self.answered[usize::from(status == StatusCode::NOT_MODIFIED)];
        of_status[usize::from(*method == Method::HEAD)].inc();
        self.duration.observe(started.elapsed().as_secs_f64());
    }
}

/// Counts as in flight until dropped.
struct InFlight(Gauge);

impl InFlight {
    fn new(gauge: Gauge) -> Self {
        gauge.inc();
        Self(gauge)
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.dec();
    }
}

pub async fn count<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let Some(requests) = request.app_data::<Data<Metrics>>().map(|metrics| metrics.requests.clone()) else {
        return next.call(request).await;
    };
    let (started, method, pattern) = (Instant::now(), label(request.method()), pattern(request.request()));
    let in_flight = InFlight::new(requests.in_flight.clone());
    let outcome = next.call(request).await;
    drop(in_flight);
    let status = match &outcome {
        Ok(response) => response.status(),
        Err(error) => error.as_response_error().status_code(),
    };
    requests.count(method, pattern.unwrap_or_else(|| UNKNOWN.into()), status, started);
    outcome
}

/// Unusual methods share one label.
fn label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}
