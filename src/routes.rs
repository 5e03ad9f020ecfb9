//! Every URL, one line each, in the order of the site map.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{HttpServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::{Method, header};
use actix_web::middleware::{Next, from_fn};
use actix_web::{FromRequest, HttpMessage, Resource, Route};
use actix_web::{Handler, HttpResponse, Responder, guard, web};

use crate::error::Error;
use crate::models::user::Role;
use crate::pages::admin::careers as editing;
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
        .service(read("/preview/{token}", editing::preview::by_link))
        .configure(careers_desk);
}

/// The careers' desk: each address with the least role that may go there.
#[rustfmt::skip] // one line an address
fn careers_desk(config: &mut web::ServiceConfig) {
    config
        .service(desk("/admin/careers", Role::Author, [get(editing::index::page)]))
        .service(desk("/admin/careers/bulk", Role::Editor, [post(editing::bulk::change)]))
        .service(desk("/admin/careers/{id:\\d+}/preview", Role::Author, [get(editing::preview::page)]))
        .service(desk("/admin/careers/{id:\\d+}/history", Role::Author, [get(editing::history::page)]))
        .service(desk("/admin/careers/{id:\\d+}/restore", Role::Author, [post(editing::history::restore)]))
        .service(desk("/admin/careers/{id:\\d+}/preview-links", Role::Author, [get(editing::preview_links::page), post(editing::preview_links::create)]))
        .service(desk("/admin/careers/{id:\\d+}/preview-links/{link:\\d+}/revoke", Role::Author, [post(editing::preview_links::revoke)]))
        .service(desk("/admin/careers/{id:\\d+}/publication", Role::Editor, [get(editing::publication::page), post(editing::publication::change)]))
        .service(desk("/admin/careers/{id:\\d+}/schedules/{schedule:\\d+}/cancel", Role::Editor, [post(editing::publication::cancel)]))
        .service(desk("/admin/careers/{id:\\d+}/address", Role::Editor, [get(editing::address::page), post(editing::address::change)]))
        .service(desk("/admin/careers/{id:\\d+}/delete", Role::Editor, [get(editing::delete::page), post(editing::delete::delete)]));
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

/// A page of the desk, for those with at least a role; `SignedIn` says who it is.
fn desk<const N: usize>(path: &str, least: Role, ways: [Way; N]) -> impl HttpServiceFactory + use<N> {
    resource(path, ways).wrap(from_fn(move |request, next| admit(least, request, next)))
}

/// What a resource does on a method.
type Way = (Method, Route);

/// Shows a page.
fn get<F, Args>(handler: F) -> Way
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    (Method::GET, web::route().guard(guard::Any(guard::Get()).or(guard::Head())).to(handler))
}

/// Takes a form.
fn post<F, Args>(handler: F) -> Way
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    (Method::POST, web::post().to(handler))
}

/// Any other method answers 405 and says which there are.
fn resource<const N: usize>(path: &str, ways: [Way; N]) -> Resource {
    let names = ways.each_ref().map(|(method, _)| if *method == Method::GET { "GET, HEAD" } else { "POST" });
    let allowed = names.join(", ");
    let refuse = move || {
        let answer =
            HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, allowed.as_str())).finish();
        async { answer }
    };
    let resource = Resource::new(path).default_service(web::to(refuse));
    ways.into_iter().fold(resource, |resource, (_, route)| resource.route(route))
}

/// Lets those pass who are signed in with at least a role.
async fn admit(
    least: Role,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let role = request.extensions().get::<SignedIn>().map(|user| user.user.role);
    let refusal = match role {
        None => Error::NotSignedIn,
        Some(role) if role < least => Error::NotAllowed,
        Some(_) => return Ok(next.call(request).await?.map_into_boxed_body()),
    };
    Ok(request.into_response(HttpResponse::from_error(refusal)))
}
