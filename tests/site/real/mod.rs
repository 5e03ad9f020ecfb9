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
    /// Wages by state and metropolitan area.
    by_place: [PathBuf; 2],
    prices: [PathBuf; 2],
}

impl Files {
    /// Without the files, reports that the test is skipped and returns `None`.
    fn find(test: &str) -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
        let names = [
            "db_29_3_text.zip",
            "national_M2024_dl.xlsx",
            "occupation_2024-34.xlsx",
            "state_M2025_dl.xlsx",
            "MSA_M2025_dl_2_KS_NY.xlsx",
            "bea_MARPP_MSA_2008_2024.csv",
            "bea_PARPP_PORT_2008_2024.csv",
        ];
        let paths = names.map(|name| folder.join(name));
        if let Some(missing) = paths.iter().find(|path| !path.exists()) {
            skip(test, &format!("no {}", missing.display()));
            return None;
        }
        let [release, wages, projections, state, metro, metro_prices, state_prices] = paths;
        let (by_place, prices) = ([state, metro], [metro_prices, state_prices]);
        Some(Self { release, wages, projections, by_place, prices })
    }

    /// The same with the wages of all places.
    fn args_with_places(&self, site: &Site) -> OnetArgs {
        let [state, metro] = self.by_place.clone();
        OnetArgs { wages: vec![state, self.wages.clone(), metro], ..self.args(site) }
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
