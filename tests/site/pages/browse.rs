//! Home, the list of careers, search and about.

use metier::models::snapshot::Snapshot;
use metier::profile::Employed;

use crate::common::{
    all_answer, canonical, edited, get, redirects, robots, store_full_and_bare, store_starter,
};
use crate::support::{TestDb, date, entry, prepare, save, slug, with_query};

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
    let first = "Back End Developer Sample Computer and Mathematical $79,057 /yr Total Pay";
    assert_eq!(page.texts("h2")[0], "Featured careers");
    assert_eq!(page.texts(".featured li")[0], first);
    assert_eq!(page.texts(".category-list li"), ["Computer and Mathematical 5"]);
    assert_eq!(page.attributes("main form", "action"), ["/search"]);
}

on_both!(async home_shows_the_careers_with_the_most_people_if_none_is_featured);
async fn home_shows_the_careers_with_the_most_people_if_none_is_featured(db: TestDb) {
    prepare(&db.db);
    let with_people = |title: &str, count: i64| {
        edited(title, |profile| {
            let (source, as_of) = (slug("bls"), date("2024-05-01"));
            profile.number_employed =
                vec![Employed { count, place: "United States".into(), counted_with: None, source, as_of }];
        })
    };
    let careers: Vec<_> = (1..=8).map(|n| with_people(&format!("Baker {n}"), n * 100)).collect();
    save(&db.db, &[careers, vec![entry("Cook")]].concat()).unwrap();
    let page = get(&db, "/").await;
    assert_eq!(page.texts("h2")[0], "Popular careers");
    assert_eq!(
        page.texts(".featured h3"),
        ["Baker 8", "Baker 7", "Baker 6", "Baker 5", "Baker 4", "Baker 3"]
    );
    save(&db.db, &[Snapshot { featured: true, ..entry("Cook") }]).unwrap();
    assert_eq!(get(&db, "/").await.texts(".featured h3"), ["Cook"]);
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
    let headings = ["Category", "Total pay per year"];
    assert_eq!(all.texts(".facets h2"), headings, "no education and experience are known");
    store_full_and_bare(&db);
    let all = get(&db, "/careers").await;
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

on_both!(async filters_work_in_capital_letters);
async fn filters_work_in_capital_letters(db: TestDb) {
    store_full_and_bare(&db);
    for (written, address) in [
        ("category=Technology", "category=technology"),
        ("letter=W&education=BACHELOR&sort=PAY", "letter=w&education=bachelor&sort=pay"),
    ] {
        let page = get(&db, &format!("/careers?{written}")).await;
        assert_eq!((page.status, page.texts(".career-lines a")), (200, vec!["Wiretapper".to_owned()]));
        assert_eq!(canonical(&page), format!("https://careers.example/careers?{address}"));
    }
}

on_both!(async a_selection_is_kept_without_javascript);
async fn a_selection_is_kept_without_javascript(db: TestDb) {
    let careers: Vec<_> = (0..120).map(|n| entry(&format!("Baker {n:03}"))).collect();
    save(&db.db, &careers).unwrap();
    let list = get(&db, "/careers?letter=b&page=2").await;
    let here = list.attributes(".choosing button[name=list]", "value").concat();
    let ticked = with_query("/compare", &[("c", "baker-110"), ("c", "baker-003"), ("list", here.as_str())]);
    redirects(&db, 303, &ticked, "/careers?letter=b&page=2&c=baker-110&c=baker-003").await;
    let kept = get(&db, "/careers?letter=b&page=2&c=baker-110&c=baker-003").await;
    assert_eq!(kept.attributes("input[checked]", "value"), ["baker-110"]);
    assert_eq!(kept.attributes(".choosing [type=hidden]", "value"), ["baker-003"]);
    let links = kept.attributes(".pagination a, .letters a, .facets a", "href");
    assert!(
        links.len() >= 5 && links.iter().all(|link| link.contains("c=baker-110&c=baker-003")),
        "{links:?}"
    );
    let elsewhere = with_query("/compare", &[("c", "baker-003"), ("list", "//evil.example")]);
    assert_eq!(get(&db, &elsewhere).await.status, 200);
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
    assert_eq!(get(&db, "/about").await.texts(".source h3"), [""; 0], "no career cites them");
    store_full_and_bare(&db);
    let page = get(&db, "/about").await;
    assert_eq!(page.texts(".source h3"), ["BLS", "ONET"]);
    assert!(page.texts(".source")[1].contains("Testing uses it"), "{:?}", page.texts(".source"));
    assert!(page.texts(".source")[1].contains("CC BY 4.0"));
}
