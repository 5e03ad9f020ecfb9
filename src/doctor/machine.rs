//! Checks of the machine.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use rustix::fs::statvfs;
use rustix::process::{Resource, getrlimit};

use super::Finding;
use crate::addresses::HEALTH;
use crate::config::SiteSettings;

/// With fewer open files, some visitors get no answer under load.
const FEW_FILES: u64 = 1_024;

const MEGABYTE: u64 = 1024 * 1024;
/// In megabytes; less is likely to run out soon.
const LITTLE: u64 = 1_024;
/// In megabytes; less may not be enough for a backup or an import.
const TOO_LITTLE: u64 = 100;

/// Whether the address is free, or Metier already listens there.
pub fn address(site: &SiteSettings) -> Finding {
    let listen = site.listen;
    match TcpListener::bind(listen) {
        Ok(_) => Finding::ok("address", format!("{listen} is free")),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            let asked = ureq::get(format!("http://{listen}{HEALTH}"));
            let asked = asked.config().timeout_global(Some(Duration::from_secs(2))).build().call();
            let said = asked.ok().and_then(|mut answer| answer.body_mut().read_to_string().ok());
            match said.as_deref() {
                Some("ok\n") => Finding::ok("address", format!("metier is running at {listen}")),
                _ => Finding::fail(
                    "address",
                    format!("another program listens at {listen}; set METIER_LISTEN to a free address"),
                ),
            }
        }
        Err(error) => Finding::fail(
            "address",
            format!("can’t listen on {listen}: {error}; set METIER_LISTEN to an address of this machine"),
        ),
    }
}

pub fn open_files() -> Finding {
    match getrlimit(Resource::Nofile).current {
        Some(most) if most < FEW_FILES => Finding::warn(
            "open files",
            format!("only {most} allowed; raise the limit (ulimit -n, LimitNOFILE=)"),
        ),
        Some(most) => Finding::ok("open files", format!("{most} allowed")),
        None => Finding::ok("open files", "no limit"),
    }
}

pub fn disk(subject: &'static str, folder: &Path) -> Finding {
    match statvfs(folder) {
        Ok(disk) => space(subject, folder, disk.f_bavail.saturating_mul(disk.f_frsize) / MEGABYTE),
        Err(error) => Finding::fail(subject, format!("{} can’t be used: {error}", folder.display())),
    }
}

fn space(subject: &'static str, folder: &Path, megabytes: u64) -> Finding {
    let text = format!("{megabytes} MB free in {}", folder.display());
    match megabytes {
        ..TOO_LITTLE => Finding::fail(subject, format!("only {text}; free some space")),
        TOO_LITTLE..LITTLE => Finding::warn(subject, format!("only {text}")),
        _ => Finding::ok(subject, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Verdict;

    #[test]
    fn a_disk_that_is_nearly_full_is_told() {
        let verdict = |megabytes| space("disk", Path::new("/"), megabytes).verdict;
        assert_eq!(
            [99, 100, 1_023, 1_024].map(verdict),
            [Verdict::Fail, Verdict::Warn, Verdict::Warn, Verdict::Ok]
        );
    }
}
