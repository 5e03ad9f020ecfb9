//! The whole site in this process. Handles one request at a time.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::test::{TestRequest, call_service, init_service, read_body};
use actix_web::web::Bytes;
use metier::Shared;
use metier::assets::Assets;
use metier::db::Db;
use metier::site;

pub struct Answer {
    pub status: u16,
    pub body: Bytes,
    pub took: Duration,
}

type Coming = Pin<Box<dyn Future<Output = Answer>>>;

pub struct Site {
    ask: Box<dyn Fn(TestRequest) -> Coming>,
}

impl Site {
    /// Runs the same app as the server, without a page cache.
    pub async fn over(db: Db) -> Self {
        let assets = Assets::lay_out(None).unwrap();
        let site = site::Site::new("Measured", "https://careers.example", assets);
        let app = Rc::new(init_service(metier::app(Shared::new(Arc::new(site), db, 0))).await);
        let ask = move |request: TestRequest| {
            let (app, request) = (app.clone(), request.to_request());
            let answer = async move {
                let started = Instant::now();
                let response = call_service(&*app, request).await;
                let status = response.status().as_u16();
                let body = read_body(response).await;
                Answer { status, body, took: started.elapsed() }
            };
            Box::pin(answer) as Coming
        };
        Self { ask: Box::new(ask) }
    }

    pub async fn send(&self, request: TestRequest) -> Answer {
        (self.ask)(request).await
    }
}
