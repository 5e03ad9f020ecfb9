//! Prometheus gauges of the page cache, the database and the catalog, read at each scrape.

use std::fmt;

use actix_web::web::Data;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::DescriptorEncoder;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;

use crate::catalog;
use crate::db::Db;
use crate::metrics::{put, put_each};
use crate::web::page_cache::PageCache;

pub struct Gauges {
    pub db: Db,
    pub pages: Data<PageCache>,
    pub catalog: Data<catalog::CatalogCache>,
}

impl fmt::Debug for Gauges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gauges")
    }
}

impl Collector for Gauges {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        self.pages.put_figures(&mut encoder)?;
        self.put_database(&mut encoder)?;
        let version = ConstGauge::new(self.db.version());
        put(&mut encoder, "content_version", "Newest known content version.", None, &version)?;
        let careers = ConstGauge::new(self.catalog.careers());
        let help = "Published careers in the in-memory catalog.";
        put(&mut encoder, "catalog_careers", help, None, &careers)
    }
}

impl Gauges {
    fn put_database(&self, encoder: &mut DescriptorEncoder<'_>) -> fmt::Result {
        let figures = self.db.figures();
        let idle = ConstGauge::new(figures.idle);
        let used = ConstGauge::new(figures.connections.saturating_sub(figures.idle));
        let help = "Database connections, idle or in use.";
        put_each(encoder, "database_connections", help, "state", [("idle", &idle), ("used", &used)])?;
        let help = "Requests that timed out waiting for a database connection.";
        put(encoder, "database_timeouts", help, None, &ConstCounter::new(figures.timeouts))?;
        let statements = ConstCounter::new(self.db.queries());
        put(encoder, "database_statements", "Statements sent to the database.", None, &statements)?;
        let help = "Failed checks for changes made by other processes.";
        put(encoder, "content_watch_failures", help, None, &ConstCounter::new(figures.watch_failures))
    }
}
