//! An HTTP client that is cheap enough to load a server with.

use std::future::poll_fn;
use std::io::{self, Error, ErrorKind};
use std::pin::Pin;

use actix_web::rt::net::TcpStream;
use httparse::{EMPTY_HEADER, Response};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Larger than a response: a read that doesn't fill the buffer needs no second read to find the end.
const BUFFER: usize = 1 << 18;
const HEADERS: usize = 64;

/// A keep-alive connection to a server.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

pub struct Answer<'a> {
    pub status: u16,
    /// The status line and the headers.
    pub head: &'a [u8],
    pub body: &'a [u8],
}

/// Where the parts of a response end, in bytes.
#[derive(Clone, Copy)]
struct Ends {
    status: u16,
    head: usize,
    body: usize,
}

impl Connection {
    pub async fn to(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: vec![0; BUFFER] })
    }

    /// Sends a request and reads the whole response.
    pub async fn ask(&mut self, request: &[u8]) -> io::Result<Answer<'_>> {
        self.send(request).await?;
        let mut filled = 0;
        let mut ends = None;
        loop {
            filled += self.read(filled).await?;
            if ends.is_none() {
                ends = ends_of(&self.buffer[..filled])?;
            }
            match ends {
                Some(Ends { status, head, body }) if filled == body => {
                    let (head, body) = self.buffer[..body].split_at(head);
                    return Ok(Answer { status, head, body });
                }
                Some(Ends { body, .. }) if filled > body => {
                    return Err(invalid("longer than its Content-Length"));
                }
                _ => {}
            }
        }
    }

    async fn send(&mut self, mut request: &[u8]) -> io::Result<()> {
        while !request.is_empty() {
            let sent = poll_fn(|cx| Pin::new(&mut self.stream).poll_write(cx, request)).await?;
            request = &request[sent..];
        }
        Ok(())
    }

    /// Reads into the buffer behind the first `filled` bytes, and returns how many bytes it read.
    async fn read(&mut self, filled: usize) -> io::Result<usize> {
        if filled == self.buffer.len() {
            self.buffer.resize(filled * 2, 0);
        }
        let mut rest = ReadBuf::new(&mut self.buffer[filled..]);
        poll_fn(|cx| Pin::new(&mut self.stream).poll_read(cx, &mut rest)).await?;
        match rest.filled().len() {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            read => Ok(read),
        }
    }
}

impl Answer<'_> {
    pub fn header(&self, name: &str) -> Option<String> {
        let mut headers = [EMPTY_HEADER; HEADERS];
        let mut response = Response::new(&mut headers);
        response.parse(self.head).ok()?;
        let value = header(&response, name)?;
        Some(String::from_utf8_lossy(value).into_owned())
    }
}

/// None while the head is incomplete.
fn ends_of(read: &[u8]) -> io::Result<Option<Ends>> {
    let mut headers = [EMPTY_HEADER; HEADERS];
    let mut response = Response::new(&mut headers);
    let parsed = response.parse(read).map_err(|error| Error::new(ErrorKind::InvalidData, error))?;
    let (httparse::Status::Complete(head), Some(status)) = (parsed, response.code) else { return Ok(None) };
    let length = match status {
        304 => Some(0),
        _ => header(&response, "content-length")
            .and_then(|value| str::from_utf8(value).ok()?.parse::<usize>().ok()),
    };
    let length = length.ok_or_else(|| invalid("without a Content-Length"))?;
    Ok(Some(Ends { status, head, body: head + length }))
}

fn header<'a>(response: &Response<'_, 'a>, name: &str) -> Option<&'a [u8]> {
    let header = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
    Some(header.value)
}

fn invalid(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, format!("a response {what}"))
}
