//! The command line: output, starting and stopping.

mod bundle;
mod doctor;
pub mod export_site;
mod leftovers;
mod onet;
mod projections;
mod serve;
mod stop;
mod user;

use crate::support::commands::{fail, succeed};
use crate::support::plain;

#[test]
fn help_says_what_each_command_does() {
    for (arguments, expected) in [
        (&["--help"][..], "DATABASE_URL"),
        (&["serve", "--help"], "--empty"),
        (&["import", "--help"], "bundle"),
        (&["import", "bundle", "--help"], "--overwrite"),
        (&["import", "onet", "--help"], "--wages"),
        (&["import", "projections", "--help"], "--dry-run"),
        (&["export", "--help"], "--schema"),
        (&["export-site", "--help"], "--base-url"),
        (&["backup", "--help"], "--force"),
        (&["restore", "--help"], "--yes"),
        (&["doctor", "--help"], "--database-read-url"),
    ] {
        let help = succeed(plain().args(arguments));
        assert!(help.contains(expected), "{arguments:?}: {help}");
    }
}

#[test]
fn an_invalid_setting_is_named() {
    for (variable, value, expected) in [
        ("DATABASE_URL", "mysql://me:secret@host/db", "--database-url"),
        ("METIER_LISTEN", "nowhere", "--listen"),
        ("METIER_BASE_URL", "careers.example", "https://careers.example"),
        ("METIER_METRICS_LISTEN", "nowhere", "--metrics-listen"),
        ("METIER_LOG_FORMAT", "xml", "--log-format"),
        ("METIER_PROXIES", "10.0.0.0/8,proxy.example", "--proxies"),
        ("METIER_PROXIES", "10.0.0.0/8,proxy.example", "“proxy.example” is neither an address nor a network"),
        ("METIER_SITE_NAME", " ", "enter a name for the site"),
    ] {
        fail(plain().env(variable, value), expected);
    }
}

#[test]
fn commands_that_read_a_database_create_none() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in ["export -", "export-site out", "backup b", "import projections x"] {
        let command = &mut plain();
        fail(command.current_dir(folder.path()).args(arguments.split(' ')), "there is no database metier.db");
    }
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
}
