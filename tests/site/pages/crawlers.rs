//! Sitemaps, `robots.txt` and feeds.

use insta::assert_snapshot;
use metier::models::career::Status;
use metier::models::insight;
use metier::models::snapshot::Snapshot;
use metier::models::user::Role;
use metier::profile::voices::{Insight, Moderation};
use scraper::{Html, Selector};

use crate::support::careers::summarise;
use crate::support::{Answer, HOSTILE, TestDb, Visitor, count, date, entry, full, prepare, save};

/// The texts of all elements with a name. Parses XML as HTML, which makes no difference for the elements used here.
fn texts(answer: &Answer, name: &str) -> Vec<String> {
    assert_eq!(answer.status, 200);
    let document = Html::parse_document(&answer.body);
    let selector = Selector::parse(name).unwrap();
    document.select(&selector).map(|element| element.text().collect()).collect()
}

/// The addresses in the sitemap, each with its last change.
async fn listed(db: &TestDb) -> Vec<(String, Option<String>)> {
    let index = Visitor::new(db).get("/sitemap.xml").await;
    assert!(index.header("content-type").starts_with("application/xml"));
    let mut listed = Vec::new();
    for part in texts(&index, "loc") {
        let part = Visitor::new(db).get(part.strip_prefix("https://careers.example").unwrap()).await;
        for url in part.body.split("<url>").skip(1) {
            let between = |name: &str| {
                let (_, rest) = url.split_once(&format!("<{name}>"))?;
                Some(rest.split_once("</").unwrap().0.to_owned())
            };
            let address = between("loc").unwrap().strip_prefix("https://careers.example").unwrap().to_owned();
            listed.push((address, between("lastmod")));
        }
    }
    listed
}

on_both!(async the_sitemap_lists_only_indexable_pages);
async fn the_sitemap_lists_only_indexable_pages(db: TestDb) {
    prepare(&db.db);
    let mut draft = Snapshot { status: Status::Draft, ..full("Alchemist", "actuary") };
    draft.profile.onet_code = None;
    let careers = [
        full("Wiretapper", "actuary"),
        entry("Actuary"),
        draft,
        Snapshot { status: Status::Withdrawn, ..entry("Astrologer") },
    ];
    save(&db.db, &careers).unwrap();
    let quote = Insight {
        employer: "A".into(),
        job_title: "B".into(),
        said_on: date("2026-01-01"),
        quote: "C".into(),
        moderation: Moderation::Approved,
        logo: None,
    };
    let id = count(&db.db, "SELECT id AS count FROM careers WHERE slug = 'actuary'");
    db.db.write_now(|conn| insight::replace(conn, &[(id, &[quote][..])])).unwrap();
    let listed = listed(&db).await;
    let mut addresses: Vec<&str> = listed.iter().map(|(address, _)| address.as_str()).collect();
    addresses.sort();
    assert_snapshot!("sitemap", Visitor::new(&db).get("/sitemaps/1.xml").await.body);
    for address in addresses.into_iter().filter(|address| *address != "/careers") {
        let page = Visitor::new(&db).get(address).await;
        assert_eq!(page.status, 200, "{address}");
        assert!(page.attributes("meta[name=robots]", "content").is_empty(), "{address}");
    }
    for thin in ["/careers/actuary/pay", "/careers/wiretapper/jobs", "/careers/wiretapper/moves"] {
        assert_eq!(
            Visitor::new(&db).get(thin).await.attributes("meta[name=robots]", "content"),
            ["noindex"],
            "{thin}"
        );
    }
}

on_both!(async the_sitemap_has_a_part_for_each_range_of_ids);
async fn the_sitemap_has_a_part_for_each_range_of_ids(db: TestDb) {
    save(&db.db, &[entry("Near")]).unwrap();
    // New ids follow the highest one.
    db.run(
        "INSERT INTO careers (id, slug, status, origin, featured, updated_at, title, sort_key, sections, saved_at)
         VALUES (24000, 'far', 'draft', 'person', FALSE, '2026-03-29 02:30:00', 'Far', 'far', 0, '2026-03-29 02:30:00')",
    );
    save(&db.db, &[entry("Far")]).unwrap();
    let index = texts(&Visitor::new(&db).get("/sitemap.xml").await, "loc");
    assert_eq!(index, ["1", "3"].map(|n| format!("https://careers.example/sitemaps/{n}.xml")));
    assert!(
        Visitor::new(&db)
            .get("/sitemap.xml")
            .await
            .body
            .contains("3.xml</loc><lastmod>2026-03-29T02:30:00Z</lastmod>")
    );
    let far = Visitor::new(&db).get("/sitemaps/3.xml").await;
    assert_eq!(texts(&far, "loc"), ["https://careers.example/careers/far"]);
    assert!(!Visitor::new(&db).get("/sitemaps/1.xml").await.body.contains("/careers/far<"));
    for missing in
        ["/sitemaps/0.xml", "/sitemaps/2.xml", "/sitemaps/01.xml", "/sitemaps/x.xml", "/sitemaps/-1.xml"]
    {
        assert_eq!(Visitor::new(&db).get(missing).await.status, 404, "{missing}");
    }
}

on_both!(async robots_txt_excludes_the_desk);
async fn robots_txt_excludes_the_desk(db: TestDb) {
    let robots = Visitor::new(&db).get("/robots.txt").await;
    assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
    assert!(robots.body.starts_with("User-agent: *\nDisallow: /admin\n"), "{}", robots.body);
    assert!(robots.body.ends_with("\nSitemap: https://careers.example/sitemap.xml\n"), "{}", robots.body);
}

on_both!(async a_feed_lists_published_revisions);
async fn a_feed_lists_published_revisions(db: TestDb) {
    save(&db.db, &[entry("Actuary"), Snapshot { status: Status::Draft, ..entry("Alchemist") }]).unwrap();
    let feed = Visitor::new(&db).get("/feed.atom").await;
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    assert_snapshot!("feed", feed.body);
    let id = count(&db.db, "SELECT id AS count FROM careers WHERE slug = 'actuary'");
    assert_eq!(texts(&feed, "entry > id"), [format!("https://careers.example/c/{id}#revision-1")]);

    summarise(&db.db, id, 1, "What it is.").unwrap();
    let editor = Visitor::signed_in(&db, Role::Editor);
    let publication = format!("/admin/careers/{id}/publication");
    let published = editor.post(&publication, &[("version", "2")]).await;
    assert_eq!(published.status, 303, "{}", published.body);
    for path in ["/feed.atom", "/careers/actuary/feed.atom"] {
        let feed = Visitor::new(&db).get(path).await;
        assert_eq!(
            texts(&feed, "entry > id"),
            [2, 1].map(|number| format!("https://careers.example/c/{id}#revision-{number}")),
            "{path}"
        );
        assert_eq!(texts(&feed, "entry > summary"), ["What it is.", ""], "{path}");
        assert!(feed.body.contains("href=\"https://careers.example/careers/actuary/revisions/2\""), "{path}");
        assert!(!feed.body.contains("editor@"), "the feed doesn’t name the editor");
    }
}

on_both!(async feeds_are_well_formed_with_any_title);
async fn feeds_are_well_formed_with_any_title(db: TestDb) {
    let mut hostile = entry(&format!("{HOSTILE} \u{ffff}"));
    hostile.profile.slug = crate::support::slug("hostile");
    hostile.profile.summary = "&#1; <b>x</b>".into();
    save(&db.db, &[hostile]).unwrap();
    assert_eq!(
        Visitor::new(&db).get("/").await.attributes("link[rel=alternate]", "href"),
        ["https://careers.example/feed.atom"]
    );
    for path in ["/feed.atom", "/careers/hostile/feed.atom"] {
        let feed = Visitor::new(&db).get(path).await;
        assert_eq!(texts(&feed, "entry > title"), [format!("{HOSTILE} ")], "{path}");
        assert!(!feed.body.contains(['\u{1}', '\u{ffff}']), "{path}");
        assert!(!feed.body.contains("<script") && !feed.body.contains("<b>"), "{path}");
    }
}

on_both!(async an_empty_feed_is_valid);
async fn an_empty_feed_is_valid(db: TestDb) {
    let feed = Visitor::new(&db).get("/feed.atom").await;
    assert_eq!(texts(&feed, "feed > updated"), ["1970-01-01T00:00:00Z"]);
    assert_eq!(texts(&feed, "entry").len(), 0);
}
