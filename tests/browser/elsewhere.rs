//! Another site.

use actix_web::http::header::ContentType;
use actix_web::{App, HttpResponse, HttpServer, rt, web};

/// Serves a page until the test ends, and returns its address. Other requests get no content, so a browser stays on the
/// page.
pub fn serve(page: String) -> String {
    let server = HttpServer::new(move || {
        let page = page.clone();
        let show = move || {
            let page = page.clone();
            async { HttpResponse::Ok().content_type(ContentType::html()).body(page) }
        };
        let nothing = || async { HttpResponse::NoContent().finish() };
        App::new().route("/", web::get().to(show)).default_service(web::to(nothing))
    });
    let server = server.workers(1).disable_signals().bind(("127.0.0.1", 0)).unwrap();
    let address = format!("http://{}/", server.addrs()[0]);
    rt::spawn(server.run());
    address
}
