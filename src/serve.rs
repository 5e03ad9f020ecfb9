//! Runs the server: opens the listeners, prints the address, and shuts down gracefully.

mod memory;
mod stop;

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener};
use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use actix_web::dev::Server;
use actix_web::rt::task::spawn_blocking;

use crate::Shared;
use crate::assets::Assets;
use crate::config::SiteSettings;
use crate::db::{DatabaseUrl, Db};
use crate::metrics;
use crate::models::password_link;
use crate::scratch;
use crate::secrets::password;
use crate::site::Site;
use crate::web::connections::{self, OpenConnections};
use crate::web::refusals;
use stop::Stop;

const MEGABYTE: u64 = 1024 * 1024;

/// Seconds for requests in flight to finish at shutdown.
const GRACE: u64 = 30;

/// Serves until SIGTERM or Ctrl-C, then drains and lets requests in flight finish.
pub async fn run(settings: &SiteSettings, db: Db) -> io::Result<()> {
    let giving_back = memory::start();
    let listener = listen(settings.listen, "--listen")?;
    let for_figures = settings.metrics_listen.map(|at| listen(at, "--metrics-listen")).transpose()?;
    // With port 0, the system has chosen a free one.
    let address = format!("http://{}", listener.local_addr()?);
    if let DatabaseUrl::Sqlite(file) = db.url() {
        scratch::clear_beside(Path::new(file));
    }
    let assets = Assets::lay_out(settings.look.static_dir.as_deref())?;
    let base_url = settings.base_url.clone().unwrap_or_else(|| address.clone());
    let site = Site::new(&settings.look.site_name, base_url, assets);
    let site = Arc::new(Site { proxies: settings.proxies.clone(), ..site });
    let first_link = first_link(&db, &site).await?;
    let watch = db.watch()?;
    let shared = Shared::new(site.clone(), db.clone(), settings.page_cache * MEGABYTE)
        .limited(settings.limits.rate_limit, settings.limits.requests as usize);
    let workers = available_parallelism().map_or(1, NonZero::get);
    let connections = connections::room_for(settings.limits.connections) as usize;
    let metrics = shared.metrics.clone();
    let refusals = shared.refusals.clone();
    let stop = Stop {
        drain_for: Duration::from_secs(settings.drain),
        drain: shared.drain.clone(),
        listener: listener.try_clone()?,
        open: OpenConnections::default(),
    };
    let open = stop.open.clone();
    let server = Server::build()
        .workers(workers)
        .max_concurrent_connections(connections.div_ceil(workers))
        .shutdown_timeout(GRACE)
        .disable_signals();
    let stopping = server.graceful_shutdown_signal();
    let server = server.listen("site", listener, move || {
        let stopping = stopping.clone();
        let draining = move || {
            let stopping = stopping.clone();
            async move { stopping.notified().await }
        };
        connections::service(crate::app(shared.clone()), open.clone(), draining)
    })?;
    let counting = refusals::start(refusals.clone());
    let schedules = crate::schedule::start(db, site.clock.clone());
    println!("{} is at {address}", settings.look.site_name);
    // Write errors are ignored from here on: the reader of the address may have closed the pipe.
    let figures = match for_figures {
        Some(listener) => {
            writeln!(io::stdout(), "Metrics are at http://{}/metrics", listener.local_addr()?).ok();
            Some(metrics::server::start(listener, metrics)?)
        }
        None => None,
    };
    if let Some(link) = first_link {
        writeln!(
            io::stdout(),
            "Nobody can sign in yet. To become the first admin, open this link within an hour: {link}"
        )
        .ok();
    }
    spawn_blocking(password::warm_up);
    // Until a file is compressed, it is served uncompressed.
    spawn_blocking(move || {
        if let Err(error) = site.assets.compress() {
            tracing::warn!(%error, "can’t compress static files; serving them uncompressed");
        }
    });
    let served = stop.run(server.run()).await;
    giving_back.abort();
    schedules.abort();
    counting.abort();
    if let Err(error) = refusals.store_all().await {
        tracing::error!(%error, "can’t store the number of refused requests in the audit log");
    }
    if let Some(figures) = figures {
        figures.stop(true).await;
    }
    drop(watch);
    served
}

/// The link to create the first admin; `None` if there are users.
async fn first_link(db: &Db, site: &Site) -> io::Result<Option<String>> {
    let now = site.clock.now();
    let token = db.write(move |conn| password_link::first(conn, now)).await.map_err(io::Error::other)?;
    Ok(token.map(|token| password_link::url(&site.base_url, &token)))
}

/// `flag` names the setting in error messages.
fn listen(address: SocketAddr, flag: &str) -> io::Result<TcpListener> {
    TcpListener::bind(address).map_err(|error| {
        let advice = match error.kind() {
            io::ErrorKind::AddrInUse => {
                format!("Another program listens there; choose another port with {flag}.")
            }
            io::ErrorKind::PermissionDenied => {
                format!("Ports below 1024 need extra privileges; choose another port with {flag}.")
            }
            _ => "Check that this machine has that address.".into(),
        };
        io::Error::new(error.kind(), format!("can’t listen on {address}: {error}. {advice}"))
    })
}
