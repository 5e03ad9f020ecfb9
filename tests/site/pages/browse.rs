//! Home, the list of careers, search and about.

use crate::common::{all_answer, canonical, edited, get, robots, store_starter};
use crate::support::{TestDb, entry, prepare, save, slug};

on_both!(async an_empty_site_says_so);
async fn an_empty_site_says_so(db: TestDb) {
    all_answer(&db, 200, ["/", "/careers", "/about", "/search?q=x"]).await;
    assert!(get(&db, "/careers").await.text("main").contains("No careers here yet"));
}

on_both!(async home_links_to_featured_careers_and_categories);
async fn home_links_to_featured_careers_and_categories(db: TestDb) {
    store_starter(&db);
    let page = get(&db, "/").await;
    assert_eq!(page.texts(".featured li").len(), 5);
    let first = "Back End Developer Computer and Mathematical $79,057 /yr Total Pay";
    assert_eq!(page.texts(".featured li")[0], first);
    assert_eq!(page.texts(".category-list li"), ["Computer and Mathematical 5"]);
    assert_eq!(page.attributes("main form", "action"), ["/search"]);
}

on_both!(async the_list_is_paged_and_filtered);
async fn the_list_is_paged_and_filtered(db: TestDb) {
    prepare(&db.db);
    let mut careers: Vec<_> = (2..150).map(|n| entry(&format!("Baker {n:03}"))).collect();
    careers.extend([entry("Éclair Maker"), entry("3D Artist"), entry("actuary")]);
    let in_health = |title| edited(title, |profile| profile.category = Some(slug("health")));
    careers.extend(["Baker 000", "Baker 001"].map(in_health));
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

on_both!(async any_combination_of_filters_has_an_address);
async fn any_combination_of_filters_has_an_address(db: TestDb) {
    store_starter(&db);
    let all = get(&db, "/careers").await;
    assert_eq!(all.text(".facets a[href='/careers?pay=80000-100000']"), "$80K to $100K");
    assert_eq!(all.text(".facets a[href='/careers?experience=2-4']"), "2 to 4 years");
    let paid = get(&db, "/careers?pay=80000-100000").await;
    assert_eq!(paid.text("h1"), "All careers: $80K to $100K");
    assert_eq!(paid.texts(".career-lines a"), ["Software Developer", "Web Developer"]);
    assert_eq!(paid.attributes(".chosen a", "href"), ["/careers", "/careers"]);
    let mixed =
        get(&db, "/careers?sort=pay&colour=red&pay=80000-100000&category=computer-and-mathematical").await;
    assert_eq!(
        canonical(&mixed),
        "https://careers.example/careers?category=computer-and-mathematical&pay=80000-100000&sort=pay"
    );
    assert_eq!(mixed.texts(".career-lines a"), ["Software Developer", "Web Developer"]);
    let none = get(&db, "/careers?letter=q").await;
    assert!(none.text("main").contains("No careers match these filters"), "{}", none.text("main"));
    assert!(!none.texts(".letters a").is_empty(), "there is a way on");
}

on_both!(async thin_lists_are_noindex);
async fn thin_lists_are_noindex(db: TestDb) {
    store_starter(&db);
    for indexed in ["/careers", "/careers?category=computer-and-mathematical"] {
        assert_eq!(robots(&get(&db, indexed).await), "", "{indexed}");
    }
    for thin in ["?letter=b", "?sort=pay", "?category=computer-and-mathematical&letter=f&education=unknown"] {
        assert_eq!(robots(&get(&db, &format!("/careers{thin}")).await), "noindex", "{thin}");
    }
}

on_both!(async about_names_each_source_and_its_license);
async fn about_names_each_source_and_its_license(db: TestDb) {
    prepare(&db.db);
    let page = get(&db, "/about").await;
    assert_eq!(page.texts(".source h3"), ["BLS", "ONET"]);
    assert!(page.texts(".source")[1].contains("Testing uses it"), "{:?}", page.texts(".source"));
    assert!(page.texts(".source")[1].contains("CC BY 4.0"));
}
