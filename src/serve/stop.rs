//! Stops the server without losing a request.

use std::future::{Future, poll_fn};
use std::io;
use std::net::{Shutdown, TcpListener};
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use actix_web::dev::{Server, ServerHandle};
use actix_web::rt::signal::unix::{Signal, SignalKind, signal};
use actix_web::rt::time::sleep;
use actix_web::web::Data;
use futures_util::future::{Either, select};
use socket2::SockRef;

use crate::web::connections::OpenConnections;
use crate::web::drain::Drain;

/// How long clients may keep their connections after the listener is closed, to send what they were about to send.
const LEAVING: Duration = Duration::from_secs(1);
/// Long enough for a worker to notice a connection that was just accepted.
const PAUSE: Duration = Duration::from_millis(100);

pub struct Stop {
    /// How long to answer new connections after the first signal.
    pub drain_for: Duration,
    pub drain: Data<Drain>,
    /// Another handle of the server's listener.
    pub listener: TcpListener,
    pub open: OpenConnections,
}

impl Stop {
    /// Runs the server until a signal, then drains it, closes the listener, and lets requests in flight finish. A
    /// second signal ends the draining, another one ends everything at once.
    pub async fn run(self, server: Server) -> io::Result<()> {
        let mut signals = Signals::new()?;
        let handle = server.handle();
        let server = match select(server, pin!(self.leave(&handle, &mut signals))).await {
            Either::Left((served, _)) => return served,
            Either::Right(((), server)) => server,
        };
        tracing::info!("stopping; finishing the requests in flight");
        // The command is sent at once; the server's own future says when it is done.
        drop(handle.stop(true));
        match select(server, pin!(signals.next())).await {
            Either::Left((served, _)) => served,
            Either::Right(((), server)) => {
                tracing::warn!("stopping at once");
                drop(server);
                Ok(())
            }
        }
    }

    /// Waits for a signal, and returns when idle connections may be closed.
    async fn leave(&self, handle: &ServerHandle, signals: &mut Signals) {
        signals.next().await;
        tracing::info!(seconds = self.drain_for.as_secs(), "asked to stop; draining");
        self.drain.start();
        let drained = async {
            sleep(self.drain_for).await;
            handle.pause().await;
            // On Linux, clients that connect from now on are refused at once. Elsewhere they wait until the server has
            // stopped.
            SockRef::from(&self.listener).shutdown(Shutdown::Both).ok();
            let closed = Instant::now();
            while closed.elapsed() < LEAVING {
                sleep(PAUSE).await;
                if self.open.count() == 0 {
                    break;
                }
            }
        };
        select(pin!(drained), pin!(signals.next())).await;
    }
}

/// The signals that ask a program to stop.
struct Signals([Signal; 3]);

impl Signals {
    fn new() -> io::Result<Self> {
        let [terminate, interrupt, quit] =
            [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::quit()].map(signal);
        Ok(Self([terminate?, interrupt?, quit?]))
    }

    fn next(&mut self) -> impl Future<Output = ()> {
        poll_fn(|context| {
            let came = self.0.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
            if came { Poll::Ready(()) } else { Poll::Pending }
        })
    }
}
