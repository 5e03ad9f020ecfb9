//! Tables of pay by place.

use metier::models::place;
use metier::models::place_pay::{self, PlacePay};
use metier::profile::PlaceKind;
use metier::profile::fields::Field;
use metier::profile::money::{Currency, Figure};
use metier::profile::pay::Statistic;

use super::{CAREERS, career, import};
use crate::common::get;
use crate::import::merging::{edit, id, publish};
use crate::import::site::{Site, at};
use crate::support::{TestDb, date, entry, save};

const HEADER: &str = "code|place|kind of place|within|currency|p10|p25|median|p75|p90|mean|employed|note";
const WHY: &str = "Too few kites were asked";

fn pay() -> [String; 5] {
    [
        HEADER.into(),
        "2231|Kiteland|country||GBP|10,000|20000|30000|40000.50|x|31000|1,200|".into(),
        format!("2232|Kiteland|||GBP|x|..|x|:|x|25000|x|{WHY}"),
        format!("2231|West Kiteland|region|Kiteland|GBP|..|..|..|..|..|..|..|{WHY}"),
        "all|Kiteland|||GBP|||||||50000|".into(),
    ]
}

fn import_pay(site: &Site, rows: &[String], day: u32) -> Result<metier::import::table::TableReport, String> {
    import(site, &rows.iter().map(String::as_str).collect::<Vec<_>>(), day)
}

fn filled(db: TestDb) -> Site {
    let site = Site::on(db);
    import(&site, &CAREERS, 1).unwrap();
    site
}

fn by_place(site: &Site, code: &str) -> Vec<PlacePay> {
    site.home.db.read_now(|conn| place_pay::by_place(conn, code)).unwrap()
}

on_both!(async pay_is_stored_by_place_and_that_of_the_country_is_the_headline);
async fn pay_is_stored_by_place_and_that_of_the_country_is_the_headline(db: TestDb) {
    let site = filled(db);
    let report = import_pay(&site, &pay(), 2).unwrap();
    let places = report.done.places.as_ref().unwrap();
    assert_eq!((places.with_pay, places.explained, places.unexplained), (1, 2, 1), "{report}");
    assert_eq!((report.done.updated.len(), places.saved.changed), (2, 2), "{report}");

    let nurse = career(&site, "2231");
    let own = &nurse.profile.pay[0];
    assert_eq!((own.place.as_str(), own.currency.code(), own.as_of), ("Kiteland", "GBP", date("2030-04-01")));
    assert_eq!((own.total, own.source.as_str()), (Some(Figure::exact(3_000_000)), "kite-office-2030"));
    let likely = own.likely.unwrap();
    assert_eq!((likely.high, likely.percentiles), (Some(Figure::exact(4_000_050)), Some((25, 75))));
    assert_eq!(own.possible.unwrap().high, None, "unreliable");
    assert_eq!((nurse.profile.number_employed[0].count, nurse.updated_at), (1_200, at(2)));
    let manager = career(&site, "2232").profile;
    assert_eq!(
        (manager.pay[0].statistic, manager.pay[0].total),
        (Statistic::Mean, Some(Figure::exact(2_500_000)))
    );
    assert_eq!(manager.number_employed, []);

    let nurse: Vec<_> = by_place(&site, "2231");
    let west = nurse.iter().find(|line| line.place.name == "West Kiteland").unwrap();
    assert_eq!(west.place.kind, PlaceKind::Region);
    let figures = west.figures.as_ref().unwrap();
    assert_eq!((figures.note.as_deref(), figures.has_pay()), (Some(WHY), false));
    assert_eq!(figures.currency, "GBP".parse::<Currency>().unwrap());
    let country = site.home.db.read_now(place::all).unwrap().remove(0);
    assert_eq!((country.name.as_str(), country.employed), ("Kiteland", Some(50_000)));
    assert_eq!(west.place.parent_id, Some(country.id));

    let page = get(&site.home, "/careers/kite-nurse").await.body;
    assert!(page.contains("£30,000") && !page.contains('$'), "{page}");
    let page = get(&site.home, "/careers/kite-nurse/pay/west-kiteland").await.body;
    assert!(page.contains(WHY), "{page}");
    let page = get(&site.home, "/careers/other-kite-manager").await.body;
    assert!(page.contains(&format!("Some figures are missing. {WHY}.")), "{page}");
    let unknown = [HEADER.into(), format!("2231|Kiteland|||GBP|x|x|x|x|x|x|1,200|{WHY}.")];
    import_pay(&site, &unknown, 3).unwrap();
    let page = get(&site.home, "/careers/kite-nurse").await.body;
    assert!(page.contains(&format!("{WHY} (Kiteland, April 2030).")), "{page}");
}

on_both!(a_second_run_changes_nothing_and_the_newer_date_wins);
fn a_second_run_changes_nothing_and_the_newer_date_wins(db: TestDb) {
    let site = filled(db);
    import_pay(&site, &pay(), 2).unwrap();
    let before = site.entries();
    let report = import_pay(&site, &pay(), 3).unwrap();
    assert_eq!((report.done.updated.len(), report.done.unchanged), (0, 2), "{report}");
    assert_eq!(report.done.places.unwrap().saved.unchanged, 2);
    assert_eq!(site.entries(), before);

    let dated = |date: &str, figures: &str| {
        ["code|currency|as of|median".to_owned(), format!("2231|GBP|{date}|{figures}")]
    };
    import_pay(&site, &dated("2029-04", "29000"), 4).unwrap();
    assert_eq!(career(&site, "2231").profile.pay[0].total, Some(Figure::exact(3_000_000)), "it is older");
    import_pay(&site, &dated("April 2031", "32000"), 5).unwrap();
    let after = career(&site, "2231").profile;
    assert_eq!(
        (after.pay[0].total, after.pay[0].as_of),
        (Some(Figure::exact(3_200_000)), date("2031-04-01"))
    );
    assert_eq!(after.number_employed[0].count, 1_200, "the table says nothing about it");
    import_pay(&site, &dated("2031-05-01", "x"), 6).unwrap();
    assert_eq!(career(&site, "2231").profile.pay, [], "unknown now");
}

on_both!(pay_that_was_edited_here_is_left_alone);
fn pay_that_was_edited_here_is_left_alone(db: TestDb) {
    let site = filled(db);
    import_pay(&site, &pay(), 2).unwrap();
    let id = id(&site, "kite-nurse");
    edit(&site, id, |profile| profile.pay[0].total = Some(Figure::exact(9)));
    publish(&site, id);
    let newer = pay().map(|row| row.replace("30000", "33000").replace("1,200", "1,300"));
    let report = import_pay(&site, &newer, 3).unwrap();
    assert_eq!(report.done.kept.keys().copied().collect::<Vec<_>>(), [Field::Pay]);
    let after = career(&site, "2231").profile;
    assert_eq!((after.pay[0].total, after.number_employed[0].count), (Some(Figure::exact(9)), 1_300));
    let line = by_place(&site, "2231").remove(0);
    assert_eq!(line.figures.unwrap().median(), Some(Figure::exact(3_300_000)), "pay by place isn’t edited");
}

on_both!(wrong_figures_and_places_are_named_and_nothing_is_written);
fn wrong_figures_and_places_are_named_and_nothing_is_written(db: TestDb) {
    let site = filled(db);
    save(&site.home.db, &[entry("Kite Poet")]).unwrap();
    let before = site.entries();
    let rows = [
        "code|slug|place|kind of place|within|currency|period|p25|median|employed|as of",
        "2231|||||||1|2||",
        "2239||Kiteland|country||GBP||1|2||",
        "|kite-poet|Kiteland|kingdom||US$||1|2||",
        "||Nowhere|||GBP|fortnight|1|12k|many|2032-01",
        "2231||Kiteland|region|Skyland|GBP||30|20||",
        "2231||Kiteland|||GBP||1|2||",
    ];
    let expected = "\
table.csv, row 2, column “currency”: Enter an ISO 4217 code, such as GBP
table.csv, row 3, column “code”: No career has the code “2239”
table.csv, row 4, column “kind of place”: “kingdom” is not one of: country, state, region, metro, nonmetro
table.csv, row 4, column “slug”: The career “Kite Poet” has no code yet, by which its pay is found
table.csv, row 4, column “currency”: “US$” is not an ISO 4217 currency code, such as USD
table.csv, row 5, column “code”: Enter the code of a career, or its slug
table.csv, row 5, column “kind of place”: Say what “Nowhere” is: country, state, region, metro or nonmetro
table.csv, row 5, column “as of”: 2032-01-01 is in the future
table.csv, row 5, column “period”: “fortnight” is not one of: hour, day, week, month, year
table.csv, row 5, column “employed”: Enter a whole number, like 12
table.csv, row 5, column “median”: Enter an amount, like 95000 or 95,000.50
table.csv, row 6, column “kind of place”: “Kiteland” can’t be a region here: it is already a country
table.csv, row 6, column “within”: There is no place “Skyland”, neither in this table nor stored
table.csv, row 6, column “median”: This is less than p25
table.csv, row 7, column “place”: The pay of 2231 in Kiteland is in row 6, too";
    let error = import(&site, &rows, 2).unwrap_err();
    assert_eq!(error, expected);
    assert_eq!(site.entries(), before);
    assert_eq!(site.home.db.read_now(place::all).unwrap(), []);
}
