//! Parses metrics strictly by the OpenMetrics text format.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::net::TcpStream;

use crate::support::read;

/// The value of each series, by its name with labels as written.
pub struct Scrape(BTreeMap<String, f64>);

/// A metric family, which its series follow.
struct Family {
    name: String,
    kind: String,
}

impl Scrape {
    /// Reads the metrics at an address.
    pub fn of(address: &str) -> Self {
        let answer = ask(address, "/metrics");
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        assert!(head.to_lowercase().contains("content-type: application/openmetrics-text; version=1.0.0"));
        Self::parse(body)
    }

    fn parse(text: &str) -> Self {
        let text = text.strip_suffix("# EOF\n").expect("it ends with EOF and nothing more");
        let (mut series, mut families) = (BTreeMap::new(), BTreeSet::new());
        let mut family = None;
        for line in text.lines() {
            match line.strip_prefix("# ") {
                Some(about) => describe(about, &mut family, &mut families),
                None => {
                    let (name, value) = line.rsplit_once(' ').unwrap_or_else(|| panic!("no value: {line}"));
                    check_series(name, family.as_ref().unwrap());
                    let value: f64 = value.parse().unwrap_or_else(|_| panic!("not a number: {line}"));
                    assert!(series.insert(name.to_owned(), value).is_none(), "twice: {line}");
                }
            }
        }
        let scrape = Self(series);
        scrape.check_histograms();
        scrape
    }

    /// The value of a series, or 0 if it is missing.
    pub fn value(&self, series: &str) -> f64 {
        self.0.get(series).copied().unwrap_or_default()
    }

    pub fn series(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Buckets are cumulative, and the last one has all values.
    fn check_histograms(&self) {
        let mut classes = BTreeMap::<String, Vec<(f64, f64)>>::new();
        for (series, value) in &self.0 {
            let Some((name, labels)) = series.split_once("_bucket{") else { continue };
            let (bounds, labels): (Vec<_>, Vec<_>) =
                labels.trim_end_matches('}').split(',').partition(|label| label.starts_with("le="));
            let bound = bounds[0].trim_start_matches("le=").trim_matches('"').parse().unwrap();
            let count = format!("{name}_count{{{}}}", labels.join(","));
            classes.entry(count).or_default().push((bound, *value));
        }
        assert!(!classes.is_empty(), "no histogram");
        for (count, mut classes) in classes {
            classes.sort_by(|a, b| a.0.total_cmp(&b.0));
            assert!(classes.windows(2).all(|two| two[0].1 <= two[1].1), "{count}: {classes:?}");
            assert_eq!(classes.last(), Some(&(f64::INFINITY, self.0[&count])), "{count}");
        }
    }
}

/// Sends a GET request and returns the answer.
pub fn ask(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").unwrap();
    read(stream)
}

/// Reads a comment line of a family: help comes first, then type and unit.
fn describe(about: &str, family: &mut Option<Family>, families: &mut BTreeSet<String>) {
    let [what, name, text] = about.splitn(3, ' ').collect::<Vec<_>>()[..] else { panic!("{about}") };
    match what {
        "HELP" => {
            assert!(families.insert(name.into()), "{name} comes twice");
            assert!(text.ends_with('.') && text.len() > 5, "no help: {about}");
            *family = Some(Family { name: name.into(), kind: String::new() });
        }
        "TYPE" => {
            let family = family.as_mut().filter(|family| family.name == name).expect(about);
            assert!(["counter", "gauge", "histogram", "info"].contains(&text), "{about}");
            family.kind = text.into();
        }
        "UNIT" => assert!(name.ends_with(&format!("_{text}")), "{about}"),
        _ => panic!("{about}"),
    }
}

/// Checks that a series has its family's name with a suffix of its type, and well-formed labels.
fn check_series(series: &str, family: &Family) {
    let (name, labels) = series.split_once('{').map_or((series, None), |(name, labels)| (name, Some(labels)));
    let ending = name.strip_prefix(&family.name).unwrap_or_else(|| panic!("{series} in {}", family.name));
    let endings: &[&str] = match family.kind.as_str() {
        "counter" => &["_total"],
        "gauge" => &[""],
        "info" => &["_info"],
        "histogram" => &["_bucket", "_sum", "_count"],
        kind => panic!("{kind}"),
    };
    assert!(endings.contains(&ending), "{series} of a {}", family.kind);
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == ':'), "{series}");
    let Some(labels) = labels else { return };
    let labels = labels.strip_suffix('}').unwrap_or_else(|| panic!("{series}"));
    for label in labels.split("\",") {
        let (name, value) = label.split_once("=\"").unwrap_or_else(|| panic!("{series}"));
        assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !name.is_empty(), "{series}");
        assert!(!value.trim_end_matches('"').contains(['"', '\\', '\n']), "{series}");
    }
}
