//! Prometheus gauges of the page cache, the database and the catalog, read at each scrape.

use std::fmt;

use actix_web::web::Data;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;

use crate::catalog;
use crate::db::Db;
use crate::web::page_cache::PageCache;

pub struct Gauges {
    pub db: Db,
    pub pages: Data<PageCache>,
    pub catalog: Data<catalog::Cache>,
}

impl fmt::Debug for Gauges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gauges")
    }
}

impl Collector for Gauges {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        self.encode_pages(&mut encoder)?;
        self.encode_database(&mut encoder)?;
        gauge(&mut encoder, "content_version", "Newest known content version.", None, self.db.version())?;
        let careers = self.catalog.careers();
        gauge(&mut encoder, "catalog_careers", "Published careers in the in-memory catalog.", None, careers)
    }
}

impl Gauges {
    fn encode_pages(&self, encoder: &mut DescriptorEncoder<'_>) -> fmt::Result {
        let figures = self.pages.figures();
        let help = "Requests for cacheable pages: hit, miss, or stale, if content has changed since.";
        let mut family = encoder.encode_descriptor("page_cache_requests", help, None, MetricType::Counter)?;
        for (result, count) in [("hit", figures.hits), ("miss", figures.misses), ("stale", figures.stale)] {
            ConstCounter::new(count).encode(family.encode_family(&[("result", result)])?)?;
        }
        gauge(encoder, "page_cache_pages", "Cached pages.", None, figures.pages)?;
        let help = "Memory used by cached pages.";
        gauge(encoder, "page_cache_size", help, Some(&Unit::Bytes), figures.bytes)?;
        let help = "Cached pages not yet in their smallest compressed form; another request triggers that.";
        gauge(encoder, "page_cache_compressions_waiting", help, None, figures.waiting)
    }

    fn encode_database(&self, encoder: &mut DescriptorEncoder<'_>) -> fmt::Result {
        let figures = self.db.figures();
        let help = "Database connections, idle or in use.";
        let mut family = encoder.encode_descriptor("database_connections", help, None, MetricType::Gauge)?;
        let used = figures.connections.saturating_sub(figures.idle);
        for (state, count) in [("idle", figures.idle), ("used", used)] {
            ConstGauge::new(count).encode(family.encode_family(&[("state", state)])?)?;
        }
        let help = "Requests that timed out waiting for a database connection.";
        counter(encoder, "database_timeouts", help, figures.timeouts)?;
        counter(encoder, "database_statements", "Statements sent to the database.", self.db.queries())?;
        let help = "Failed checks for changes made by other processes.";
        counter(encoder, "content_watch_failures", help, figures.watch_failures)
    }
}

fn gauge(
    encoder: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    unit: Option<&Unit>,
    value: i64,
) -> fmt::Result {
    ConstGauge::new(value).encode(encoder.encode_descriptor(name, help, unit, MetricType::Gauge)?)
}

fn counter(encoder: &mut DescriptorEncoder<'_>, name: &str, help: &str, value: u64) -> fmt::Result {
    ConstCounter::new(value).encode(encoder.encode_descriptor(name, help, None, MetricType::Counter)?)
}
