//! Headers, canonical links, static files, and the number of queries.

use metier::import::bundle;

use crate::support::{TestDb, Visitor};

on_both!(async pages_have_security_headers_and_load_nothing_from_elsewhere);
async fn pages_have_security_headers_and_load_nothing_from_elsewhere(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    for path in ["/", "/careers", "/careers/back-end-developer", "/about", "/nope"] {
        let page = Visitor::new(&db).get(path).await;
        assert!(page.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(page.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(page.header("referrer-policy"), "strict-origin-when-cross-origin", "{path}");
        assert_eq!(page.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(page.header("strict-transport-security"), "max-age=63072000", "{path}");
        assert_eq!(page.header("set-cookie"), "", "{path}");
        assert!(!page.body.contains(" style="), "{path}: the policy forbids inline style");
        let loaded = [
            page.attributes("[src]", "src"),
            page.attributes("link:not([rel=canonical], [rel=alternate])", "href"),
        ]
        .concat();
        assert!(loaded.iter().all(|url| url.starts_with("/static/")), "{path}: {loaded:?}");
    }
}

on_both!(async other_sites_may_show_the_picture_of_a_career);
async fn other_sites_may_show_the_picture_of_a_career(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    let picture = Visitor::new(&db).get("/careers/back-end-developer/card.png").await;
    assert_eq!(picture.header("cross-origin-resource-policy"), "cross-origin");
}

on_both!(async fingerprinted_static_files_are_immutable);
async fn fingerprinted_static_files_are_immutable(db: TestDb) {
    let page = Visitor::new(&db).get("/about").await;
    let style = &page.attributes("link[rel=stylesheet]", "href")[0];
    let fingerprint = style.strip_prefix("/static/site.").unwrap().strip_suffix(".css").unwrap();
    assert_eq!(fingerprint.len(), 16, "{style}");
    let css = Visitor::new(&db).get(style).await;
    assert_eq!(css.status, 200);
    assert!(css.header("cache-control").contains("immutable"));
    assert_eq!(css.header("content-type"), "text/css; charset=utf-8");
    let mark = Visitor::new(&db).get(&page.attributes("link[rel=icon]", "href")[0]).await;
    assert_eq!(mark.header("content-type"), "image/svg+xml; charset=utf-8");
    assert!(css.body.contains("--accent"));
    let script = Visitor::new(&db).get(&page.attributes("script", "src")[0]).await;
    assert_eq!((script.status, script.header("content-type")), (200, "text/javascript; charset=utf-8"));
    assert!(script.header("cache-control").contains("immutable"));
}

on_both!(async pages_have_a_canonical_link);
async fn pages_have_a_canonical_link(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    for path in ["/", "/careers", "/careers?letter=b", "/careers/web-developer", "/careers/web-developer/pay"]
    {
        let canonical = Visitor::new(&db).get(path).await.attributes("link[rel=canonical]", "href");
        assert_eq!(canonical, [format!("https://careers.example{path}")]);
    }
}

on_both!(async the_number_of_queries_does_not_depend_on_the_size_of_a_profile);
async fn the_number_of_queries_does_not_depend_on_the_size_of_a_profile(db: TestDb) {
    use crate::support::{entry, full, prepare, save};
    db.db.write_now(bundle::store_starter).unwrap();
    prepare(&db.db);
    let mut large = full("Large", "small");
    large.profile.related.extend((0..300).map(|n| entry(&format!("Other {n}")).profile.slug));
    large.profile.alternate_titles = (0..2_750).map(|n| format!("Name {n}")).collect();
    let others = (0..300).map(|n| entry(&format!("Other {n}")));
    save(&db.db, &others.chain([entry("Small"), large]).collect::<Vec<_>>()).unwrap();
    let mut counts = Vec::new();
    for path in ["/careers/small", "/careers/large", "/careers/back-end-developer"] {
        let before = db.db.queries();
        assert_eq!(Visitor::new(&db).get(path).await.status, 200, "{path}");
        counts.push(db.db.queries() - before);
    }
    // Includes the start and the end of the transaction, and the skills, which are read once per content version. Only
    // the sample has insights, questions and jobs.
    assert_eq!(counts, [5, 5, 8]);
}
