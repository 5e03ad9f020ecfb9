//! Every URL, one line each, in the order of the site map.

use actix_web::dev::HttpServiceFactory;
use actix_web::http::header;
use actix_web::{FromRequest, Resource};
use actix_web::{Handler, HttpResponse, Responder, guard, web};

use crate::pages::{about, careers, home, search, suggest};

/// The routes of all pages.
pub fn all(config: &mut web::ServiceConfig) {
    config
        .service(read("/", home::home))
        .service(read("/search", search::search))
        .service(read("/search/suggest", suggest::suggest))
        .service(read("/careers", careers::index::index))
        .service(read("/careers/{slug}", careers::show::page))
        .service(read("/careers/{slug}/pay", careers::pay::page))
        .service(read("/careers/{slug}/insights", careers::voices::insights))
        .service(read("/careers/{slug}/interviews", careers::voices::interviews))
        .service(read("/careers/{slug}/jobs", careers::voices::jobs))
        .service(read("/about", about::about));
}

/// A page that is read with GET or HEAD; anything else answers 405 and says so.
fn read<F, Args>(path: &str, handler: F) -> impl HttpServiceFactory + use<F, Args>
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    let reading = guard::Any(guard::Get()).or(guard::Head());
    let refuse =
        || async { HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, "GET, HEAD")).finish() };
    Resource::new(path).route(web::route().guard(reading).to(handler)).default_service(web::to(refuse))
}
