//! Connections, and reading answers from them.

use std::fmt;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::thread::sleep;
use std::time::Duration;

use httparse::{EMPTY_HEADER, Status};
use socket2::{Domain, Socket, Type};

use super::answer::Answer;
use super::requests::{Request, Sending};

/// How long an answer may take.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// The pause between the halves of a request: long enough for the server to read the first one alone.
const PAUSE: Duration = Duration::from_millis(2);

/// A connection to the site, opened again when the site closes it.
pub struct Connection {
    address: SocketAddr,
    /// The client's address.
    from: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
    /// The last request sent over it, for error messages.
    before: Vec<u8>,
}

impl Connection {
    pub fn new(address: &str) -> Self {
        Self::from(address, [127, 0, 0, 1])
    }

    /// A connection by the client with this address.
    pub fn from(address: &str, client: [u8; 4]) -> Self {
        Self { address: address.parse().unwrap(), from: (client, 0).into(), stream: None, before: Vec::new() }
    }

    /// Sends a request, and reads one answer or all answers until the connection closes. Fails if an answer isn't valid
    /// HTTP, or if there is none in time.
    pub fn send(&mut self, request: &Request) -> Result<Vec<Answer>, String> {
        match request.sending {
            Sending::Cut(length) => {
                // It doesn't matter whether all of it arrives.
                self.open()?.get_mut().write_all(&request.bytes[..length]).ok();
                Ok(Vec::new())
            }
            Sending::Alone => {
                let mut stream = self.open()?;
                stream.get_mut().write_all(&request.bytes).ok();
                stream.get_mut().shutdown(Shutdown::Write).ok();
                all(&mut stream).map_err(in_words)
            }
            Sending::Whole | Sending::Halves(_) => self.ask(request).map(|answer| vec![answer]),
        }
    }

    /// Sends a request over the persistent connection.
    fn ask(&mut self, request: &Request) -> Result<Answer, String> {
        let is_kept = self.stream.is_some();
        let mut stream = self.stream.take().map_or_else(|| self.open(), Ok)?;
        // The site may refuse a request without reading all of it.
        let half = if let Sending::Halves(at) = request.sending { at } else { 0 };
        stream.get_mut().write_all(&request.bytes[..half]).ok();
        if half > 0 {
            sleep(PAUSE);
        }
        stream.get_mut().write_all(&request.bytes[half..]).ok();
        match one(&mut stream, request.is_head) {
            // The site closed the connection after the last answer, so this isn't the fault of the request.
            Ok(None) if is_kept => self.ask(request),
            Ok(None) => Err("the connection closed without an answer".into()),
            Err(error) if is_kept => {
                let before = &self.before[..self.before.len().min(1_000)];
                Err(format!("{}; after {}", in_words(error), before.escape_ascii()))
            }
            Err(error) => Err(in_words(error)),
            Ok(Some(answer)) => {
                self.before.clone_from(&request.bytes);
                let goes_on = !answer.is_open_ended && !answer.header("connection").contains("close");
                self.stream = goes_on.then_some(stream);
                Ok(answer)
            }
        }
    }

    fn open(&self) -> Result<BufReader<TcpStream>, String> {
        let open = || {
            let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
            socket.bind(&self.from.into())?;
            socket.connect(&self.address.into())?;
            let stream = TcpStream::from(socket);
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            Ok(BufReader::new(stream))
        };
        open().map_err(|error: io::Error| format!("can’t connect: {error}"))
    }
}

fn in_words(error: io::Error) -> String {
    match error.kind() {
        ErrorKind::WouldBlock | ErrorKind::TimedOut => format!("no whole answer in {PATIENCE:?}"),
        ErrorKind::UnexpectedEof => "half an answer".into(),
        _ => error.to_string(),
    }
}

fn invalid(what: impl fmt::Display, bytes: &[u8]) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, format!("{what}: {}", bytes.escape_ascii()))
}

/// Reads all answers until the connection closes. The last one may be incomplete: the connection is reset if the site
/// stops reading.
fn all(stream: &mut BufReader<TcpStream>) -> io::Result<Vec<Answer>> {
    let mut answers = Vec::new();
    loop {
        match one(stream, false) {
            Ok(Some(answer)) => answers.push(answer),
            Ok(None) => return Ok(answers),
            Err(error) if matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset) => {
                return Ok(answers);
            }
            Err(error) => return Err(error),
        }
    }
}

/// Reads one answer; `None` if the connection closed before it.
fn one(stream: &mut BufReader<TcpStream>, is_head: bool) -> io::Result<Option<Answer>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_until(b'\n', &mut head) {
            Ok(1..) => {}
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                return Err(error);
            }
            Ok(0) | Err(_) if head.is_empty() => return Ok(None),
            Ok(0) | Err(_) => return Err(ErrorKind::UnexpectedEof.into()),
        }
    }
    let mut headers = [EMPTY_HEADER; 64];
    let mut response = httparse::Response::new(&mut headers);
    response.parse(&head).map_err(|error| invalid(format!("not HTTP ({error})"), &head))?;
    let status = response.code.unwrap_or_default();
    if status == 100 {
        return one(stream, is_head);
    }
    let headers = response.headers.iter();
    let headers = headers
        .map(|header| (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).into_owned()))
        .collect();
    let mut answer = Answer { status, headers, body: Vec::new(), is_open_ended: false };
    if is_head || status == 204 || status == 304 {
        return Ok(Some(answer));
    }
    let length = answer.header("content-length");
    if answer.header("transfer-encoding") == "chunked" {
        answer.body = unchunked(stream)?;
    } else if length.is_empty() {
        answer.is_open_ended = true;
        stream.read_to_end(&mut answer.body)?;
    } else {
        let length = length.parse().map_err(|_| invalid("invalid length", &head))?;
        answer.body.resize(length, 0);
        stream.read_exact(&mut answer.body)?;
    }
    Ok(Some(answer))
}

fn unchunked(stream: &mut BufReader<TcpStream>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = Vec::new();
        stream.read_until(b'\n', &mut line)?;
        let length = match httparse::parse_chunk_size(&line) {
            Ok(Status::Complete((_, length))) => length as usize,
            Ok(Status::Partial) => return Err(ErrorKind::UnexpectedEof.into()),
            Err(_) => return Err(invalid("a broken chunk", &line)),
        };
        let mut chunk = vec![0; length + 2]; // with the end of its line
        stream.read_exact(&mut chunk)?;
        if length == 0 {
            return Ok(body);
        }
        body.extend_from_slice(&chunk[..length]);
    }
}
