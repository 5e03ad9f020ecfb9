//! Pay by place: all places of a career, one place of a career, and all careers of a place.

use std::process::Stdio;

use metier::import::bundle;
use metier::import::prices::{self, PricesArgs};
use serde_json::Value;
use tempfile::NamedTempFile;

use crate::import::site::Site;
use crate::support::release::old_names;
use crate::support::wages::xlsx;
use crate::support::{Answer, Running, TestDb, Visitor, metier};

/// Wages of an invented career in four places, one of which publishes no pay and one no employment.
const ROWS: [&str; 10] = [
    "U.S. 11-9999 detailed 0.5 50000 60000 93600 120000 150000 24 29 45 58 72 3000000",
    "Texas 11-9999 detailed 1.5 40000 50000 79560 100000 130000 19 24 38 48 63 251840 18.5 0.88",
    "California 11-9999 detailed 1.1 70000 90000 # # # 34 43 # # # 300000 16 0.8",
    "Ohio 11-9999 detailed * * * * * * * * * * * 1200 0.2 0.1",
    "Kansas_City,_MO-KS 11-9999 detailed 9.9 61000 61200 70000 80000 90000 1 2 3 4 5 ** ** **",
    "Missouri 00-0000 total 0.1 20000 30000 45000 60000 90000 1 2 3 4 5 2800000 1000 1",
    "Texas 00-0000 total 0.1 20000 30000 46000 60000 90000 1 2 3 4 5 13000000 1000 1",
    "Texas 47-1111 detailed 2.5 20000 30000 40000 50000 60000 1 2 3 4 5 499 0.1 0.1",
    "U.S. 47-1111 detailed 2.5 20000 30000 40000 50000 60000 1 2 3 4 5 90000",
    "Texas 47-1112 detailed 2.5 20000 30000 40000 50000 60000 1 2 3 4 5 90000",
];

const PRICES: &str = "GeoFIPS,GeoName,Region,TableName,LineCode,IndustryClassification,Description,Unit,2029,2030\n \
     \"48000\",\"Texas\",6,SARPP,1,\"...\",\"RPPs: All items \",\"Index\",98.000,80.000\n \
     \"48000\",\"Texas\",6,SARPP,3,\"...\",\" RPPs: Services: Housing \",\"Index\",98.000,(NA)\n\
     \"Note: See the included footnote file.\"\n";

fn filled(db: TestDb) -> TestDb {
    let site = Site::on(db);
    let mut args = site.unpacked(&old_names());
    let path = |name: &str| site.folder.path().join(name);
    xlsx(&path("all.xlsx"), "all_M2031_dl", &ROWS);
    xlsx(&path("old.xlsx"), "state_M2030_dl", &[&ROWS[1].replace("79560", "70000")]);
    args.wages = vec![path("old.xlsx"), path("all.xlsx")];
    site.import(&args, 1).unwrap();
    assert_eq!(
        site.import(&args, 2).unwrap().places.unwrap().saved.unwrap().changed,
        0,
        "a second run changes nothing"
    );
    std::fs::write(path("prices.csv"), PRICES).unwrap();
    let args = PricesArgs { paths: vec![path("prices.csv")], dry_run: false, quiet: true };
    assert_eq!(prices::run(&site.home.db, &args).unwrap().saved.unwrap().changed, 2);
    assert_eq!(prices::run(&site.home.db, &args).unwrap().saved.unwrap().changed, 0);
    site.home
}

on_both!(a_bundle_carries_places_pay_and_prices);
fn a_bundle_carries_places_pay_and_prices(db: TestDb) {
    let bundled = |db: &TestDb| {
        let mut bytes = Vec::new();
        bundle::export(&db.db, false, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    let first = bundled(&filled(db));
    for part in ["\"Kansas City, MO-KS\"", ",>23920000,", "\"48000,2030,80,\""] {
        assert!(first.contains(part), "{part}: {first}");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bundle.json");
    std::fs::write(&file, &first).unwrap();
    let other = TestDb::sqlite();
    bundle::import(&other.db, &file, true).unwrap();
    assert_eq!(bundled(&other), first);
    let source = "\"source\": \"oews-2030-05\"";
    assert_eq!(first.matches(source).count(), 1, "only the older release of Texas has it");
    std::fs::write(&file, first.replace(source, "\"source\": \"none\"")).unwrap();
    let wrong = bundle::import(&other.db, &file, true).unwrap_err().to_string();
    assert_eq!(wrong, "Texas, 2030-05-01: there is no source “none”");
    std::fs::write(&file, first.replace(",>23920000,", ",>much,")).unwrap();
    let wrong = bundle::import(&other.db, &file, true).unwrap_err().to_string();
    assert!(wrong.starts_with("California, 2031-05-01: “11-9999,"), "{wrong}");
}

async fn get(db: &TestDb, path: &str) -> Answer {
    let answer = Visitor::new(db).get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    answer
}

const PAY: &str = "/careers/kite-manager/pay";

on_both!(async the_pay_page_shows_all_places_on_one_scale);
async fn the_pay_page_shows_all_places_on_one_scale(db: TestDb) {
    let db = filled(db);
    let page = get(&db, PAY).await;
    let rows = page.texts(".pay-places tbody tr");
    assert_eq!(
        rows,
        [
            "United States $93,600 /yr -- 3,000,000",
            "California ≥ $239,200 /yr -- 300,000",
            "Missouri The source has no figures for this career here. See United States. -- --",
            "Ohio The source publishes how many people work here, but not what they earn. See United States. -- 1,200",
            "Texas $79,560 /yr $99,450 /yr 251,840",
        ]
    );
    let marks = page.attributes(".pay-places .total", "x1");
    assert!(marks[0] != marks[2], "$79,560 and $93,600 are drawn apart: {marks:?}");
    let all = get(&db, &format!("{PAY}?kind=all&sort=pay")).await.texts(".pay-places th a");
    assert_eq!(all[..3], ["United States", "California", "Texas"], "the nation is first, for comparison");
    let named = get(&db, &format!("{PAY}?kind=all&name=kans")).await.texts(".pay-places th a");
    assert_eq!(named, ["United States", "Kansas City, MO-KS"]);
    let metros = get(&db, &format!("{PAY}?kind=metro")).await;
    assert_eq!(metros.attributes("meta[name=robots]", "content"), ["noindex"]);
}

on_both!(async one_place_has_a_page_of_its_own);
async fn one_place_has_a_page_of_its_own(db: TestDb) {
    let db = filled(db);
    let page = get(&db, "/careers/kite-manager/pay/texas").await;
    assert_eq!(page.text("h1"), "Kite Manager pay in Texas");
    assert_eq!(page.text(".pay-total"), "$79,560 /yr Total Pay (median)");
    let words = page.words().replace('\n', " ");
    for said in [
        "15% less than in the United States: $93,600 /yr.",
        "251,840",
        "0.88 times its share in the country",
        "20% below the country’s average",
        "May 2030 $70,000 /yr",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    let close = get(&db, "/careers/kite-manager/pay/kansas-city-mo-ks").await;
    assert_eq!(
        close.text(".note"),
        "10th percentile and 25th percentile are within 1% of each other: the source gives no spread there."
    );
    let ohio = get(&db, "/careers/kite-manager/pay/ohio").await;
    assert_eq!(
        ohio.text(".nothing"),
        "The source publishes how many people work here, but not what they earn."
    );
    assert!(ohio.links().contains(&"/careers/kite-manager/pay/united-states".to_owned()));
    let missouri = get(&db, "/careers/kite-manager/pay/missouri").await;
    assert_eq!(missouri.text(".nothing"), "The source has no figures for this career here.");
    let visitor = Visitor::new(&db);
    for (asked, there) in [
        ("/pay?place=TX", "/pay/texas"),
        ("/pay?place=kansas+city", "/pay/kansas-city-mo-ks"),
        ("/pay/tx", "/pay/texas"),
        ("/pay?place=nowhere", "/pay?kind=all&name=nowhere"),
    ] {
        let answer = visitor.get(&format!("/careers/kite-manager{asked}")).await;
        assert_eq!(answer.header("location"), format!("/careers/kite-manager{there}"), "{asked}");
    }
    assert_eq!(visitor.get("/careers/kite-manager/pay/nowhere").await.status, 404);
}

on_both!(async a_visitors_own_pay_is_compared_and_kept_nowhere);
async fn a_visitors_own_pay_is_compared_and_kept_nowhere(db: TestDb) {
    let db = filled(db);
    for (path, expected) in [
        (
            "/careers/kite-manager/pay/texas?mine=85%2C000",
            "In Texas, $85,000 a year is more than about 57 of 100 people in this career earn (May 2031).",
        ),
        (
            "/careers/kite-manager/pay?mine=45&per=hour",
            "In the United States, $45.00 an hour is the median: half earn more, half less (May 2031; at 2,080 hours a year).",
        ),
        ("/careers/kite-manager/pay/texas?mine=lots", "Enter an amount, like 95000 or 95,000.50."),
    ] {
        let page = get(&db, path).await;
        assert_eq!(page.text(".mine-answer"), expected);
        assert_eq!(page.header("cache-control"), "no-store");
        let canonical = page.attributes("link[rel=canonical]", "href").concat();
        assert!(!canonical.is_empty() && !canonical.contains("mine"), "{canonical}");
        let without = page.attributes("a", "href").concat();
        assert!(!without.contains("mine="), "{without}");
    }
    let marked = get(&db, "/careers/kite-manager/pay/texas?mine=85000").await;
    assert_eq!(marked.attributes(".pay-chart .mine", "x1").len(), 1);
    let again = get(&db, "/careers/kite-manager/pay/texas").await;
    assert_eq!(again.texts(".mine-answer"), [""; 0], "it isn’t in the page cache");
}

/// Even with every detail.
#[test]
fn a_visitors_own_pay_is_in_no_log() {
    let db = filled(TestDb::sqlite());
    let written = NamedTempFile::new().unwrap();
    let mut command = metier(&db);
    command.env("RUST_LOG", "trace");
    let site = Running::start_with_log(&mut command, Stdio::from(written.reopen().unwrap()));
    for path in
        ["/pay?mine=98765", "/pay/texas?mine=98765", "/pay?place=texas&mine=98765", "/pay/TX?mine=98765"]
    {
        assert!(site.get(&format!("/careers/kite-manager{path}")).contains("98765"), "{path}");
    }
    let log = std::fs::read_to_string(written.path()).unwrap();
    assert!(log.contains("/careers/kite-manager/pay/texas"), "{log}");
    assert!(!log.contains("98765"), "{log}");
}

on_both!(async a_place_shows_what_pays_and_employs_most);
async fn a_place_shows_what_pays_and_employs_most(db: TestDb) {
    let db = filled(db);
    let page = get(&db, "/places/texas").await;
    assert_eq!(page.texts(".ranking tbody tr")[0], "Kite Manager $79,560 /yr 251,840 −15%");
    assert_eq!(page.texts(".ranking tbody th a"), ["Kite Manager", "Kite Manager"], "few work in the other");
    let words = page.words().replace('\n', " ");
    assert!(words.contains("Median pay of all jobs $46,000 /yr"), "{words}");
    assert!(words.contains("People employed 13,000,000"), "{words}");
    let all = get(&db, "/places").await;
    assert_eq!(all.texts("h2"), ["Countries", "States", "Metro areas"]);
    let missouri = get(&db, "/places/missouri").await;
    assert!(missouri.links().contains(&"/places/kansas-city-mo-ks".to_owned()), "its metro area");
    assert_eq!(Visitor::new(&db).get("/places/nowhere").await.status, 404);
}

on_both!(async places_are_known_to_lists_search_comparisons_and_formats);
async fn places_are_known_to_lists_search_comparisons_and_formats(db: TestDb) {
    let db = filled(db);
    let list = get(&db, "/careers?place=texas&sort=pay").await;
    assert_eq!(list.text("h1"), "All careers in Texas");
    assert!(list.words().contains("Kite Manager"), "{}", list.words());
    assert!(list.words().contains("$80K"), "{}", list.words());
    let moved = Visitor::new(&db).get("/careers?place=TX").await;
    assert_eq!(moved.header("location"), "/careers?place=texas");
    let unknown = get(&db, "/careers?place=Nowhere&sort=pay").await;
    assert_eq!(unknown.text(".sample-note"), "There is no place “nowhere”. See all places.");
    assert_eq!(unknown.text("h1"), "All careers");
    let found = get(&db, "/search?q=kite+manager+salary+in+texas").await;
    assert_eq!(found.attributes(".results h2 a", "href")[0], "/careers/kite-manager/pay/texas");
    assert_eq!(found.texts(".results .pay")[0], "$79,560 /yr Texas");
    let place = get(&db, "/search?q=jobs+in+texas").await;
    assert!(place.links().contains(&"/places/texas".to_owned()));
    let places = get(&db, "/compare?c=kite-manager&place=texas&place=california").await;
    assert_eq!(places.texts(".pay-rows h3"), ["Texas", "California"]);
    let unknown = get(&db, "/compare?c=kite-manager&place=texas&place=nowhere").await;
    assert_eq!(
        unknown.text("#unknown-place"),
        "“nowhere” is left out: there is no such place. See all places."
    );
    let data: Value = serde_json::from_str(&get(&db, &format!("{PAY}.json")).await.body).unwrap();
    let texas = data["places"].as_array().unwrap().iter().find(|place| place["place"] == "Texas").unwrap();
    assert_eq!(
        (&texas["employed"], &texas["pay"]["total"]["minor_units"]),
        (&251_840.into(), &7_956_000.into())
    );
    let csv = get(&db, &format!("{PAY}.csv")).await.body;
    assert!(csv.contains("\nTexas,state,48,"), "{csv}");
    let map = get(&db, "/sitemaps/1.xml").await.body;
    assert!(map.contains("/places/texas<") && !map.contains("/pay/texas<"), "{map}");
}
