//! Every URL and its handler, one line each.

use actix_web::dev::HttpServiceFactory;
use actix_web::http::{Method, header};
use actix_web::middleware::from_fn;
use actix_web::{FromRequest, Resource, Route};
use actix_web::{Handler, HttpResponse, Responder, guard, web};

use crate::addresses;
use crate::forms::{ContentForm, Job, Question, Quote};
use crate::models::user::Role;
use crate::pages::admin::careers::{
    address, bulk, delete, edit, featured, history, index, preview, preview_links, publication, review,
    schedules, withdrawal,
};
use crate::pages::admin::{self, account, audit, content, insights, jobs, quality, questions, users};
use crate::pages::{
    about, careers, compare, feed, formats, health, home, logos, oembed, openapi, places, robots, search,
    sign_in, sitemap, skills,
};
use crate::profile::{Category, Source};
use crate::web::gate;
use crate::web::page_cache::keep;
use crate::web::panics::caught;
use crate::web::rate::limited;

pub fn all(config: &mut web::ServiceConfig) {
    config
        .service(kept("/", home::home))
        .service(costly_kept("/card.png", MANY, home::png))
        .service(costly("/search", 1, search::page))
        .service(costly("/search/suggest", 1, search::suggest))
        .service(costly_kept(addresses::LIST, 1, careers::index::index))
        .service(costly_kept("/careers/card.png", MANY, careers::index::png))
        .service(kept(addresses::JSON, formats::json))
        .service(kept(addresses::MARKDOWN, formats::markdown))
        .service(costly_kept(addresses::LIST_JSON, 1, formats::list::list))
        .service(costly(addresses::LIST_CSV, MANY, formats::table::csv))
        .service(kept(openapi::PATH, openapi::openapi))
        .service(kept(sitemap::INDEX, sitemap::index))
        .service(costly("/sitemaps/{n}.xml", MANY, sitemap::part))
        .service(kept("/robots.txt", robots::robots))
        .service(read(addresses::HEALTH, health::health))
        .service(read(addresses::READINESS, health::readiness))
        .service(kept(addresses::SITE_FEED, feed::site))
        .service(kept(addresses::FEED, feed::career))
        .service(kept("/careers/{slug}", careers::show::page))
        .service(costly_kept("/careers/{slug}/card.png", MANY, careers::picture::png))
        .service(costly_kept("/careers/{slug}/pay", 1, careers::pay::page))
        .service(costly_kept(addresses::PAY_JSON, 1, careers::pay::formats::json))
        .service(costly_kept(addresses::PAY_CSV, 1, careers::pay::formats::csv))
        .service(costly_kept("/careers/{slug}/pay/{place}", 1, careers::pay::place::page))
        .service(costly_kept("/careers/{slug}/pay/{place}/card.png", MANY, careers::pay::place::png))
        .service(kept("/careers/{slug}/moves", careers::moves::page))
        .service(kept("/careers/{slug}/insights", careers::voices::insights))
        .service(kept("/careers/{slug}/interviews", careers::voices::interviews))
        .service(kept("/careers/{slug}/jobs", careers::voices::jobs))
        .service(kept("/careers/{slug}/card", careers::card::page))
        .service(kept("/careers/{slug}/revisions/{number}", careers::revision::page))
        .service(read("/c/{id}", careers::permanent::page))
        .service(costly("/oembed", 1, oembed::answer))
        .service(kept("/skills", skills::index))
        .service(costly_kept("/skills/card.png", MANY, skills::index_png))
        .service(kept("/skills/{slug}", skills::page))
        .service(costly_kept("/skills/{slug}/card.png", MANY, skills::png))
        .service(kept(addresses::PLACES, places::index))
        .service(costly_kept("/places/{slug}", 1, places::page))
        .service(costly_kept("/places/{slug}/card.png", MANY, places::png))
        .service(costly("/compare", 1, compare::compare))
        .service(costly("/compare/card.png", MANY, compare::png))
        .service(kept("/about", about::about))
        .service(read("/logos/{fingerprint}.png", logos::png))
        .service(entry("/sign-in", [get(sign_in::page), post(sign_in::submit)]))
        .service(entry("/sign-in/link", [get(sign_in::link::page), post(sign_in::link::submit)]))
        .service(entry("/sign-out", [post(sign_in::out)]))
        .service(entry("/preview/{token}", [get(preview::by_link)]))
        .configure(of_desk);
}

/// The desk's URLs, each with the lowest role that may use it.
#[rustfmt::skip] // one line per URL
fn of_desk(config: &mut web::ServiceConfig) {
    use Role::{Admin, Author, Editor};
    config
        .service(desk("/admin", Author, [get(admin::home)]))
        .service(desk("/admin/careers", Author, [get(index::page)]))
        .service(desk("/admin/careers/bulk", Editor, [post(bulk::change)]))
        .service(desk("/admin/careers/new", Author, [get(edit::new), post(edit::create)]))
        .service(desk("/admin/careers/{id}/edit", Author, [get(edit::edit), post(edit::save)]))
        .service(desk("/admin/careers/{id}/preview", Author, [get(preview::page)]))
        .service(desk("/admin/careers/{id}/preview-links", Author, [get(preview_links::page), post(preview_links::create)]))
        .service(desk("/admin/careers/{id}/preview-links/{link}/revoke", Author, [post(preview_links::revoke)]))
        .service(desk("/admin/careers/{id}/publication", Editor, [get(publication::page), post(publication::publish)]))
        .service(desk("/admin/careers/{id}/withdrawal", Editor, [post(withdrawal::withdraw)]))
        .service(desk("/admin/careers/{id}/featured", Editor, [post(featured::change)]))
        .service(desk("/admin/careers/{id}/schedules", Editor, [post(schedules::create)]))
        .service(desk("/admin/careers/{id}/schedules/{schedule}/cancel", Editor, [post(schedules::cancel)]))
        .service(desk("/admin/careers/{id}/review", Author, [get(review::page), post(review::submit)]))
        .service(desk("/admin/careers/{id}/review/return", Editor, [post(review::send_back)]))
        .service(desk("/admin/careers/{id}/history", Author, [get(history::page)]))
        .service(desk("/admin/careers/{id}/restore", Author, [post(history::restore)]))
        .service(desk("/admin/careers/{id}/address", Editor, [get(address::page), post(address::change)]))
        .service(desk("/admin/careers/{id}/delete", Editor, [get(delete::page), post(delete::delete)]))
        .service(desk("/admin/insights", Author, [get(insights::list)]))
        .service(desk("/admin/insights/new", Author, form_new::<Quote>()))
        .service(desk("/admin/insights/{id}/edit", Author, form_edit::<Quote>()))
        .service(desk("/admin/insights/{id}/logo", Author, [get(insights::logo::page), post(insights::logo::change)]))
        .service(desk("/admin/insights/{id}/moderation", Editor, [post(content::moderate::<Quote>)]))
        .service(desk("/admin/insights/{id}/delete", Editor, form_delete::<Quote>()))
        .service(desk("/admin/questions", Author, [get(questions::list)]))
        .service(desk("/admin/questions/new", Author, form_new::<Question>()))
        .service(desk("/admin/questions/{id}/edit", Author, form_edit::<Question>()))
        .service(desk("/admin/questions/{id}/moderation", Editor, [post(content::moderate::<Question>)]))
        .service(desk("/admin/questions/{id}/delete", Editor, form_delete::<Question>()))
        .service(desk("/admin/jobs", Author, [get(jobs::list)]))
        .service(desk("/admin/jobs/new", Editor, form_new::<Job>()))
        .service(desk("/admin/jobs/{id}/edit", Editor, form_edit::<Job>()))
        .service(desk("/admin/jobs/{id}/delete", Editor, form_delete::<Job>()))
        .service(desk("/admin/categories", Author, [get(content::catalogue::<Category>)]))
        .service(desk("/admin/categories/new", Editor, form_new::<Category>()))
        .service(desk("/admin/categories/{id}/edit", Editor, form_edit::<Category>()))
        .service(desk("/admin/categories/{id}/delete", Editor, form_delete::<Category>()))
        .service(desk("/admin/sources", Author, [get(content::catalogue::<Source>)]))
        .service(desk("/admin/sources/new", Editor, form_new::<Source>()))
        .service(desk("/admin/sources/{id}/edit", Editor, form_edit::<Source>()))
        .service(desk_costly("/admin/sources/{id}/delete", Editor, form_delete::<Source>()))
        .service(desk_costly("/admin/quality", Author, [get(quality::site)]))
        .service(desk("/admin/careers/{id}/quality", Author, [get(quality::career)]))
        .service(desk("/admin/quality/links", Editor, [post(quality::links::site)]))
        .service(desk("/admin/careers/{id}/quality/links", Editor, [post(quality::links::career)]))
        .service(desk("/admin/audit", Admin, [get(audit::list)]))
        .service(desk_costly("/admin/audit.csv", Admin, [get(audit::csv)]))
        .service(desk("/admin/users", Admin, [get(users::index), post(users::invite)]))
        .service(desk("/admin/users/rules", Admin, [post(users::rules)]))
        .service(desk("/admin/users/{id}", Admin, [get(users::one::page), post(users::one::change)]))
        .service(desk("/admin/users/{id}/link", Admin, [post(users::one::reset)]))
        .service(desk("/admin/users/{id}/sessions", Admin, [post(users::one::end)]))
        .service(desk("/admin/account", Author, [get(account::page)]))
        .service(desk("/admin/account/sessions", Author, [post(account::end)]))
        .service(desk("/admin/account/confirm", Author, [get(account::confirm::page), post(account::confirm::submit)]))
        .service(desk("/admin/account/password", Author, [get(account::password::page), post(account::password::submit)]))
        .service(desk("/admin/account/email", Author, [get(account::email::page), post(account::email::submit)]))
        .service(desk("/admin/account/second-factor", Author, [get(account::second_factor::page), post(account::second_factor::submit)]));
}

fn form_new<T: ContentForm>() -> [Way; 2] {
    [get(content::new_page::<T>), post(content::create::<T>)]
}

fn form_edit<T: ContentForm>() -> [Way; 2] {
    [get(content::edit::<T>), post(content::update::<T>)]
}

fn form_delete<T: ContentForm>() -> [Way; 2] {
    [get(content::removal::<T>), post(content::remove::<T>)]
}

/// Shorthand for a handler whose extractors are `A`.
trait PageHandler<A>: Handler<A, Output: Responder + 'static> {}

impl<A, F: Handler<A, Output: Responder + 'static>> PageHandler<A> for F {}

/// A page for GET and HEAD; other methods get 405 with `Allow`.
fn read<F: PageHandler<A>, A: FromRequest + 'static>(path: &str, handler: F) -> Resource {
    let reading = guard::Any(guard::Get()).or(guard::Head());
    let refuse =
        || async { HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, "GET, HEAD")).finish() };
    Resource::new(path)
        .route(web::route().guard(reading).to(handler).wrap(from_fn(caught)))
        .default_service(web::to(refuse))
}

/// A page that may be cached, if its handler says so.
fn kept<F: PageHandler<A>, A: FromRequest + 'static>(
    path: &str,
    handler: F,
) -> impl HttpServiceFactory + use<F, A> {
    read(path, handler).wrap(from_fn(keep))
}

/// How many requests an expensive page counts as that takes much longer than a search.
const MANY: u32 = 5;

/// An expensive page, which the rate limit counts as `count` requests.
fn costly<F: PageHandler<A>, A: FromRequest + 'static>(
    path: &str,
    count: u32,
    handler: F,
) -> impl HttpServiceFactory + use<F, A> {
    read(path, handler).wrap(from_fn(move |request, next| limited(count, request, next)))
}

/// A cached page under the rate limit; cache hits don't count.
fn costly_kept<F: PageHandler<A>, A: FromRequest + 'static>(
    path: &str,
    count: u32,
    handler: F,
) -> impl HttpServiceFactory + use<F, A> {
    read(path, handler).wrap(from_fn(move |request, next| limited(count, request, next))).wrap(from_fn(keep))
}

/// A page of the desk, for users with at least this role; handlers get the user as `SignedIn`.
fn desk<const N: usize>(path: &str, least: Role, ways: [Way; N]) -> impl HttpServiceFactory + use<N> {
    resource(path, ways).wrap(from_fn(move |request, next| gate::admit(least, request, next)))
}

/// An expensive page of the desk, under the rate limit.
fn desk_costly<const N: usize>(path: &str, least: Role, ways: [Way; N]) -> impl HttpServiceFactory + use<N> {
    resource(path, ways)
        .wrap(from_fn(|request, next| limited(MANY, request, next)))
        .wrap(from_fn(move |request, next| gate::admit(least, request, next)))
}

/// A page for people who aren't signed in yet, with the desk's private headers.
fn entry<const N: usize>(path: &str, ways: [Way; N]) -> impl HttpServiceFactory + use<N> {
    resource(path, ways).wrap(from_fn(gate::private))
}

type Way = (Method, Route);

fn get<A: FromRequest + 'static>(handler: impl PageHandler<A>) -> Way {
    let reading = guard::Any(guard::Get()).or(guard::Head());
    (Method::GET, web::route().guard(reading).to(handler).wrap(from_fn(caught)))
}

fn post<A: FromRequest + 'static>(handler: impl PageHandler<A>) -> Way {
    (Method::POST, web::post().to(handler).wrap(from_fn(caught)))
}

/// Other methods get 405 with `Allow`.
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
