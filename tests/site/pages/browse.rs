//! Home, the list of careers, search and about.

use metier::import::bundle;

use crate::support::{Answer, TestDb, Visitor, entry, prepare, save};

on_both!(async an_empty_site_says_so);
async fn an_empty_site_says_so(db: TestDb) {
    for path in ["/", "/careers", "/about", "/search?q=x"] {
        assert_eq!(Visitor::new(&db).get(path).await.status, 200, "{path}");
    }
    assert!(Visitor::new(&db).get("/careers").await.text("main").contains("No careers here yet"));
}

on_both!(async home_links_to_featured_careers_and_categories);
async fn home_links_to_featured_careers_and_categories(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    let page = Visitor::new(&db).get("/").await;
    assert_eq!(page.texts(".featured li").len(), 5);
    assert_eq!(
        page.texts(".featured li")[0],
        "Back End Developer Computer and Mathematical $79,057 /yr Total Pay"
    );
    assert_eq!(page.texts(".category-list li"), ["Computer and Mathematical 5"]);
    assert_eq!(page.attributes("main form", "action"), ["/search"]);
}

on_both!(async the_list_is_paged_and_filtered);
async fn the_list_is_paged_and_filtered(db: TestDb) {
    prepare(&db.db);
    let mut careers: Vec<_> = (0..150).map(|n| entry(&format!("Baker {n:03}"))).collect();
    careers.extend([entry("Éclair Maker"), entry("3D Artist"), entry("actuary")]);
    for career in &mut careers[..2] {
        career.profile.category = Some(crate::support::slug("health"));
    }
    save(&db.db, &careers).unwrap();
    let first = Visitor::new(&db).get("/careers").await;
    assert_eq!(first.texts(".career-lines a").len(), 100);
    assert_eq!(first.texts(".letter-group h2"), ["0–9", "A", "B"]);
    assert_eq!(first.attributes(".pagination a[rel=next]", "href"), ["/careers?page=2"]);
    let second = Visitor::new(&db).get("/careers?page=2").await;
    assert_eq!(second.texts(".career-lines a").len(), 53);
    assert_eq!(second.attributes(".pagination a[rel=prev]", "href"), ["/careers"]);
    let letter = Visitor::new(&db).get("/careers?letter=e").await;
    assert_eq!(letter.texts(".career-lines a"), ["Éclair Maker"]);
    let category = Visitor::new(&db).get("/careers?category=health").await;
    assert_eq!(category.text("h1"), "HEALTH careers");
    assert_eq!(category.texts(".career-lines a"), ["Baker 000", "Baker 001"]);
    let letters = category.attributes(".letters a", "href");
    assert_eq!(letters, ["/careers?category=health", "/careers?category=health&letter=b"]);
}

on_both!(async any_combination_of_filters_has_an_address);
async fn any_combination_of_filters_has_an_address(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    let all = Visitor::new(&db).get("/careers").await;
    let link = |page: &Answer, text: &str| {
        let place = page.texts(".facets a").iter().position(|label| label == text).unwrap();
        page.attributes(".facets a", "href")[place].clone()
    };
    assert_eq!(link(&all, "$80K to $100K"), "/careers?pay=80000-100000");
    assert_eq!(link(&all, "2 to 4 years"), "/careers?experience=2-4");
    let paid = Visitor::new(&db).get("/careers?pay=80000-100000").await;
    assert_eq!(paid.text("h1"), "All careers: $80K to $100K");
    assert_eq!(paid.texts(".career-lines a"), ["Software Developer", "Web Developer"]);
    assert_eq!(paid.attributes(".chosen a", "href"), ["/careers", "/careers"]);
    let canonical = |page: &Answer| page.attributes("link[rel=canonical]", "href").concat();
    let mixed = Visitor::new(&db)
        .get("/careers?sort=pay&colour=red&pay=80000-100000&category=computer-and-mathematical")
        .await;
    assert_eq!(
        canonical(&mixed),
        "https://careers.example/careers?category=computer-and-mathematical&pay=80000-100000&sort=pay"
    );
    assert_eq!(mixed.texts(".career-lines a"), ["Software Developer", "Web Developer"]);
    let none = Visitor::new(&db).get("/careers?letter=q").await;
    assert!(none.text("main").contains("No careers match these filters"), "{}", none.text("main"));
    assert!(!none.texts(".letters a").is_empty(), "there is a way on");
}

on_both!(async thin_lists_are_noindex);
async fn thin_lists_are_noindex(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    let robots = async |path: &str| {
        Visitor::new(&db).get(path).await.attributes("meta[name=robots]", "content").concat()
    };
    assert_eq!(robots("/careers").await, "");
    assert_eq!(robots("/careers?category=computer-and-mathematical").await, "");
    for thin in ["?letter=b", "?sort=pay", "?category=computer-and-mathematical&letter=f&education=unknown"] {
        assert_eq!(robots(&format!("/careers{thin}")).await, "noindex", "{thin}");
    }
}

on_both!(async about_names_each_source_and_its_license);
async fn about_names_each_source_and_its_license(db: TestDb) {
    prepare(&db.db);
    let page = Visitor::new(&db).get("/about").await;
    assert_eq!(page.texts(".source h3"), ["BLS", "ONET"]);
    assert!(page.texts(".source")[1].contains("Testing uses it"), "{:?}", page.texts(".source"));
    assert!(page.texts(".source")[1].contains("CC BY 4.0"));
}
