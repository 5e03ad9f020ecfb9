//! A thousand deliberately slow clients, and a visitor who notices nothing.

use std::fs;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use actix_web::rt::System;
use actix_web::rt::net::TcpStream;
use actix_web::rt::time::{sleep, timeout};
use futures_util::future::{join, join_all, join3};
use metier::import::bundle;
use socket2::SockRef;

use crate::support::{Running, TestDb, metier, skip, wait_until};

/// How many clients send the head slowly, how many the body, and how many don't read the answer.
const SLOW: [usize; 3] = [490, 490, 20];
/// How many files the test and the server must each be able to open.
const FILES: u64 = 4_096;
/// The pause between the bytes of a slow client.
const PAUSE: Duration = Duration::from_secs(1);
/// Longer than the longest timeout.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long the visitor sends requests: less than the shortest timeout.
const VISIT: Duration = Duration::from_secs(5);
/// How many of a hundred answers must be faster than a limit. A debug build shares the machine with other tests, which
/// delay some answers; slow clients would delay all of them.
const QUICK: (usize, Duration) = match cfg!(debug_assertions) {
    true => (50, Duration::from_millis(250)),
    false => (99, Duration::from_millis(50)),
};

/// Lets only one test run its thousand clients at a time.
static ALONE: Mutex<()> = Mutex::new(());

const HEAD: &str = "GET / HTTP/1.1\r\nHost: test\r\nX-Slow: ";
const POST: &str = "POST /sign-in HTTP/1.1\r\nHost: test\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 1000\r\n\
     Content-Type: application/x-www-form-urlencoded\r\n\r\nemail=";
const GET: &str = "GET / HTTP/1.1\r\nHost: test\r\n\r\n";

/// Sends the beginning of a request, then single bytes until the server closes the connection. Returns the answer.
async fn dribble(address: &str, beginning: &str) -> String {
    let stream = TcpStream::connect(address).await.unwrap();
    write(&stream, beginning.as_bytes()).await;
    drip(&stream).await
}

/// Sends single bytes until the server closes the connection. Returns the answer.
async fn drip(stream: &TcpStream) -> String {
    let mut answer = Vec::new();
    loop {
        match timeout(PAUSE, stream.readable()).await {
            Err(_) => drop(stream.try_write(b"a")),
            Ok(_) => {
                let mut bytes = [0; 4_096];
                match stream.try_read(&mut bytes) {
                    Ok(0) => return String::from_utf8(answer).unwrap(),
                    Ok(length) => answer.extend_from_slice(&bytes[..length]),
                    Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                    Err(error) => return format!("{error}, after {}", String::from_utf8_lossy(&answer)),
                }
            }
        }
    }
}

/// Waits for a part of an answer.
async fn read_some(stream: &TcpStream) -> Vec<u8> {
    let mut bytes = vec![0; 4_096];
    loop {
        stream.readable().await.unwrap();
        match stream.try_read(&mut bytes) {
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
            read => {
                bytes.truncate(read.unwrap());
                return bytes;
            }
        }
    }
}

/// Requests more than the buffers of a connection hold, and returns the connection, with everything unread.
async fn ask_and_ignore(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).await.unwrap();
    SockRef::from(&stream).set_recv_buffer_size(4_096).unwrap();
    write(&stream, GET.repeat(1_000).as_bytes()).await;
    stream
}

async fn write(stream: &TcpStream, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        // A server whose answers aren't read may stop reading, too.
        if timeout(PAUSE, stream.writable()).await.is_err() {
            return;
        }
        bytes = &bytes[stream.try_write(bytes).unwrap_or_default()..];
    }
}

/// The number of connections that the server has accepted and not closed yet, according to the kernel.
fn connections(server: &Running) -> usize {
    let port: u16 = server.address.rsplit(':').next().unwrap().parse().unwrap();
    let (port, table) = (format!(":{port:04X}"), fs::read_to_string("/proc/net/tcp").unwrap());
    let is_its = |line: &&str| {
        let fields: Vec<_> = line.split_whitespace().collect();
        // 0A is the listening socket, and sockets that no process holds have inode 0.
        fields[1].ends_with(&port) && fields[3] != "0A" && fields[9] != "0"
    };
    table.lines().skip(1).filter(is_its).count()
}

/// Waits until the number of connections of the server meets a condition.
fn wait_for(server: &Running, is_so: impl Fn(usize) -> bool) {
    let there = || format!("there are {} connections", connections(server));
    wait_until(PATIENCE, || is_so(connections(server)), there);
}

/// Requests cached pages and searches. Returns how long each answer took, the longest last.
fn visit(server: &Running) -> Vec<Duration> {
    let (started, mut times) = (Instant::now(), Vec::new());
    for path in
        ["/", "/search?q=developer", "/careers/back-end-developer", "/search/suggest?q=dev"].iter().cycle()
    {
        let asked = Instant::now();
        let answer = server.get(path);
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
        times.push(asked.elapsed());
        if started.elapsed() > VISIT {
            break;
        }
    }
    times.sort();
    times
}

on_both!(a_thousand_slow_clients_delay_nobody_else);
fn a_thousand_slow_clients_delay_nobody_else(db: TestDb) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let files = rlimit::increase_nofile_limit(FILES).unwrap();
    if files < FILES {
        return skip(module_path!(), &format!("only {files} files may be open"));
    }
    db.db.write_now(bundle::store_starter).unwrap();
    // The in-flight limit is below the number of slow clients, and all of them have the same address.
    let server = Running::start(metier(&db).env("METIER_REQUESTS", "8").env("METIER_RATE_LIMIT", "0"));
    server.get("/");
    let address = server.address.clone();
    let slow = thread::spawn(move || System::new().block_on(be_slow(&address)));
    let all: usize = SLOW.iter().sum();
    wait_for(&server, |there| there >= all);
    // Waits until the server has answered the clients that don't read, as far as the buffers allow.
    server.get("/search?q=developer");
    let times = visit(&server);
    assert!(connections(&server) >= all, "all slow clients stayed connected");
    let (share, most) = QUICK;
    let took = times[times.len() * share / 100];
    assert!(took < most, "{share} of 100 take up to {took:?}; the longest {:?}", times.last());
    let (answers, unread) = slow.join().unwrap();
    for answer in answers {
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    }
    assert_eq!(connections(&server), unread.len(), "those that don’t read have a longer timeout");
    wait_for(&server, |there| there == 0);
    assert!(server.get("/search?q=developer").starts_with("HTTP/1.1 200"));
}

/// How long the head of a request may take.
const OF_HEAD: Duration = Duration::from_secs(10);

#[test]
fn later_heads_have_the_timeout_of_the_first() {
    let db = TestDb::sqlite();
    let server = Running::start(&mut metier(&db));
    let address = &server.address;
    System::new().block_on(async {
        let began = Instant::now();
        let drips = [format!("{GET}{HEAD}"), format!("{GET}{GET}G"), GET.into()].map(async |beginning| {
            let dribbled = timeout(PATIENCE, dribble(address, &beginning)).await;
            let answer = dribbled.unwrap_or_else(|_| panic!("no timeout for a later head"));
            assert!(answer.contains("HTTP/1.1 200"), "{answer}");
            assert!(began.elapsed() > OF_HEAD, "after {:?}: {answer}", began.elapsed());
        });
        // A body that nobody reads, after its answer.
        let unread = async {
            let beginning =
                "GET /healthz HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n";
            let answer = timeout(PATIENCE, dribble(address, beginning)).await.expect("a timeout");
            assert!(answer.contains("HTTP/1.1 200"), "{answer}");
        };
        let idle = async {
            let stream = TcpStream::connect(address).await.unwrap();
            for _ in 0..2 {
                write(&stream, b"GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n").await;
                let answer = timeout(PATIENCE, read_some(&stream)).await.unwrap();
                assert!(answer.starts_with(b"HTTP/1.1 200"), "idle connections stay open");
                sleep(OF_HEAD + PAUSE).await;
            }
            write(&stream, POST.as_bytes()).await;
            let slowly = timeout(PATIENCE, drip(&stream)).await.unwrap();
            assert!(slowly.starts_with("HTTP/1.1 408"), "bodies have their own timeout: {slowly}");
        };
        join3(join_all(drips), unread, idle).await;
    });
}

/// Runs a thousand slow clients until the server has closed those that send slowly. Returns their answers, and the
/// connections of those that don't read.
async fn be_slow(address: &str) -> (Vec<String>, Vec<std::net::TcpStream>) {
    let [heads, bodies, unread] = SLOW;
    let slow = [HEAD].repeat(heads).into_iter().chain([POST].repeat(bodies));
    let slow = join_all(slow.map(|beginning| dribble(address, beginning)));
    let unread = join_all((0..unread).map(|_| ask_and_ignore(address)));
    let (answers, unread) = join(slow, unread).await;
    (answers, unread.into_iter().map(|stream| stream.into_std().unwrap()).collect())
}
