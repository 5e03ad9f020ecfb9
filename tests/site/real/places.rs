//! Pay by place of the real files: every row is accounted for, and known cells are as the files print them.

use metier::import::oews::WagesReport;
use metier::import::prices::{self, PricesArgs};
use metier::models::place_pay::{self, PlacePay};
use metier::profile::money::{Bound, Figure, Period};

use super::Files;
use crate::import::site::Site;
use crate::support::{TestDb, Visitor};

/// Occupation, place, percentiles 10, 25, 50, 75 and 90, and the number employed. `-` isn't published, `>` is "at least",
/// `?` isn't looked at.
const CELLS: [&str; 38] = [
    "29-1141 United States: 66030 78610 93600 107960 135320 3282010",
    "29-1141 Texas: 67120 79170 95970 105100 127950 271380",
    "29-1141 California: 101260 122440 140270 173170 213320 338940",
    "29-1141 Puerto Rico: 35120 38170 39880 49340 60180 21270",
    "29-1141 Virgin Islands: 63250 81370 84120 102250 102250 470",
    "29-1141 Kansas City, MO-KS: 66970 77910 83040 98700 103540 29650",
    "29-1141 Joplin, MO-KS: 62450 64490 74930 91520 94110 2670",
    "29-1141 New York-Newark-Jersey City, NY-NJ: 87180 103970 119720 133230 159240 197740",
    "29-1141 Charlotte-Concord-Gastonia, NC-SC: 69680 81160 90620 103660 110020 27010",
    "15-1252 United States: 79850 103050 133080 169000 211450 1654440",
    "15-1252 Texas: 82600 103350 132150 162530 183680 163880",
    "15-1252 Washington: 96810 132290 166540 211860 255350 107030",
    "15-1252 Boston-Cambridge-Newton, MA-NH: 102950 131880 166090 183740 214100 42310",
    // Employment without a wage, and a wage without employment.
    "29-1141 Guam: - - - - - 690",
    "15-1254 Alabama: - - - - - 930",
    "27-2011 California: - - - - - 26170",
    "29-1242 California: 80660 103450 253430 363050 457010 -",
    "11-9039 Alabama: 38540 59970 94610 113350 129720 -",
    "17-2141 Alabama: 72110 83800 100230 128100 162420 -",
    // Hourly only.
    "27-2011 United States: 14 ? 23.33 ? 97.19 38800",
    "27-2011 New York: 20.80 ? 28.44 ? 97.95 6630",
    "27-2042 Texas: 8.56 ? 33.59 ? 83.33 1430",
    // Yearly only.
    "25-2021 Wyoming: 51630 59310 61150 73860 76860 2600",
    "25-2021 Albany-Schenectady-Troy, NY: 51510 61250 79240 98960 104390 3550",
    // Capped, and above the cap.
    "29-1022 Alabama: >239200 >239200 >239200 >239200 >239200 130",
    "29-1022 United States: 82960 236780 >239200 >239200 >239200 5330",
    "29-1211 United States: 124450 186680 >239200 >239200 >239200 41890",
    "29-1211 New York: 136760 152160 445660 534810 561000 7230",
    "23-1011 District of Columbia: 120580 172060 195190 360310 392750 33070",
    // Combined codes.
    "13-1021 Texas: 47760 59470 76050 97730 124140 44030",
    "31-1122 Ohio: 28370 30140 34460 36690 39530 106940",
    "39-7011 Florida: 30520 33510 41600 52720 64340 2720",
    "29-2012 Hawaii: 48070 52750 66020 83820 100340 1090",
    "51-2092 California: 37020 40160 47720 60070 72830 98390",
    "25-2056 Texas: 50030 60390 62330 65990 74240 56760",
    "47-4099 Vermont: 45660 46660 49110 55950 60140 120",
    "11-1011 Fargo, ND-MN: 105420 138810 188510 344820 505020 120",
    "17-2141 Detroit-Warren-Dearborn, MI: 79880 98770 109470 133410 161030 22500",
];

/// The figures in the report of an import, and in the tables that it filled.
pub fn are_imported(site: &Site, files: &Files, report: &WagesReport) {
    every_row_is_accounted_for(report);
    let prices = PricesArgs { paths: files.prices.to_vec(), dry_run: false, quiet: true };
    assert!(prices::run(&site.home.db, &prices).unwrap().saved.unwrap().changed > 5_000);
    known_cells_are_right(&site.home);
}

fn every_row_is_accounted_for(report: &WagesReport) {
    let imported: Vec<usize> = report.files.iter().map(|file| file.imported).collect();
    assert_eq!(imported, [36_222, 832, 41_399]);
    for file in &report.files {
        assert_eq!(file.imported + file.tally.groups + file.tally.industries, file.tally.rows);
    }
    assert_eq!((report.both, report.only_pay, report.only_employed, report.neither), (77_499, 2_218, 993, 0));
    assert_eq!(report.saved.unwrap().changed, 170);
}

fn known_cells_are_right(db: &TestDb) {
    for cell in CELLS {
        let (occupation, rest) = cell.split_once(' ').unwrap();
        let (name, expected) = rest.split_once(": ").unwrap();
        let rows = db.db.read_now(|conn| place_pay::by_place(conn, occupation)).unwrap();
        let row = rows.into_iter().find(|row| row.place.name == name).unwrap();
        let printed = printed(&row);
        let expected: Vec<&str> = expected.split(' ').collect();
        let wrong = expected
            .iter()
            .zip(&printed)
            .find(|(expected, printed)| **expected != "?" && expected != printed);
        assert!(wrong.is_none() && expected.len() == printed.len(), "{cell}, but is {printed:?}");
    }
}

fn printed(row: &PlacePay) -> Vec<String> {
    let figures = row.figures.as_ref().unwrap();
    let amount = |figure: Option<Figure>| {
        let Some(figure) = figure else { return "-".to_owned() };
        let bound = if figure.bound == Bound::AtLeast { ">" } else { "" };
        match (figures.period, figure.amount % 100) {
            (Period::Hour, cents) if cents != 0 => format!("{bound}{}.{cents:02}", figure.amount / 100),
            _ => format!("{bound}{}", figure.amount / 100),
        }
    };
    let employed = figures.employed.map_or("-".to_owned(), |employed| employed.to_string());
    figures.percentiles.map(amount).into_iter().chain([employed]).collect()
}

/// In three clicks: the career, its pay, and Texas.
pub async fn a_nurse_finds_texas_beside_california_from_home(db: &TestDb) {
    let visitor = Visitor::new(db);
    let nurse = visitor.get("/careers/registered-nurse").await;
    assert!(visitor.get("/").await.links().contains(&"/careers/registered-nurse".to_owned()));
    assert!(nurse.links().contains(&"/careers/registered-nurse/pay".to_owned()));
    let before = db.db.queries();
    let pay = visitor.get("/careers/registered-nurse/pay?kind=all").await;
    let statements = db.db.queries() - before;
    // One more begins the transaction, and one ends it.
    assert!(statements <= 6 + 2, "{statements} statements");
    let names = pay.texts(".pay-places tbody th");
    assert!(names.contains(&"Texas".to_owned()) && names.contains(&"California".to_owned()));
    assert!(names.len() > 150, "{}", names.len());
    let metro = visitor.get("/careers/registered-nurse/pay/kansas-city-mo-ks").await;
    assert!(metro.words().contains("below the country’s average"), "{}", metro.words());
}
