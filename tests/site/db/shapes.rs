//! Profiles stored in every past shape stay readable. Each file in `shapes/` is a profile as the program of its day
//! stored it. Add a file when the shape changes; never edit one.

use std::fs;
use std::path::Path;

use metier::profile::Profile;

use crate::support::full;

#[test]
fn profiles_of_every_past_shape_are_readable() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/db/shapes");
    let today = full("Engineer", "nurse").profile;
    if let Some(name) = std::env::var_os("METIER_WRITE_SHAPE") {
        fs::write(folder.join(name), serde_json::to_string_pretty(&today).unwrap() + "\n").unwrap();
    }
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut newest = None;
    for file in &files {
        let profile: Profile = serde_json::from_str(&fs::read_to_string(file).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert_eq!(profile.title, "Engineer", "{}", file.display());
        assert_eq!((profile.pay.len(), profile.path.len()), (3, 3), "{}", file.display());
        newest = Some(profile);
    }
    let how = "METIER_WRITE_SHAPE=YYYY-MM-DD.json cargo test shapes";
    assert_eq!(newest, Some(today), "the shape has changed: {how}");
}
