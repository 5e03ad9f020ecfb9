//! The command line: output, starting and stopping.

mod bundle;
mod doctor;
mod export_site;
mod onet;
mod serve;
mod user;

use std::process::Output;

use crate::support::plain;

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn help_says_what_each_command_does() {
    for (arguments, expected) in [
        (&["--help"][..], "DATABASE_URL"),
        (&["serve", "--help"], "--empty"),
        (&["import", "--help"], "bundle"),
        (&["import", "bundle", "--help"], "--overwrite"),
        (&["import", "onet", "--help"], "--wages"),
        (&["export", "--help"], "--schema"),
        (&["export-site", "--help"], "--base-url"),
        (&["backup", "--help"], "--force"),
        (&["restore", "--help"], "--yes"),
        (&["doctor", "--help"], "--database-read-url"),
    ] {
        let output = plain().args(arguments).output().unwrap();
        let help = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && help.contains(expected), "{arguments:?}: {help}");
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
        let output = plain().env(variable, value).output().unwrap();
        assert!(!output.status.success());
        assert!(stderr(&output).contains(expected), "{variable}: {}", stderr(&output));
    }
}
