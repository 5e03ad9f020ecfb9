//! Headers, static files, and the number of queries.

use crate::common::{get, store_starter};
use crate::support::{TestDb, entry, full, prepare, save};

on_both!(async pages_have_security_headers_and_load_nothing_from_elsewhere);
async fn pages_have_security_headers_and_load_nothing_from_elsewhere(db: TestDb) {
    store_starter(&db);
    for path in ["/", "/careers", "/careers/back-end-developer", "/about", "/nope"] {
        let page = get(&db, path).await;
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

on_both!(async fingerprinted_static_files_are_immutable);
async fn fingerprinted_static_files_are_immutable(db: TestDb) {
    let page = get(&db, "/about").await;
    let style = &page.attributes("link[rel=stylesheet]", "href")[0];
    let fingerprint = style.strip_prefix("/static/site.").unwrap().strip_suffix(".css").unwrap();
    assert_eq!(fingerprint.len(), 16, "{style}");
    let css = get(&db, style).await;
    assert_eq!(css.status, 200);
    assert!(css.header("cache-control").contains("immutable"));
    assert_eq!(css.header("content-type"), "text/css; charset=utf-8");
    let mark = get(&db, &page.attributes("link[rel=icon]", "href")[0]).await;
    assert_eq!(mark.header("content-type"), "image/svg+xml; charset=utf-8");
    assert!(css.body.contains("--accent"));
    let script = get(&db, &page.attributes("script", "src")[0]).await;
    assert_eq!((script.status, script.header("content-type")), (200, "text/javascript; charset=utf-8"));
    assert!(script.header("cache-control").contains("immutable"));
}

on_both!(async the_number_of_queries_does_not_depend_on_the_size_of_a_profile);
async fn the_number_of_queries_does_not_depend_on_the_size_of_a_profile(db: TestDb) {
    store_starter(&db);
    prepare(&db.db);
    let mut large = full("Large", "small");
    large.profile.related.extend((0..300).map(|n| entry(&format!("Other {n}")).profile.slug));
    large.profile.alternate_titles = (0..2_750).map(|n| format!("Name {n}")).collect();
    let others = (0..300).map(|n| entry(&format!("Other {n}")));
    save(&db.db, &others.chain([entry("Small"), large]).collect::<Vec<_>>()).unwrap();
    let mut counts = Vec::new();
    for path in ["/careers/small", "/careers/large", "/careers/back-end-developer"] {
        let before = db.db.queries();
        assert_eq!(get(&db, path).await.status, 200, "{path}");
        counts.push(db.db.queries() - before);
    }
    // Includes the start and the end of the transaction, and the skills, which are read once per content version. Only
    // the sample has insights, questions and jobs.
    assert_eq!(counts, [5, 5, 8]);
}
