//! Panics, in a handler or in its database work on another thread.

use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::{self, Data};
use actix_web::{App, HttpResponse};
use metier::db::{self, Db};
use metier::error::Error;
use metier::pages::errors;
use metier::web::panics;

use crate::support::{TestDb, site};

async fn panics_itself() -> HttpResponse {
    panic!("a fault in a handler")
}

async fn panics_beside(db: Data<Db>) -> Result<String, Error> {
    db.read(|_| panic!("a fault beside it")).await
}

async fn works(db: Data<Db>) -> Result<String, Error> {
    Ok(db.read(db::version::read).await?.to_string())
}

on_both!(async a_panic_becomes_an_error_page_and_the_server_goes_on);
async fn a_panic_becomes_an_error_page_and_the_server_goes_on(db: TestDb) {
    let app = App::new()
        .app_data(Data::from(site()))
        .app_data(Data::new(db.db.clone()))
        .route("/itself", web::get().to(panics_itself).wrap(from_fn(panics::caught)))
        .route("/beside", web::get().to(panics_beside).wrap(from_fn(panics::caught)))
        .route("/works", web::get().to(works).wrap(from_fn(panics::caught)))
        .wrap(from_fn(errors::with_pages));
    let app = init_service(app).await;
    // More panics than the pool has connections.
    for _ in 0..10 {
        for path in ["/itself", "/beside"] {
            let answer = call_service(&app, TestRequest::with_uri(path).to_request()).await;
            assert_eq!(answer.status(), 500, "{path}");
            let page = String::from_utf8(read_body(answer).await.to_vec()).unwrap();
            assert!(page.contains("Something went wrong on our side"), "{page}");
            assert!(!page.contains("a fault"), "the details belong in the log: {page}");
        }
    }
    assert_eq!(call_service(&app, TestRequest::with_uri("/works").to_request()).await.status(), 200);
}
