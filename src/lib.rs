//! Metier: a self-hosted website of career profiles.
//!
//! The modules in layers, from top to bottom. A module imports only from its own layer and those below it, which
//! `tests/site/rooms.rs` checks.
//!
//! | modules | contents |
//! |---|---|
//! | [`serve`], [`schedule`], [`static_site`], [`doctor`], [`backup`], [`config`], [`telemetry`] | the commands and their settings: server, scheduler, static export, checks of an instance, backups, logs |
//! | [`routes`] | every URL and its handler |
//! | [`pages`] | the pages and formats, the desk, error pages |
//! | [`web`], `gauges` | middleware; metrics of the page cache, the database and the catalog |
//! | [`error`] | the error type of handlers |
//! | [`forms`], [`import`], [`search`], [`catalog`] | parsing and checking forms; open data and bundles; search with typo correction; the published careers in memory, with facet counts |
//! | [`models`] | what is stored, with every query on its tables |
//! | [`db`] | one connection type for SQLite and PostgreSQL |
//! | [`profile`], [`terms`], [`filters`], [`escape`] | the profile and its rules, search keys, text helpers; no I/O |
//! | [`site`], [`addresses`], [`clock`], [`scratch`], [`assets`], [`coding`], [`proxies`], [`pictures`], [`secrets`], [`outward`], [`metrics`] | settings and services used everywhere |

// Not in test builds, where this lint would report the dependencies that only other test targets use.
#![cfg_attr(not(test), warn(unused_crate_dependencies))]

pub mod addresses;
pub mod assets;
pub mod backup;
pub mod catalog;
pub mod clock;
pub mod coding;
pub mod config;
pub mod db;
pub mod doctor;
pub mod error;
pub mod escape;
pub mod filters;
pub mod forms;
mod gauges;
pub mod import;
pub mod metrics;
pub mod models;
pub mod outward;
pub mod pages;
pub mod pictures;
pub mod profile;
pub mod proxies;
mod route;
pub mod routes;
pub mod schedule;
pub mod scratch;
pub mod search;
pub mod secrets;
pub mod serve;
pub mod site;
pub mod static_site;
pub mod telemetry;
pub mod terms;
pub mod web;

use std::sync::Arc;

use actix_files::Files;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::web::{Data, scope};
use actix_web::{App, Error};
use gauges::Gauges;
use metrics::{Metrics, Requests};
use web::body::BodyMemory;
use web::crowd::Crowd;
use web::drain::Drain;
use web::page_cache::PageCache;
use web::rate::RateLimit;
use web::refusals::Refusals;

#[derive(Clone)]
pub struct Shared {
    pub(crate) site: Data<site::Site>,
    db: Data<db::Db>,
    catalog: Data<catalog::CatalogCache>,
    skills: Data<models::skill::SkillCache>,
    pages: Data<PageCache>,
    rate: Data<RateLimit>,
    crowd: Data<Crowd>,
    bodies: Data<BodyMemory>,
    pub(crate) refusals: Data<Refusals>,
    pub(crate) drain: Data<Drain>,
    readiness: Data<pages::health::Readiness>,
    pub(crate) metrics: Data<Metrics>,
}

impl Shared {
    /// Without rate limit and in-flight limit; the page cache holds at most `page_bytes` bytes.
    pub fn new(site: Arc<site::Site>, db: db::Db, page_bytes: u64) -> Self {
        let requests = Requests::default();
        let pages = PageCache::new(db.clone(), site.clock.clone(), requests.clone(), page_bytes);
        let pages = Data::new(pages);
        let catalog = Data::<catalog::CatalogCache>::default();
        let gauges = Gauges { db: db.clone(), pages: pages.clone(), catalog: catalog.clone() };
        let metrics = Data::new(Metrics::new(requests, gauges));
        let readiness = Data::new(pages::health::Readiness::new(db.url().clone(), Some(db.clone())));
        let rate = Data::new(RateLimit::new(0, site.clock.clone()));
        let crowd = Data::new(Crowd::unlimited());
        let refusals = Data::new(Refusals::new(db.clone(), site.clock.clone()));
        Self {
            site: site.into(),
            db: Data::new(db),
            catalog,
            skills: Data::default(),
            pages,
            rate,
            crowd,
            bodies: Data::default(),
            refusals,
            drain: Data::default(),
            readiness,
            metrics,
        }
    }

    /// Sets the rate limit, in expensive requests per second and client (0: no limit), and the in-flight limit.
    pub fn limited(self, rate: u32, requests: usize) -> Self {
        let rate = Data::new(RateLimit::new(rate, self.site.clock.clone()));
        Self { rate, crowd: Data::new(Crowd::new(requests)), ..self }
    }
}

/// The app shared by the server, the tests and the static export.
pub fn app(
    shared: Shared,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let Shared { site, db, catalog, skills, pages, rate, crowd, bodies, refusals, drain, readiness, metrics } =
        shared;
    let security = web::headers::with_security(&site);
    let files = Files::new("/", site.assets.folder()).try_compressed();
    App::new()
        .app_data(site)
        .app_data(db)
        .app_data(catalog)
        .app_data(skills)
        .app_data(pages)
        .app_data(rate)
        .app_data(crowd)
        .app_data(bodies)
        .app_data(refusals)
        .app_data(drain)
        .app_data(readiness)
        .app_data(metrics)
        .service(
            scope("/static")
                .wrap(web::headers::forever())
                .wrap(from_fn(web::headers::with_charset))
                .service(files),
        )
        .configure(routes::all)
        .wrap(from_fn(web::same_origin::required))
        .wrap(from_fn(web::crowd::admit))
        .wrap(from_fn(web::paths::short))
        .wrap(from_fn(pages::errors::with_pages))
        .wrap(from_fn(web::encoding::compressed))
        .wrap(from_fn(web::body::whole))
        .wrap(from_fn(web::paths::without_trailing_slash))
        .wrap(security)
        .wrap(from_fn(web::log::with_id))
        .wrap(web::log::requests())
        .wrap(from_fn(metrics::count))
        .wrap(from_fn(web::page_cache::serve))
        .wrap(from_fn(web::drain::close))
}
