//! Checks of the machine.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use rustix::fs::statvfs;
use rustix::process::{Resource, getrlimit};

use super::Diagnosis;
use crate::addresses::{HEALTH, READINESS};
use crate::config::SiteSettings;

/// With fewer open files, some visitors get no answer under load.
const FEW_FILES: u64 = 1_024;

/// How long to wait for a running site.
const PATIENCE: Duration = Duration::from_secs(2);

const MEGABYTE: u64 = 1024 * 1024;
/// In megabytes; less is likely to run out soon.
const LITTLE: u64 = 1_024;
/// In megabytes; less may not be enough for a backup or an import.
const TOO_LITTLE: u64 = 100;

/// Whether the address is free, or Metier already listens there.
pub fn address(site: &SiteSettings) -> Diagnosis {
    let listen = site.listen;
    match TcpListener::bind(listen) {
        Ok(_) => Diagnosis::Ok(format!("{listen} is free")),
        Err(error) if error.kind() == ErrorKind::AddrInUse => match is_running(site) {
            true => Diagnosis::Ok(format!("metier is running at {listen}")),
            false => Diagnosis::Fail(format!(
                "another program listens at {listen}; set METIER_LISTEN to a free address"
            )),
        },
        Err(error) => Diagnosis::Fail(format!(
            "can’t listen on {listen}: {error}; set METIER_LISTEN to an address of this machine"
        )),
    }
}

/// Whether the running site is ready; `None` if no site is running.
pub fn readiness(site: &SiteSettings) -> Option<Diagnosis> {
    if !is_running(site) {
        return None;
    }
    Some(match ask(site, READINESS)?.as_str() {
        "ready\n" => Diagnosis::Ok("the running site is ready".into()),
        said => Diagnosis::Fail(format!("the running site isn’t ready: {}", said.trim_end())),
    })
}

fn is_running(site: &SiteSettings) -> bool {
    ask(site, HEALTH).is_some_and(|said| said == "ok\n")
}

fn ask(site: &SiteSettings, path: &str) -> Option<String> {
    let asked = ureq::get(format!("http://{}{path}", site.listen)).config().http_status_as_error(false);
    let answer = asked.timeout_global(Some(PATIENCE)).build().call().ok()?;
    answer.into_body().read_to_string().ok()
}

pub fn open_files() -> Diagnosis {
    match getrlimit(Resource::Nofile).current {
        Some(most) if most < FEW_FILES => {
            Diagnosis::Warn(format!("only {most} allowed; raise the limit (ulimit -n, LimitNOFILE=)"))
        }
        Some(most) => Diagnosis::Ok(format!("{most} allowed")),
        None => Diagnosis::Ok("no limit".into()),
    }
}

pub fn disk(folder: &Path) -> Diagnosis {
    match statvfs(folder) {
        Ok(disk) => space(folder, disk.f_bavail.saturating_mul(disk.f_frsize) / MEGABYTE),
        Err(error) => Diagnosis::Fail(format!("{} can’t be used: {error}", folder.display())),
    }
}

fn space(folder: &Path, megabytes: u64) -> Diagnosis {
    let text = format!("{megabytes} MB free in {}", folder.display());
    match megabytes {
        ..TOO_LITTLE => Diagnosis::Fail(format!("only {text}; free some space")),
        TOO_LITTLE..LITTLE => Diagnosis::Warn(format!("only {text}")),
        _ => Diagnosis::Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_is_nearly_full_is_told() {
        let verdict = |megabytes| space(Path::new("/"), megabytes).parts().0;
        assert_eq!([99, 100, 1_023, 1_024].map(verdict), ["FAIL", "warn", "warn", "ok  "]);
    }
}
