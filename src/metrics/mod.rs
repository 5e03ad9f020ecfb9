//! Prometheus metrics in the OpenMetrics text format. They are counted as things happen ([`Requests`], failures), read
//! at each scrape ([`process`]), or come from the collector given to [`Metrics::new`].
//!
//! Labels have few values, and visitors can't choose any: a route is its pattern, never the address.

mod process;
mod requests;
pub mod server;

use std::fmt;

use prometheus_client::collector::Collector;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{DescriptorEncoder, EncodeLabelSet, EncodeMetric};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
pub use requests::{KeptRoute, Requests, count};

#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Requests,
    failures: Family<Failure, Counter>,
    sign_ins_failed: Counter,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Failure {
    kind: &'static str,
}

impl Metrics {
    pub fn new(requests: Requests, gauges: impl Collector) -> Self {
        let (failures, sign_ins_failed) = (Family::default(), Counter::default());
        let mut registry = Registry::default();
        let ours = registry.sub_registry_with_prefix("metier");
        ours.register("build", "Version of the program", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
        requests.register(ours);
        ours.register("failures", "Requests that failed because of the server, by cause", failures.clone());
        ours.register("sign_ins_failed", "Failed sign-ins", sign_ins_failed.clone());
        ours.register_collector(Box::new(gauges));
        registry.register_collector(Box::new(process::Process::since_now()));
        Self { registry, requests, failures, sign_ins_failed }
    }

    pub fn count_failure(&self, kind: &'static str) {
        self.failures.get_or_create(&Failure { kind }).inc();
    }

    pub fn count_failed_sign_in(&self) {
        self.sign_ins_failed.inc();
    }

    pub fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

/// Adds a metric to a scrape.
pub fn put(
    encoder: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    unit: Option<&Unit>,
    metric: &impl EncodeMetric,
) -> fmt::Result {
    metric.encode(encoder.encode_descriptor(name, help, unit, metric.metric_type())?)
}

/// Adds a metric with one label to a scrape, as pairs of the label's value and the metric.
pub fn put_each<M: EncodeMetric, const N: usize>(
    encoder: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    label: &str,
    series: [(&str, &M); N],
) -> fmt::Result {
    let kind = series[0].1.metric_type();
    let mut family = encoder.encode_descriptor(name, help, None, kind)?;
    for (value, metric) in series {
        metric.encode(family.encode_family(&[(label, value)])?)?;
    }
    Ok(())
}
