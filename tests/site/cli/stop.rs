//! Stopping: no request is lost.

use std::io::{BufRead, BufReader, Error, Read, Write};
use std::net::TcpStream;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Running, plain, wait_until};

const PATIENCE: Duration = Duration::from_secs(20);

/// A connection that is kept as long as the server wants to.
struct Kept {
    stream: BufReader<TcpStream>,
    answers: usize,
}

impl Kept {
    fn open(address: &str) -> Result<Self, Error> {
        let stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::new(stream), answers: 0 })
    }

    /// Sends a request, and returns the head of the answer.
    fn get(&mut self, path: &str) -> Result<String, Error> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: test\r\n\r\n");
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.stream.read_line(&mut head)? == 0 {
                return Err(Error::other(format!("closed after {head:?}")));
            }
        }
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
        let mut body = vec![0; length.parse().unwrap()];
        self.stream.read_exact(&mut body)?;
        self.answers += 1;
        Ok(head.to_lowercase())
    }
}

fn start(folder: &tempfile::TempDir, drain: &str) -> Running {
    Running::start(plain().current_dir(folder.path()).env("METIER_DRAIN", drain))
}

fn ends(site: &mut Running) {
    let has_ended = || site.child.try_wait().unwrap().is_some();
    wait_until(PATIENCE, has_ended, || "it goes on".into());
    assert!(site.child.wait().unwrap().success());
}

#[test]
fn a_draining_instance_answers_everything_but_is_not_ready() {
    let folder = tempfile::tempdir().unwrap();
    let mut site = start(&folder, "3000");
    let mut kept = [Kept::open(&site.address).unwrap(), Kept::open(&site.address).unwrap()];
    for one in &mut kept {
        assert!(!one.get("/about").unwrap().contains("connection: close"));
    }
    site.signal("TERM");
    let ready = || site.get("/readyz");
    wait_until(PATIENCE, || ready().starts_with("HTTP/1.1 503"), || "it stays ready".into());
    assert!(ready().ends_with("draining: this instance is about to stop\n"), "{}", ready());
    for (one, path) in kept.iter_mut().zip(["/about", "/search?q=developer"]) {
        let head = one.get(path).unwrap();
        assert!(head.starts_with("http/1.1 200") && head.contains("connection: close"), "{head}");
        assert!(one.get(path).is_err(), "the connection is closed");
    }
    assert!(site.get("/healthz").starts_with("HTTP/1.1 200"), "new connections are accepted");
    let again = Instant::now();
    site.signal("INT");
    ends(&mut site);
    assert!(again.elapsed() < PATIENCE, "a second signal ends the draining");
}

/// Sends requests all the time until the server refuses, on one connection as long as the server keeps it. Returns the
/// number of requests and what was lost: requests on connections that the server had used before, and all that were
/// sent while it was sure to accept connections.
fn send_through_a_stop(address: &str, open_until: impl Fn() -> bool) -> (usize, Vec<String>) {
    let (mut sent, mut lost, mut kept) = (0, Vec::new(), None);
    loop {
        let was_open = open_until();
        let opened = kept.take().map_or_else(|| Kept::open(address), Ok);
        let mut connection = match opened {
            Ok(connection) => connection,
            Err(error) if was_open => break lost.push(format!("connecting: {error}")),
            Err(_) => break,
        };
        sent += 1;
        match connection.get("/about") {
            Ok(head) if head.contains("connection: close") => {}
            Ok(_) => kept = Some(connection),
            Err(error) if was_open || connection.answers > 0 => {
                lost.push(format!("after {} answers: {error}", connection.answers));
            }
            Err(_) => {}
        }
    }
    (sent, lost)
}

fn assert_nothing_is_lost(drain: u64) {
    let folder = tempfile::tempdir().unwrap();
    let mut site = start(&folder, &drain.to_string());
    let is_told = OnceLock::<Instant>::new();
    let address = site.address.clone();
    let open_until = || is_told.get().is_none_or(|at| at.elapsed() < Duration::from_secs(drain));
    let all = thread::scope(|scope| {
        let clients = [(); 8].map(|()| scope.spawn(|| send_through_a_stop(&address, open_until)));
        thread::sleep(Duration::from_millis(500));
        // Noted before the signal, so that the draining lasts at least as long as clients believe.
        is_told.set(Instant::now()).unwrap();
        site.signal("TERM");
        ends(&mut site);
        clients.map(|client| client.join().unwrap())
    });
    let (sent, lost): (Vec<usize>, Vec<Vec<String>>) = all.into_iter().unzip();
    assert!(sent.iter().all(|sent| *sent > 10), "{sent:?}");
    assert_eq!(lost.concat(), [] as [String; 0], "of {sent:?} requests");
}

#[test]
fn clients_that_keep_connections_lose_no_request_at_a_stop() {
    for _ in 0..3 {
        assert_nothing_is_lost(0);
    }
}

#[test]
fn clients_lose_no_request_while_an_instance_drains() {
    assert_nothing_is_lost(1);
}
