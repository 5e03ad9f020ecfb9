//! `metier export-site`: the public site as files.

mod runs;

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::SystemTime;

use metier::import::bundle;
use metier::models::{imported, publication};
use scraper::{Html, Selector};
use tempfile::TempDir;

use crate::support::careers::{actor, change, summarise};
use crate::support::{Answer, HOSTILE, TestDb, Visitor, entry, full, metier, prepare, slug};

const MANIFEST: &str = ".metier-export";

/// Files by name, with their content and modification time.
type Files = BTreeMap<String, (Vec<u8>, SystemTime)>;

/// Exports with the settings of the test site and returns the report.
fn export(db: &TestDb, folder: &Path) -> String {
    let mut command = metier(db);
    command.args(["export-site", "--site-name", "Testing", "--base-url", "https://careers.example"]);
    let output = command.arg("--quiet").arg(folder).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for found in fs::read_dir(next).unwrap() {
            let found = found.unwrap();
            if found.file_type().unwrap().is_dir() {
                folders.push(found.path());
                continue;
            }
            let name = found.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            let written = found.metadata().unwrap().modified().unwrap();
            files.insert(name, (fs::read(found.path()).unwrap(), written));
        }
    }
    files
}

/// Stores the starter set, a hostile career, and one with an old slug, a code, an earlier revision and every field.
/// Returns the id of the last.
fn fill(db: &TestDb) -> i64 {
    db.db.write_now(bundle::store_starter).unwrap();
    prepare(&db.db);
    let mut hostile = entry("Hostile");
    hostile.profile.title = HOSTILE.into();
    hostile.profile.summary =
        "[up](/../../x) [dead](/careers/nobody) [desk](/admin) [back](/careers/actuary/)".into();
    let mut tapper = full("Wiretapper", "actuary");
    tapper.profile.onet_code = Some("33-3021.00".into());
    let entries = [tapper, entry("Actuary"), hostile];
    let ids = db.db.write_now(|conn| imported::save(conn, &actor(), &entries)).unwrap();
    let listener = ids[0];
    summarise(&db.db, listener, 1, "Listens.").unwrap();
    change(&db.db, |conn| publication::publish(conn, &actor(), listener, 2)).unwrap();
    change(&db.db, |conn| publication::move_to(conn, &actor(), listener, 3, &slug("listener"))).unwrap();
    listener
}

fn exported(db: &TestDb) -> (TempDir, Files) {
    let folder = tempfile::tempdir().unwrap();
    let report = export(db, folder.path());
    let files = files(folder.path());
    assert_eq!(report, format!("{} written, 0 unchanged, 0 removed", files.len() - 1));
    (folder, files)
}

/// The address of a file; `None` for the manifest and compressed copies.
fn address(name: &str) -> Option<String> {
    let is_other = name == MANIFEST || name.ends_with(".br") || name.ends_with(".gz");
    let path = match name {
        "index.html" => "",
        name => name.strip_suffix("/index.html").unwrap_or(name),
    };
    (!is_other).then(|| format!("/{path}"))
}

on_both!(async every_file_is_the_answer_of_the_site);
async fn every_file_is_the_answer_of_the_site(db: TestDb) {
    fill(&db);
    let (_folder, files) = exported(&db);
    let names: Vec<&String> = files.keys().filter(|name| address(name).is_some()).collect();
    let paths: Vec<String> = names.iter().filter_map(|name| address(name)).collect();
    let mut moved = 0;
    for ((name, path), answer) in
        names.into_iter().zip(&paths).zip(Visitor::of_export(&db).get_all(&paths).await)
    {
        let bytes = &files[name].0;
        if (300..400).contains(&answer.status) {
            leads_on(str::from_utf8(bytes).unwrap(), &answer);
            moved += 1;
        } else {
            assert_eq!(answer.status, if name == "404.html" { 404 } else { 200 }, "{path}");
            assert!(answer.bytes == *bytes, "{path}");
        }
        let forms = [".br", ".gz"].map(|ending| files.get(&format!("{name}{ending}")));
        let forms = forms.map(|form| form.map(|form| unpacked(&form.0)));
        let forms = forms.each_ref().map(Option::as_deref);
        let expected = match name.ends_with(".png") || bytes.len() <= 1_400 {
            true => [None, None],
            false => [name.starts_with("static/").then_some(&bytes[..]), Some(&bytes[..])],
        };
        assert_eq!(forms, expected, "{name}");
    }
    assert_eq!(moved, 8 + 3, "each /c/{{id}}, the old slug, and the code in two forms");
    all_is_there(&db, &paths).await;
}

/// The file of a redirect leads to the same target, by itself and by a link.
fn leads_on(html: &str, answer: &Answer) {
    let target = answer.header("location");
    for part in [
        format!("<meta http-equiv=\"refresh\" content=\"0; url={target}\">"),
        format!("<link rel=\"canonical\" href=\"https://careers.example{target}\">"),
        format!("<a href=\"{target}\">"),
    ] {
        assert!(html.contains(&part), "{part}: {html}");
    }
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::new();
    match bytes.starts_with(b"\x1f\x8b") {
        true => drop(flate2::read::GzDecoder::new(bytes).read_to_end(&mut text).unwrap()),
        false => brotli::BrotliDecompress(&mut &*bytes, &mut text).unwrap(),
    }
    text
}

/// The paths in the sitemap.
pub async fn listed(db: &TestDb) -> Vec<String> {
    let map = Visitor::new(db).get("/sitemaps/1.xml").await;
    let paths =
        map.texts("loc").into_iter().map(|address| address["https://careers.example".len()..].to_owned());
    paths.map(|path| if path.is_empty() { "/".into() } else { path }).collect()
}

/// Files exist for every kind of address and for everything in the sitemap.
async fn all_is_there(db: &TestDb, paths: &[String]) {
    let listed = listed(db).await;
    assert!(listed.len() > 60, "{listed:?}");
    let others = [
        "/search",
        "/compare",
        "/404.html",
        "/robots.txt",
        "/sitemap.xml",
        "/feed.atom",
        "/openapi.json",
        "/careers.json",
        "/careers.csv",
        "/careers/listener.json",
        "/careers/listener.md",
        "/careers/listener/card",
        "/careers/listener/card.png",
        "/careers/listener/feed.atom",
        "/careers/listener/revisions/1",
        "/careers/listener/revisions/2",
        "/careers/wiretapper",
        "/careers/33-3021.00",
        "/careers/33-3021",
        "/c/1",
    ];
    for path in listed.iter().map(String::as_str).chain(others) {
        assert!(paths.iter().any(|written| written == path), "{path}");
    }
    assert!(!paths.iter().any(|path| path.starts_with("/admin") || path.starts_with("/sign-in")));
}

on_both!(every_link_leads_to_a_file);
fn every_link_leads_to_a_file(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    let (_folder, files) = exported(&db);
    let selector = Selector::parse("[href], [src], [action], [data-suggest]").unwrap();
    let mut links = 0;
    for (name, (bytes, _)) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = Html::parse_document(str::from_utf8(bytes).unwrap());
        let values = page.select(&selector).flat_map(|element| element.value().attrs());
        for (_, link) in values.filter(|(_, value)| value.starts_with('/') && !value.starts_with("//")) {
            let path = link.split(['?', '#']).next().unwrap().trim_matches('/');
            let index = if path.is_empty() { "index.html".into() } else { format!("{path}/index.html") };
            assert!(files.contains_key(path) || files.contains_key(&index), "{name}: {link}");
            links += 1;
        }
    }
    assert!(links > 1_000, "{links}");
}
