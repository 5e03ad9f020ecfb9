//! Link checks against a small local server.

use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use metier::outward::{is_public, public_web, unanswered};

/// A server that answers by path, such as `/404` or `/302?to=…`, and counts its requests; `/no-head` rejects HEAD.
fn server() -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, count) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
    let counted = count.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let Some(Ok(first)) = lines.next() else { continue };
            while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            counted.fetch_add(1, Ordering::SeqCst);
            let answer = match first.split(' ').collect::<Vec<_>>()[..] {
                ["HEAD", "/no-head", _] => "405 No\r\n".into(),
                [_, path, _] if path.starts_with("/302") => {
                    format!("302 Found\r\nLocation: {}\r\n", path.split_once("to=").unwrap().1)
                }
                [_, "/404", _] => "404 Gone\r\n".into(),
                _ => "200 OK\r\n".to_owned(),
            };
            let answer = format!("HTTP/1.1 {answer}Content-Length: 0\r\nConnection: close\r\n\r\n");
            stream.write_all(answer.as_bytes()).ok();
        }
    });
    (address, count)
}

#[test]
fn only_dead_links_are_reported_each_with_a_reason() {
    let (address, _) = server();
    let url = |path: &str| format!("http://{address}{path}");
    let loops = url("/302?to=/302?to=/302?to=/302?to=/302?to=/200");
    let urls = vec![
        url("/200"),
        url("/no-head"),
        url("/302?to=/200"),
        url("/404"),
        url("/302?to=/404"),
        loops.clone(),
    ];
    let found = unanswered(urls, |_| Ok(()));
    assert_eq!(found.get(&url("/404")).unwrap(), "answers 404");
    assert_eq!(found.get(&url("/302?to=/404")).unwrap(), "answers 404");
    assert_eq!(found.get(&loops).unwrap(), "redirects too many times");
    assert_eq!(found.len(), 3, "{found:?}");
}

#[test]
fn an_unknown_host_is_reported() {
    let url = "http://careers.invalid/job".to_owned(); // never resolves (RFC 6761)
    let found = unanswered(vec![url.clone()], public_web);
    assert_eq!(found[&url], "the host doesn’t exist");
}

#[test]
fn forbidden_addresses_are_never_requested_in_any_notation() {
    let (address, count) = server();
    let port = address.port();
    let hosts = ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1"];
    let mut urls: Vec<String> = hosts.iter().map(|host| format!("http://{host}:{port}/200")).collect();
    urls.extend(["ftp://1.1.1.1/", "file:///etc/passwd", "http://"].map(String::from));
    let all = urls.len();
    let found = unanswered(urls, public_web);
    assert_eq!((found.len(), count.load(Ordering::SeqCst)), (all, 0), "{found:?}");
    let refused = "isn’t on the public internet, so it wasn’t checked";
    assert_eq!(found[&format!("http://127.0.0.1:{port}/200")], refused);
}

#[test]
fn a_redirect_to_a_forbidden_address_is_not_followed() {
    let ((first, _), (second, count)) = (server(), server());
    // Both names lead to this machine, but only 127.0.0.1 is allowed.
    fn is_first(address: SocketAddr) -> Result<(), &'static str> {
        if address.ip() == IpAddr::from([127, 0, 0, 1]) { Ok(()) } else { Err("isn’t the first") }
    }
    let url = format!("http://{first}/302?to=http://127.0.0.2:{}/200", second.port());
    let found = unanswered(vec![url.clone()], is_first);
    assert_eq!(found[&url], "isn’t the first");
    assert_eq!(count.load(Ordering::SeqCst), 0);
}

#[test]
fn only_web_ports_are_requested() {
    for (address, is_asked) in [
        ("1.1.1.1:80", true),
        ("1.1.1.1:443", true),
        ("1.1.1.1:22", false),
        ("[2606:4700::1111]:6379", false),
    ] {
        assert_eq!(public_web(address.parse().unwrap()).is_ok(), is_asked, "{address}");
    }
    let url = "http://1.1.1.1:6379/".to_owned();
    let found = unanswered(vec![url.clone()], public_web);
    assert_eq!(found[&url], "uses a port other than 80 and 443, so it wasn’t checked");
}

#[test]
fn private_and_reserved_addresses_are_not_public() {
    for public in ["1.1.1.1", "93.184.216.34", "172.32.0.1", "2606:4700::1111", "::ffff:1.1.1.1"] {
        assert!(is_public(public.parse().unwrap()), "{public}");
    }
    let kept = "0.0.0.0 0.1.2.3 127.0.0.1 127.9.9.9 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 \
        100.64.0.1 192.0.0.8 192.0.2.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 \
        ::ffff:127.0.0.1 ::127.0.0.1 fe80::1 fc00::1 fd00::1 ff02::1 fec0::1 64:ff9b::a00:1 2001::1 \
        2001:db8::1 2002:7f00:1::";
    for kept in kept.split(' ') {
        assert!(!is_public(kept.parse().unwrap()), "{kept}");
    }
}
