//! The real release with the real wages, where they lie beside the repository.

use super::fixture::{Site, real};
use crate::profile::money::Figure;

#[test]
fn a_real_release_is_imported_whole() {
    let (Some(path), Some(wages)) = (real("db_29_3_text.zip"), real("national_M2024_dl.xlsx")) else {
        return;
    };
    let site = Site::new();
    let mut args = site.args("");
    (args.path, args.wages) = (path, Some(wages));
    let report = site.import(&args, 1).unwrap();
    eprintln!("{report}");
    assert_eq!(report.careers.new.len(), 1_016);
    assert_eq!((report.tasks.read, report.tasks.imported), (18_796, 18_796));
    let wages = report.wages.as_ref().unwrap();
    assert_eq!((wages.direct, wages.combined, wages.military, wages.without.len()), (962, 34, 19, 1));
    let entries = site.entries();
    assert_eq!(entries.iter().map(|entry| entry.profile.responsibilities.len()).sum::<usize>(), 18_796);
    assert_eq!(entries.iter().filter(|entry| entry.profile.headline_pay().is_some()).count(), 996);
    assert_eq!(entries.iter().filter(|entry| entry.featured).count(), 6);
    let developer = site.entry("15-1252.00").profile;
    let dollars = |amount: i64| Some(Figure::exact(amount * 100));
    let pay = &developer.pay[0];
    let (likely, possible) = (pay.likely.unwrap(), pay.possible.unwrap());
    assert_eq!(pay.total, dollars(133_080));
    assert_eq!((possible.low, possible.high), (dollars(79_850), dollars(211_450)));
    assert_eq!((likely.low, likely.high), (dollars(103_050), dollars(169_000)));
    assert_eq!(site.import(&args, 2).unwrap().careers.unchanged, 1_016);
    assert_eq!(site.entries(), entries);
}
