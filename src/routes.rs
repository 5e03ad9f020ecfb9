//! Every URL, one line each, in the order of the site map.

use actix_web::dev::{HttpServiceFactory, Service};
use actix_web::http::header;
use actix_web::web::{get, post, resource};
use actix_web::{FromRequest, HttpMessage, Resource};
use actix_web::{Handler, HttpResponse, Responder, guard, web};

use crate::error::Error;
use crate::models::user::Role;
use crate::pages::admin::careers as desk_careers;
use crate::pages::{about, careers, compare, home, search, skills};
use crate::web::session::SignedIn;

/// The routes of all pages.
pub fn all(config: &mut web::ServiceConfig) {
    config
        .service(read("/", home::home))
        .service(read("/search", search::page))
        .service(read("/search/suggest", search::suggest))
        .service(read("/careers", careers::index::index))
        .service(read("/careers/{slug}", careers::show::page))
        .service(read("/careers/{slug}/pay", careers::pay::page))
        .service(read("/careers/{slug}/moves", careers::moves::page))
        .service(read("/careers/{slug}/insights", careers::voices::insights))
        .service(read("/careers/{slug}/interviews", careers::voices::interviews))
        .service(read("/careers/{slug}/jobs", careers::voices::jobs))
        .service(read("/skills", skills::index))
        .service(read("/skills/{slug}", skills::page))
        .service(read("/compare", compare::compare))
        .service(read("/about", about::about))
        .service(read("/preview/{token}", desk_careers::preview::by_link))
        .configure(desk);
}

/// The desk: each address with the least role that may go there.
fn desk(config: &mut web::ServiceConfig) {
    use Role::{Author, Editor};
    use desk_careers::{address, bulk, delete, history, index, preview, preview_links, publication};
    #[rustfmt::skip] // one line an address
    config
        .service(at("/admin/careers", Author, |r| r.route(get().to(index::page))))
        .service(at("/admin/careers/bulk", Editor, |r| r.route(post().to(bulk::change))))
        .service(at("/admin/careers/{id:\\d+}/preview", Author, |r| r.route(get().to(preview::page))))
        .service(at("/admin/careers/{id:\\d+}/publication", Editor, |r| r.route(get().to(publication::page)).route(post().to(publication::change))))
        .service(at("/admin/careers/{id:\\d+}/schedules/{schedule:\\d+}/cancel", Editor, |r| r.route(post().to(publication::cancel))))
        .service(at("/admin/careers/{id:\\d+}/history", Author, |r| r.route(get().to(history::page))))
        .service(at("/admin/careers/{id:\\d+}/restore", Author, |r| r.route(post().to(history::restore))))
        .service(at("/admin/careers/{id:\\d+}/preview-links", Author, |r| r.route(get().to(preview_links::page)).route(post().to(preview_links::create))))
        .service(at("/admin/careers/{id:\\d+}/preview-links/{link:\\d+}/revoke", Author, |r| r.route(post().to(preview_links::revoke))))
        .service(at("/admin/careers/{id:\\d+}/address", Editor, |r| r.route(get().to(address::page)).route(post().to(address::change))))
        .service(at("/admin/careers/{id:\\d+}/delete", Editor, |r| r.route(get().to(delete::page)).route(post().to(delete::delete))));
}

/// An address of the desk, for those who are signed in with a role or one above it.
fn at<W: FnOnce(Resource) -> Resource>(path: &str, least: Role, with: W) -> impl HttpServiceFactory + use<W> {
    with(resource(path)).wrap_fn(move |request, service| {
        let role = request.extensions().get::<SignedIn>().map(|user| user.user.role);
        let refusal = match role {
            None => Some(Error::NotSignedIn),
            Some(role) if role < least => Some(Error::NotAllowed),
            Some(_) => None,
        };
        let allowed = match refusal {
            Some(error) => Err(request.into_response(HttpResponse::from_error(error))),
            None => Ok(service.call(request)),
        };
        async move {
            match allowed {
                Ok(answer) => answer.await,
                Err(refused) => Ok(refused),
            }
        }
    })
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
