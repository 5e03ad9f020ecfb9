//! Asks for pages of the desk as somebody who is signed in. Until sign-in is there, this says who they are.

use actix_web::HttpMessage;
use actix_web::dev::Service;
use actix_web::http::Method;
use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::web::Data;
use metier::models::user::User;
use metier::web::session::SignedIn;

use crate::support::{Answer, TestDb, read_answer, site};

/// Asks for a page with GET.
pub async fn get(db: &TestDb, user: &User, path: &str) -> Answer {
    ask(db, user, Method::GET, path, &[]).await
}

/// Sends a form.
pub async fn post(db: &TestDb, user: &User, path: &str, fields: &[(&str, &str)]) -> Answer {
    ask(db, user, Method::POST, path, fields).await
}

async fn ask(db: &TestDb, user: &User, method: Method, path: &str, fields: &[(&str, &str)]) -> Answer {
    let signed_in = SignedIn { user: user.clone(), session: 1 };
    let app = metier::app(Data::from(site()), Data::new(db.db.clone()), Data::default());
    let app = app.wrap_fn(move |request, service| {
        request.extensions_mut().insert(signed_in.clone());
        service.call(request)
    });
    let app = init_service(app).await;
    let request = TestRequest::with_uri(path).method(method).set_form(fields);
    read_answer(call_service(&app, request.to_request()).await).await
}
