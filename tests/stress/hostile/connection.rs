//! Connections, and reading answers from them.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::thread::sleep;
use std::time::Duration;

use httparse::{EMPTY_HEADER, Status};

use super::answer::Answer;
use super::requests::{Request, Sending};

/// How long an answer may take.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// The pause between the halves of a request: long enough for the server to read the first one alone.
const PAUSE: Duration = Duration::from_millis(2);

/// A connection to the site, opened again when the site closes it.
pub struct Connection {
    address: String,
    stream: Option<TcpStream>,
    /// The last request sent over it, for error messages.
    before: Vec<u8>,
}

impl Connection {
    /// A connection to an address, opened when it is needed.
    pub fn new(address: &str) -> Self {
        Self { address: address.into(), stream: None, before: Vec::new() }
    }

    /// Sends a request, and reads one answer or all answers until the connection closes.
    ///
    /// # Errors
    /// Says why an answer isn't valid HTTP, or that there is none in time.
    pub fn send(&mut self, request: &Request) -> Result<Vec<Answer>, String> {
        match request.sending {
            Sending::Cut(length) => {
                // It doesn't matter whether all of it arrives.
                open(&self.address)?.write_all(&request.bytes[..length]).ok();
                Ok(Vec::new())
            }
            Sending::Alone => {
                let mut stream = open(&self.address)?;
                stream.write_all(&request.bytes).ok();
                stream.shutdown(Shutdown::Write).ok();
                let bytes = to_end(&mut stream)?;
                all(&bytes)
            }
            Sending::Whole | Sending::Halves(_) => self.ask(request).map(|answer| vec![answer]),
        }
    }

    /// Sends a request over the persistent connection.
    fn ask(&mut self, request: &Request) -> Result<Answer, String> {
        let is_kept = self.stream.is_some();
        let mut stream = self.stream.take().map_or_else(|| open(&self.address), Ok)?;
        // The site may refuse a request without reading all of it.
        let half = if let Sending::Halves(at) = request.sending { at } else { 0 };
        stream.write_all(&request.bytes[..half]).ok();
        if half > 0 {
            sleep(PAUSE);
        }
        stream.write_all(&request.bytes[half..]).ok();
        match one(&mut stream, request.is_head) {
            // The site closed the connection after the last answer, so this isn't the fault of the request.
            Err(Failed::Nothing) if is_kept => self.ask(request),
            Err(Failed::Nothing) => Err("the connection closed without an answer".into()),
            Err(Failed::Wrong(why)) if is_kept => {
                let before = &self.before[..self.before.len().min(1_000)];
                Err(format!("{why}; after {}", before.escape_ascii()))
            }
            Err(Failed::Wrong(why)) => Err(why),
            Ok(answer) => {
                self.before.clone_from(&request.bytes);
                let goes_on = answer.length.is_some() && !answer.header("connection").contains("close");
                self.stream = goes_on.then_some(stream);
                Ok(answer)
            }
        }
    }
}

/// Why there is no answer.
enum Failed {
    /// Nothing came.
    Nothing,
    /// What came is invalid or late.
    Wrong(String),
}

fn open(address: &str) -> Result<TcpStream, String> {
    let opened = TcpStream::connect(address).and_then(|stream| {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        Ok(stream)
    });
    opened.map_err(|error| format!("can’t connect: {error}"))
}

fn to_end(stream: &mut TcpStream) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Err(error) if is_late(&error) => Err(format!("open after {PATIENCE:?}: {}", bytes.escape_ascii())),
        // The connection is reset if the site stops reading; what came before that counts.
        _ => Ok(bytes),
    }
}

fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

/// Reads one answer.
fn one(stream: &mut TcpStream, is_head: bool) -> Result<Answer, Failed> {
    let mut bytes = Vec::new();
    loop {
        if let Some((answer, _)) = parsed(&bytes, is_head, false).map_err(Failed::Wrong)? {
            return Ok(answer);
        }
        let mut more = [0; 16_384];
        match stream.read(&mut more) {
            Err(error) if is_late(&error) => {
                return Err(Failed::Wrong(format!(
                    "no whole answer in {PATIENCE:?}: {}",
                    bytes.escape_ascii()
                )));
            }
            Ok(0) | Err(_) if bytes.is_empty() => return Err(Failed::Nothing),
            Ok(0) | Err(_) => {
                let last = parsed(&bytes, is_head, true).map_err(Failed::Wrong)?;
                let broken = || Failed::Wrong(format!("half an answer: {}", bytes.escape_ascii()));
                return last.map(|(answer, _)| answer).ok_or_else(broken);
            }
            Ok(length) => bytes.extend_from_slice(&more[..length]),
        }
    }
}

/// All answers in the bytes that came before the connection closed. The last one may be incomplete.
fn all(mut bytes: &[u8]) -> Result<Vec<Answer>, String> {
    let mut answers = Vec::new();
    while !bytes.is_empty() {
        let Some((answer, length)) = parsed(bytes, false, true)? else { break };
        bytes = &bytes[length..];
        answers.push(answer);
    }
    Ok(answers)
}

/// The first answer in `bytes` and its end; `None` if it is incomplete. `is_end`: no more bytes will come.
fn parsed(bytes: &[u8], is_head: bool, is_end: bool) -> Result<Option<(Answer, usize)>, String> {
    let mut headers = [EMPTY_HEADER; 64];
    let mut response = httparse::Response::new(&mut headers);
    let wrong = |why: String| format!("{why}: {}", bytes[..bytes.len().min(2_000)].escape_ascii());
    let start = match response.parse(bytes).map_err(|error| wrong(format!("not HTTP ({error})")))? {
        Status::Partial => return Ok(None),
        Status::Complete(start) => start,
    };
    let status = response.code.unwrap_or_default();
    let headers = response.headers.iter();
    let headers: Vec<(String, String)> = headers
        .map(|header| (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).into_owned()))
        .collect();
    if status == 100 {
        let after = parsed(&bytes[start..], is_head, is_end)?;
        return Ok(after.map(|(answer, length)| (answer, start + length)));
    }
    let mut answer = Answer { status, headers, body: Vec::new(), length: Some(0) };
    if is_head || status == 204 || status == 304 {
        return Ok(Some((answer, start)));
    }
    let rest = &bytes[start..];
    if answer.header("transfer-encoding") == "chunked" {
        let Some((body, length)) = unchunked(rest).map_err(|why| wrong(why.into()))? else { return Ok(None) };
        answer.body = body;
        return Ok(Some((answer, start + length)));
    }
    match answer.header("content-length") {
        "" => {
            (answer.body, answer.length) = (rest.to_vec(), None);
            Ok(is_end.then_some((answer, bytes.len())))
        }
        length => {
            let length: usize = length.parse().map_err(|_| wrong("invalid length".into()))?;
            let Some(body) = rest.get(..length) else { return Ok(None) };
            answer.body = body.to_vec();
            Ok(Some((answer, start + length)))
        }
    }
}

/// The contents of chunks and their end; `None` if they are incomplete.
fn unchunked(bytes: &[u8]) -> Result<Option<(Vec<u8>, usize)>, &'static str> {
    let (mut body, mut at) = (Vec::new(), 0);
    loop {
        match httparse::parse_chunk_size(&bytes[at..]).map_err(|_| "a broken chunk")? {
            Status::Partial => return Ok(None),
            Status::Complete((start, length)) => {
                let (begin, end) = (at + start, at + start + length as usize);
                if bytes.len() < end + 2 {
                    return Ok(None);
                }
                body.extend_from_slice(&bytes[begin..end]);
                at = end + 2;
                if length == 0 {
                    return Ok(Some((body, at)));
                }
            }
        }
    }
}
