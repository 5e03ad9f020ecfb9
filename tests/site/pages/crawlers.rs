//! Sitemaps, `robots.txt` and feeds.

use insta::assert_snapshot;
use metier::models::insight;
use metier::models::user::Role;
use metier::profile::voices::Moderation;

use crate::common::{all_answer, edited, get, id, robots, store_full_and_bare, unpublished, withdrawn};
use crate::support::careers::summarise;
use crate::support::{HOSTILE, TestDb, Visitor, entry, full, save, slug};

on_both!(async the_sitemap_lists_only_indexable_pages);
async fn the_sitemap_lists_only_indexable_pages(db: TestDb) {
    store_full_and_bare(&db);
    let mut alchemist = unpublished(full("Alchemist", "actuary"));
    (alchemist.profile.onet_code, alchemist.profile.code) = (None, None);
    save(&db.db, &[alchemist, withdrawn(entry("Astrologer"))]).unwrap();
    let insights = [super::insight(1, Moderation::Approved)];
    let actuary = id(&db, "actuary");
    db.db.write_now(|conn| insight::replace(conn, &[(actuary, &insights[..])])).unwrap();
    let sitemap = get(&db, "/sitemaps/1.xml").await;
    assert_snapshot!("sitemap", sitemap.body);
    let addresses = sitemap.texts("loc");
    let paths = addresses.iter().map(|address| address.strip_prefix("https://careers.example").unwrap());
    for path in paths.filter(|path| *path != "/careers") {
        let page = get(&db, path).await;
        assert_eq!((page.status, robots(&page).as_str()), (200, ""), "{path}");
    }
    for thin in ["/careers/actuary/pay", "/careers/wiretapper/jobs", "/careers/wiretapper/moves"] {
        assert_eq!(robots(&get(&db, thin).await), "noindex", "{thin}");
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
    let index = get(&db, "/sitemap.xml").await;
    assert!(index.header("content-type").starts_with("application/xml"));
    assert_eq!(index.texts("loc"), ["1", "3"].map(|n| format!("https://careers.example/sitemaps/{n}.xml")));
    assert!(index.body.contains("3.xml</loc><lastmod>2026-03-29T02:30:00Z</lastmod>"));
    let far = get(&db, "/sitemaps/3.xml").await;
    assert_eq!(far.texts("loc"), ["https://careers.example/careers/far"]);
    assert!(!get(&db, "/sitemaps/1.xml").await.body.contains("/careers/far<"));
    all_answer(&db, 404, ["0", "2", "01", "x", "-1"].map(|part| format!("/sitemaps/{part}.xml"))).await;
}

on_both!(async robots_txt_excludes_the_desk);
async fn robots_txt_excludes_the_desk(db: TestDb) {
    let robots = get(&db, "/robots.txt").await;
    assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
    assert!(robots.body.starts_with("User-agent: *\nDisallow: /admin\n"), "{}", robots.body);
    assert!(robots.body.ends_with("\nSitemap: https://careers.example/sitemap.xml\n"), "{}", robots.body);
}

on_both!(async a_feed_lists_published_revisions);
async fn a_feed_lists_published_revisions(db: TestDb) {
    save(&db.db, &[entry("Actuary"), unpublished(entry("Alchemist"))]).unwrap();
    let feed = get(&db, "/feed.atom").await;
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    assert_snapshot!("feed", feed.body);
    let id = id(&db, "actuary");
    assert_eq!(feed.texts("entry > id"), [format!("https://careers.example/c/{id}#revision-1")]);

    summarise(&db.db, id, 1, "What it is.").unwrap();
    let editor = Visitor::signed_in(&db, Role::Editor);
    let publication = format!("/admin/careers/{id}/publication");
    let published = editor.post(&publication, &[("version", "2")]).await;
    assert_eq!(published.status, 303, "{}", published.body);
    for path in ["/feed.atom", "/careers/actuary/feed.atom"] {
        let feed = get(&db, path).await;
        assert_eq!(
            feed.texts("entry > id"),
            [2, 1].map(|number| format!("https://careers.example/c/{id}#revision-{number}")),
            "{path}"
        );
        assert_eq!(feed.texts("entry > summary"), ["What it is.", ""], "{path}");
        assert!(feed.body.contains("href=\"https://careers.example/careers/actuary/revisions/2\""), "{path}");
        assert!(!feed.body.contains("editor@"), "the feed doesn’t name the editor");
    }
}

on_both!(async feeds_are_well_formed_with_any_title);
async fn feeds_are_well_formed_with_any_title(db: TestDb) {
    let hostile = edited(&format!("{HOSTILE} \u{ffff}"), |profile| {
        profile.slug = slug("hostile");
        profile.summary = "&#1; <b>x</b>".into();
    });
    save(&db.db, &[hostile]).unwrap();
    assert_eq!(
        get(&db, "/").await.attributes("link[rel=alternate]", "href"),
        ["https://careers.example/feed.atom"]
    );
    for path in ["/feed.atom", "/careers/hostile/feed.atom"] {
        let feed = get(&db, path).await;
        assert_eq!(feed.texts("entry > title"), [HOSTILE], "{path}");
        assert!(!feed.body.contains(['\u{1}', '\u{ffff}']), "{path}");
        assert!(!feed.body.contains("<script") && !feed.body.contains("<b>"), "{path}");
    }
}

on_both!(async an_empty_feed_is_valid);
async fn an_empty_feed_is_valid(db: TestDb) {
    let feed = get(&db, "/feed.atom").await;
    assert_eq!(feed.texts("feed > updated"), ["1970-01-01T00:00:00Z"]);
    assert_eq!(feed.texts("entry").len(), 0);
}
