//! `metier import projections`.

use crate::support::commands::succeed;
use crate::support::projections::xlsx;
use crate::support::{TestDb, entry, metier, save, stored};

on_both!(the_outlook_is_imported_and_reported);
fn the_outlook_is_imported_and_reported(db: TestDb) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("occupation.xlsx");
    xlsx(&path, [2024, 2034], &["Kite managers|11-9999|Line item|12.3|13|0.1|0.7|5.7|2|1.4|90000"], &[]);
    let mut career = entry("Kite Manager");
    career.profile.onet_code = Some("11-9999.00".into());
    save(&db.db, &[career]).unwrap();
    let report = succeed(metier(&db).args(["import", "projections", "--quiet"]).arg(&path));
    let expected = "Employment Projections 2024–34: 1 of 1 careers with an O*NET-SOC code have an outlook\n";
    assert!(report.starts_with(expected), "{report}");
    assert_eq!(stored(&db.db)[0].profile.outlook[0].openings, Some(1_400));
}
