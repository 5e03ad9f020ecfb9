//! The files in `packaging/` fit the program and each other.

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join("packaging").join(file)).unwrap()
}

/// The number after a word.
fn number(text: &str, word: &str) -> u64 {
    let (_, rest) = text.split_once(word).unwrap_or_else(|| panic!("{word} is missing"));
    let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// Requests in flight have 30 seconds, clients with open connections 1.
const FINISHING: u64 = 31;

#[test]
fn packages_set_only_variables_that_the_program_reads() {
    let settings = fs::read_to_string(root().join("src/config.rs")).unwrap();
    // A password that only compose.yaml uses.
    let own = ["METIER_DATABASE_PASSWORD"];
    let mut found = 0;
    for file in ["container/compose.yaml", "container/Containerfile", "debian/metier.conf"] {
        let text = read(file);
        let words = text.split(|c: char| !c.is_ascii_uppercase() && c != '_');
        for word in words.filter(|word| word.starts_with("METIER_") || word.starts_with("DATABASE_")) {
            found += 1;
            let is_known = own.contains(&word) || settings.contains(&format!("env = \"{word}\""));
            assert!(is_known, "{file} sets {word}");
        }
    }
    assert!(found > 8, "{found}");
}

#[test]
fn compose_names_files_services_and_times_that_fit_together() {
    let compose = read("container/compose.yaml");
    let context = root().join("packaging/container/../..");
    assert!(compose.contains("context: ../.., dockerfile: packaging/container/Containerfile"));
    assert!(context.join("packaging/container/Containerfile").is_file());
    let mounted = compose.split("\"./").skip(1).map(|rest| rest.split(':').next().unwrap());
    let mounted: Vec<&str> = mounted.collect();
    assert_eq!(mounted, ["haproxy.cfg"]);
    assert!(root().join("packaging/container/haproxy.cfg").is_file());

    let proxy = read("container/haproxy.cfg");
    let servers = proxy.lines().filter_map(|line| line.trim().strip_prefix("server "));
    let servers: Vec<&str> = servers.collect();
    assert_eq!(servers, ["first first:8080", "second second:8080"]);
    for server in servers {
        let name = server.split(' ').next().unwrap();
        assert!(compose.contains(&format!("\n  {name}: *metier\n")), "there is no service {name}");
    }
    let port = number(&read("container/Containerfile"), "METIER_LISTEN=0.0.0.0:");
    assert_eq!((port, number(&compose, "ports: [\"8080:")), (8080, 8080));

    // The proxy believes the third failed check.
    let noticed = 3 * number(&proxy, "check inter ");
    let drain = number(&compose, "METIER_DRAIN:");
    assert!(drain * 1_000 > noticed, "the proxy notices after {noticed} ms, the instance drains {drain} s");
    assert!(number(&compose, "stop_grace_period:") > drain + FINISHING);
}

#[test]
fn the_unit_never_gives_up_and_waits_for_requests_in_flight() {
    let unit = read("debian/metier.service");
    assert_eq!(number(&unit, "\nStartLimitIntervalSec="), 0);
    assert!(unit.contains("\nRestart=on-failure\n") && number(&unit, "\nRestartSec=") <= 2);
    let suggested = number(&read("debian/metier.conf"), "#METIER_DRAIN=");
    assert!(number(&unit, "\nTimeoutStopSec=") > suggested + FINISHING);
}
