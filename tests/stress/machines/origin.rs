//! The addresses of clients behind a proxy.

use std::io::Write;
use std::net::{SocketAddr, TcpStream};

use socket2::{Domain, Socket, Type};

use super::proxy::Program;
use crate::support::{Running, TestDb, metier, read};

/// Searches from an address of this machine with headers, and returns the status.
fn search(address: &str, from: [u8; 4], headers: &str) -> String {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.bind(&SocketAddr::from((from, 0)).into()).unwrap();
    socket.connect(&address.parse::<SocketAddr>().unwrap().into()).unwrap();
    let mut stream: TcpStream = socket.into();
    write!(stream, "GET /search?q=x HTTP/1.1\r\nHost: test\r\n{headers}Connection: close\r\n\r\n").unwrap();
    read(stream).split(' ').nth(1).unwrap().to_owned()
}

#[test]
fn a_client_behind_a_proxy_is_counted_by_its_own_address() {
    let db = TestDb::sqlite();
    for program in Program::installed(module_path!()) {
        let settings = [("METIER_PROXIES", "127.0.0.1"), ("METIER_RATE_LIMIT", "1")];
        let instances = [Running::start(metier(&db).envs(settings))];
        let proxy = program.start(&instances);
        let passes = |from, claim| {
            let passed = (0..1_000).take_while(|_| search(&proxy.address, from, claim) != "429").count();
            assert!(passed < 1_000, "it is never refused");
            passed
        };
        assert!(passes([127, 0, 0, 2], "") >= 10);
        for claim in ["X-Forwarded-For: 198.51.100.9\r\n", "Forwarded: for=198.51.100.9\r\n"] {
            assert!(passes([127, 0, 0, 2], claim) < 10, "{claim}");
        }
        assert!(passes([127, 0, 0, 3], "") >= 10, "another client");
    }
}
