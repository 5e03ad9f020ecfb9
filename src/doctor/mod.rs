//! `metier doctor`: checks everything an instance depends on and says what to do. It changes nothing.

mod content;
mod database;
mod machine;
mod postgres;
mod replica;
mod report;
mod settings;
mod sqlite;

use crate::config::{DatabaseSettings, ReplicaSettings, SiteSettings};
pub use report::{Finding, Report, Verdict};

pub fn run(database: &DatabaseSettings, replica: &ReplicaSettings, site: &SiteSettings) -> Report {
    let mut findings = vec![
        settings::base_url(site),
        settings::proxy(site),
        settings::static_files(site),
        machine::address(site),
        machine::open_files(),
        machine::disk("temporary folder", &std::env::temp_dir()),
    ];
    findings.extend(database::all(&database.database_url));
    findings.extend(
        replica.database_read_url.as_ref().map(|replica| replica::state(&database.database_url, replica)),
    );
    Report(findings)
}
