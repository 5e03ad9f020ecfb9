//! A separate address for `/metrics`, so that visitors can't see the metrics.

use std::fmt;
use std::io;
use std::net::TcpListener;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::error::ErrorInternalServerError;
use actix_web::web::{self, Data};
use actix_web::{App, HttpResponse, HttpServer};

use super::Metrics;

/// Serves `/metrics` and nothing else, until the handle stops it.
pub fn start(listener: TcpListener, metrics: Data<Metrics>) -> io::Result<ServerHandle> {
    let app = move || App::new().app_data(metrics.clone()).route("/metrics", web::get().to(text));
    let server = HttpServer::new(app).workers(1).disable_signals().shutdown_timeout(1);
    let server = server.client_request_timeout(Duration::from_secs(10)).listen(listener)?.run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    Ok(handle)
}

async fn text(metrics: Data<Metrics>) -> actix_web::Result<HttpResponse> {
    let text = metrics.text().map_err(|error: fmt::Error| ErrorInternalServerError(error))?;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(HttpResponse::Ok().content_type(kind).body(text))
}
