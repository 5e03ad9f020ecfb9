//! A visitor's connection, with the timeouts and the end that actix-http's lacks: it limits only the first head of a
//! connection, and answers requests behind one that says `Connection: close`.

use std::cell::Cell;
use std::future::Future;
use std::io::{self, ErrorKind};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::rt::net::TcpStream;
use actix_web::rt::time::{Instant, Sleep, sleep_until};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use super::open::OpenConnection;
use super::{HEAD, KEEP_ALIVE};

/// How long a client that sent too much may take to close its side.
const LINGER: Duration = Duration::from_secs(5);

/// State that a connection's stream and its requests share.
#[derive(Default)]
pub(super) struct Progress {
    is_busy: Cell<bool>,
    /// A request or an answer has said that it is the last.
    is_last: Cell<bool>,
    /// Another request has come nevertheless.
    is_over: Cell<bool>,
    /// When the newest part of an answer was ready or sent; none before the first answer.
    answered: Cell<Option<Instant>>,
    /// When the next head began to arrive.
    began: Cell<Option<Instant>>,
}

/// A request that is being answered.
pub(super) struct Busy(Rc<Progress>);

impl Progress {
    /// None if an earlier request was the last.
    pub fn begin(self: &Rc<Self>) -> Option<Busy> {
        if self.is_last.get() {
            self.is_over.set(true);
            return None;
        }
        self.is_busy.set(true);
        self.began.set(None);
        Some(Busy(self.clone()))
    }

    pub fn end_with_this(&self) {
        self.is_last.set(true);
    }

    fn read_some(&self) {
        if !self.is_busy.get() && self.began.get().is_none() {
            self.began.set(Some(Instant::now()));
        }
    }

    fn wrote_some(&self) {
        if self.answered.get().is_some() {
            self.answered.set(Some(Instant::now()));
        }
    }

    /// When the connection times out. There is no deadline for the first head, which is left to actix-http, nor while a
    /// request is being answered.
    fn deadline(&self) -> Option<Instant> {
        let answered = self.answered.get().filter(|_| !self.is_busy.get())?;
        Some(match self.began.get() {
            Some(began) => began.max(answered) + HEAD,
            None => answered + KEEP_ALIVE,
        })
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.is_busy.set(false);
        self.0.answered.set(Some(Instant::now()));
    }
}

pub(super) struct VisitorStream {
    tcp: TcpStream,
    pub(super) progress: Rc<Progress>,
    timer: Option<Pin<Box<Sleep>>>,
    /// Whether the client has closed its side.
    is_read: bool,
    /// Since when only the client's end of the connection is awaited.
    closing: Option<Instant>,
    _open: OpenConnection,
}

impl VisitorStream {
    pub fn new(tcp: TcpStream, open: OpenConnection) -> Self {
        Self { tcp, progress: Rc::default(), timer: None, is_read: false, closing: None, _open: open }
    }

    /// Waits until a deadline.
    fn poll_deadline(&mut self, deadline: Instant, context: &mut Context<'_>) -> Poll<()> {
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        if timer.deadline() != deadline {
            timer.as_mut().reset(deadline);
        }
        timer.as_mut().poll(context)
    }

    /// Throws away what the client still sends: closed with unread data, the connection would be reset, and the client
    /// might lose the answer. Ends with an error, so that actix-http drops the connection.
    fn poll_closing(&mut self, since: Instant, context: &mut Context<'_>) -> Poll<io::Error> {
        let mut scratch = [0; 4_096];
        while !self.is_read && self.poll_deadline(since + LINGER, context).is_pending() {
            let mut buffer = ReadBuf::new(&mut scratch);
            let read = ready!(Pin::new(&mut self.tcp).poll_read(context, &mut buffer));
            self.is_read = read.is_err() || buffer.filled().is_empty();
        }
        Poll::Ready(ErrorKind::ConnectionAborted.into())
    }
}

impl AsyncRead for VisitorStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if let Some(since) = self.closing {
            return self.poll_closing(since, context).map(Err);
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.tcp).poll_read(context, buffer);
        if read.is_ready() {
            match buffer.filled().len() > before {
                true => self.progress.read_some(),
                false => self.is_read = true,
            }
            return read;
        }
        let Some(deadline) = self.progress.deadline() else { return Poll::Pending };
        self.poll_deadline(deadline, context).map(|()| Err(ErrorKind::TimedOut.into()))
    }
}

impl AsyncWrite for VisitorStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let wrote = ready!(Pin::new(&mut self.tcp).poll_write(context, bytes));
        self.progress.wrote_some();
        Poll::Ready(wrote)
    }

    /// actix-http calls this when it has written all answers.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.tcp).poll_flush(context))?;
        if !self.progress.is_over.get() {
            return Poll::Ready(Ok(()));
        }
        let since = *self.closing.get_or_insert_with(Instant::now);
        ready!(self.as_mut().poll_shutdown(context))?;
        // If the client has closed its side, actix-http doesn't read any more.
        self.poll_closing(since, context).map(Err)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(context)
    }
}
