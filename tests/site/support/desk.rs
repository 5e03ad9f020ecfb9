//! Asks for pages of the desk as someone who is signed in.

use actix_web::HttpMessage;
use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::middleware::{Next, from_fn};
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::web::Data;
use metier::models::user::{Role, User};
use metier::web::session::SignedIn;

use super::TestDb;
use super::client::{Answer, read, site};

/// Asks for a page with GET.
pub async fn get_as(db: &TestDb, role: Role, path: &str) -> Answer {
    ask_as(db, role, Method::GET, path, &[]).await
}

/// Sends a form.
pub async fn post_as(db: &TestDb, role: Role, path: &str, fields: &[(&str, &str)]) -> Answer {
    ask_as(db, role, Method::POST, path, fields).await
}

async fn ask_as(db: &TestDb, role: Role, method: Method, path: &str, fields: &[(&str, &str)]) -> Answer {
    let app = metier::app(Data::from(site()), Data::new(db.db.clone()), Data::default());
    let user = User { id: 1, email: "someone@careers.example".into(), role };
    let signed_in = SignedIn { user, session: 1 };
    let admit = move |request: ServiceRequest, next: Next<_>| {
        request.extensions_mut().insert(signed_in.clone());
        next.call(request)
    };
    let app = init_service(app.wrap(from_fn(admit))).await;
    let body = serde_html_form::to_string(fields).unwrap();
    let request = TestRequest::with_uri(path)
        .method(method)
        .insert_header((CONTENT_TYPE, "application/x-www-form-urlencoded"))
        .set_payload(body);
    read(call_service(&app, request.to_request()).await).await
}
