//! The real release, wages and projections, if they are beside the repository.

mod import;
mod pages;
mod places;

use std::path::{Path, PathBuf};

use metier::import::onet::OnetArgs;

use crate::import::site::Site;
use crate::support::{TestDb, skip};

/// The number of occupations in the release.
const ALL: usize = 1_016;

struct Files {
    release: PathBuf,
    wages: PathBuf,
    projections: PathBuf,
}

impl Files {
    /// Without the files, reports that the test is skipped and returns `None`.
    fn find(test: &str) -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
        let names = ["db_29_3_text.zip", "national_M2024_dl.xlsx", "occupation_2024-34.xlsx"];
        let [release, wages, projections] = names.map(|name| folder.join(name));
        if let Some(missing) = [&release, &wages, &projections].into_iter().find(|path| !path.exists()) {
            skip(test, &format!("no {}", missing.display()));
            return None;
        }
        Some(Self { release, wages, projections })
    }

    /// The arguments for importing the release with its wages.
    fn args(&self, site: &Site) -> OnetArgs {
        OnetArgs { path: self.release.clone(), wages: vec![self.wages.clone()], ..site.args("") }
    }
}

/// Imports the release into a database. Without the files, reports that the test is skipped and returns `None`.
pub fn filled(db: TestDb, test: &str) -> Option<TestDb> {
    let site = Site::on(db);
    site.import(&Files::find(test)?.args(&site), 1).unwrap();
    Some(site.home)
}
