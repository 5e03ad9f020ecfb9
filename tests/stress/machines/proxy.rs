//! A proxy in front of instances: HAProxy or nginx.

use std::env;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::support::{Running, skip_unless_required};

/// An installed proxy.
pub enum Program {
    HaProxy(PathBuf),
    Nginx(PathBuf),
}

/// A running proxy, killed on drop.
pub struct Proxy {
    child: Child,
    /// Host and port.
    pub address: String,
    _folder: TempDir,
}

impl Program {
    /// All installed proxies. Without one, reports that the test is skipped, or fails if `METIER_REQUIRE_PROXY` is set.
    pub fn installed(test: &str) -> Vec<Self> {
        let programs = [find("haproxy").map(Self::HaProxy), find("nginx").map(Self::Nginx)];
        let programs: Vec<Self> = programs.into_iter().flatten().collect();
        if programs.is_empty() {
            skip_unless_required(test, "HAProxy or nginx", "METIER_REQUIRE_PROXY");
        }
        programs
    }

    /// Starts a proxy in front of instances.
    pub fn start(&self, instances: &[Running]) -> Proxy {
        let folder = tempfile::tempdir().unwrap();
        // Bound and released, so the port is free.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let file = folder.path().join("proxy.conf");
        fs::write(&file, self.settings(&address, instances, folder.path())).unwrap();
        let mut command = self.command(&file, folder.path());
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let proxy = Proxy { child, address, _folder: folder };
        proxy.wait_until_it_listens();
        proxy
    }

    fn settings(&self, address: &str, instances: &[Running], folder: &Path) -> String {
        let (settings, line): (_, fn(&Running) -> String) = match self {
            Self::HaProxy(_) => {
                let line = |instance: &Running| format!("  server {0} {0}", instance.address);
                (include_str!("haproxy.cfg"), line)
            }
            Self::Nginx(_) => {
                (include_str!("nginx.conf"), |instance| format!("    server {};", instance.address))
            }
        };
        let lines: Vec<String> = instances.iter().map(line).collect();
        let settings = settings.replace("{instances}", &lines.join("\n"));
        settings.replace("{address}", address).replace("{folder}", folder.to_str().unwrap())
    }

    fn command(&self, file: &Path, folder: &Path) -> Command {
        let (Self::HaProxy(program) | Self::Nginx(program)) = self;
        let mut command = Command::new(program);
        match self {
            Self::HaProxy(_) => command.args(["-db", "-f"]).arg(file),
            Self::Nginx(_) => {
                command.arg("-p").arg(folder).arg("-e").arg(folder.join("error.log")).arg("-c").arg(file)
            }
        };
        command
    }
}

impl Proxy {
    fn wait_until_it_listens(&self) {
        let started = Instant::now();
        while TcpStream::connect(&self.address).is_err() {
            assert!(started.elapsed() < Duration::from_secs(10), "the proxy does not start");
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Finds a program on the path or in `/usr/sbin`, where Debian has servers, and which isn't on every user's path.
fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(["/usr/sbin".into()]);
    folders.map(|folder| folder.join(name)).find(|program| program.is_file())
}
