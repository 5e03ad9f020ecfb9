//! Serves the app over the connections of a listener, as `actix_web::HttpServer` does, which only takes the system's
//! streams.

use std::fmt::Debug;
use std::future::{Future, pending, ready};
use std::rc::Rc;

use actix_http::{ConnectionType, HttpService, Request};
use actix_service::{IntoServiceFactory, Service, ServiceFactory, ServiceFactoryExt};
use actix_service::{apply_fn_factory, fn_service, map_config};
use actix_web::body::MessageBody;
use actix_web::dev::{AppConfig, ServiceResponse};
use actix_web::rt::net::TcpStream;

use super::stream::{Progress, VisitorStream};
use super::{HEAD, KEEP_ALIVE, OpenConnections, prepare};

/// `draining` returns what resolves when the server stops, so that idle connections are closed.
pub fn service<I, S, B, F>(
    app: I,
    open: OpenConnections,
    draining: impl Fn() -> F + 'static,
) -> impl ServiceFactory<TcpStream, Config = (), Response = (), Error = impl Debug, InitError = ()>
where
    I: IntoServiceFactory<S, Request>,
    S: ServiceFactory<
            Request,
            Config = AppConfig,
            Response = ServiceResponse<B>,
            Error = actix_web::Error,
            InitError = (),
        > + 'static,
    S::Service: 'static,
    <S::Service as Service<Request>>::Future: 'static,
    B: MessageBody + 'static,
    F: Future<Output = ()> + 'static,
{
    let app = map_config(app, |()| AppConfig::default());
    let app = apply_fn_factory(app, follow).map_err(|error| error.error_response());
    let http = HttpService::build()
        .graceful_shutdown_signal(draining)
        .keep_alive(KEEP_ALIVE)
        .client_request_timeout(HEAD)
        .on_connect_ext(|stream: &VisitorStream, data| drop(data.insert(stream.progress.clone())))
        .h1::<_, B>(app);
    let connected = move |tcp: TcpStream| {
        prepare(&tcp);
        let peer = tcp.peer_addr().ok();
        ready(Ok((VisitorStream::new(tcp, open.add()), peer)))
    };
    fn_service(connected).and_then(http)
}

/// Answers a request, unless an earlier one on its connection was the last: what follows might come from someone else,
/// and the client doesn't expect an answer.
fn follow<S, B>(
    request: Request,
    app: &S,
) -> impl Future<Output = Result<ServiceResponse<B>, S::Error>> + use<S, B>
where
    S: Service<Request, Response = ServiceResponse<B>>,
{
    let progress = request.conn_data::<Rc<Progress>>().cloned().unwrap_or_default();
    let (version, is_last) =
        (request.head().version, request.head().connection_type() == ConnectionType::Close);
    let begun = progress.begin().map(|busy| (busy, app.call(request)));
    async move {
        let Some((_busy, answer)) = begun else {
            // The stream ends the connection when the earlier answers are sent.
            return pending().await;
        };
        if is_last {
            progress.end_with_this();
        }
        let mut answer = answer.await?;
        let head = answer.response_mut().head_mut();
        // Heads are reused, and keep the version of an earlier answer; in HTTP/1.0, a connection ends unless told otherwise.
        head.version = version;
        if is_last {
            // actix-http would go by the newest request that it has read.
            head.set_connection_type(ConnectionType::Close);
        } else if head.connection_type() == ConnectionType::Close {
            progress.end_with_this();
        }
        Ok(answer)
    }
}
