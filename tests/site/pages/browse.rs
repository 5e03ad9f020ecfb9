//! Home, the list of careers, search and about.

use metier::import::bundle;

use crate::support::{TestDb, entry, get, prepare, save};

on_both!(async an_empty_site_says_so);
async fn an_empty_site_says_so(db: TestDb) {
    for path in ["/", "/careers", "/about", "/search?q=x"] {
        assert_eq!(get(&db, path).await.status, 200, "{path}");
    }
    assert!(get(&db, "/careers").await.text("main").contains("No careers yet"));
}

on_both!(async home_leads_to_featured_careers_and_categories);
async fn home_leads_to_featured_careers_and_categories(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    let page = get(&db, "/").await;
    assert_eq!(page.texts(".featured li").len(), 5);
    assert_eq!(
        page.texts(".featured li")[0],
        "Back End Developer Computer and Mathematical $79,057 /yr Total Pay"
    );
    assert_eq!(page.texts(".category-list li"), ["Computer and Mathematical 5"]);
    assert_eq!(page.attributes("main form", "action"), ["/search"]);
}

on_both!(async the_list_is_paged_and_narrowed);
async fn the_list_is_paged_and_narrowed(db: TestDb) {
    prepare(&db.db);
    let mut careers: Vec<_> = (0..150).map(|n| entry(&format!("Baker {n:03}"))).collect();
    careers.extend([entry("Éclair Maker"), entry("3D Artist"), entry("actuary")]);
    for career in &mut careers[..2] {
        career.profile.category = Some(crate::support::slug("health"));
    }
    save(&db.db, &careers).unwrap();
    let first = get(&db, "/careers").await;
    assert_eq!(first.texts(".career-lines a").len(), 100);
    assert_eq!(first.texts(".letter-group h2"), ["0–9", "A", "B"]);
    assert_eq!(first.attributes(".pagination a[rel=next]", "href"), ["/careers?page=2"]);
    let second = get(&db, "/careers?page=2").await;
    assert_eq!(second.texts(".career-lines a").len(), 53);
    assert_eq!(second.attributes(".pagination a[rel=prev]", "href"), ["/careers"]);
    let letter = get(&db, "/careers?letter=e").await;
    assert_eq!(letter.texts(".career-lines a"), ["Éclair Maker"]);
    let category = get(&db, "/careers?category=health").await;
    assert_eq!(category.text("h1"), "HEALTH careers");
    assert_eq!(category.texts(".career-lines a"), ["Baker 000", "Baker 001"]);
    let letters = category.attributes(".letters a", "href");
    assert_eq!(letters, ["/careers?category=health", "/careers?category=health&letter=b"]);
}

on_both!(async about_names_each_source_and_its_licence);
async fn about_names_each_source_and_its_licence(db: TestDb) {
    prepare(&db.db);
    let page = get(&db, "/about").await;
    assert_eq!(page.texts(".source h3"), ["BLS", "ONET"]);
    assert!(page.texts(".source")[1].contains("Testing uses it"), "{:?}", page.texts(".source"));
    assert!(page.texts(".source")[1].contains("CC BY 4.0"));
}
