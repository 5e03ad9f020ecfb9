//! `metier doctor`: checks everything an instance depends on and says what to do. It changes nothing.

mod content;
mod database;
mod machine;
mod memory;
mod postgres;
mod replica;
mod report;
mod settings;
mod sqlite;

use crate::config::{DatabaseSettings, ReplicaSettings, SiteSettings};
pub use report::{Diagnosis, DoctorLine, DoctorReport};

pub fn run(database: &DatabaseSettings, replica: &ReplicaSettings, site: &SiteSettings) -> DoctorReport {
    let mut findings = vec![
        DoctorLine::new("base URL", settings::base_url(site)),
        DoctorLine::new("proxy", settings::proxy(site)),
        DoctorLine::new("static files", settings::static_files(site)),
        DoctorLine::new("address", machine::address(site)),
        DoctorLine::new("open files", machine::open_files()),
        DoctorLine::new("memory", memory::memory(site)),
        DoctorLine::new("temporary folder", machine::disk(&std::env::temp_dir())),
    ];
    // First, because it knows whether it has another file open.
    findings.extend(machine::readiness(site).map(|said| DoctorLine::new("readiness", said)));
    findings.extend(database::all(&database.database_url));
    let replica = replica.database_read_url.as_ref();
    let state = replica.map(|replica| replica::state(&database.database_url, replica));
    findings.extend(state.map(|state| DoctorLine::new("replica", state)));
    DoctorReport(findings)
}
