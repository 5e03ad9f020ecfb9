//! A proxy in front of instances: HAProxy or nginx.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::support::{Running, program, skip_unless_required, wait_until};

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
        let programs = [program("haproxy").map(Self::HaProxy), program("nginx").map(Self::Nginx)];
        let programs: Vec<Self> = programs.into_iter().flatten().collect();
        if programs.is_empty() {
            skip_unless_required(test, "HAProxy or nginx", "METIER_REQUIRE_PROXY");
        }
        programs
    }

    pub fn start(&self, instances: &[Running]) -> Proxy {
        let (program, settings, line, arguments) = match self {
            Self::HaProxy(program) => {
                (program, include_str!("haproxy.cfg"), "  server {} {}", vec!["-db", "-f"])
            }
            Self::Nginx(program) => {
                let arguments = vec!["-p", "{folder}", "-e", "error.log", "-c"];
                (program, include_str!("nginx.conf"), "    server {};", arguments)
            }
        };
        let lines: Vec<String> = instances.iter().map(|one| line.replace("{}", &one.address)).collect();
        Proxy::start(program, &arguments, &settings.replace("{instances}", &lines.join("\n")))
    }

    /// HAProxy with the settings of the containers, in front of two instances; `None` for nginx.
    pub fn start_as_in_containers(&self, [first, second]: &[Running; 2]) -> Option<Proxy> {
        let Self::HaProxy(program) = self else { return None };
        let settings = include_str!("../../../packaging/container/haproxy.cfg");
        let settings = settings.replace("bind :8080", "bind {address}");
        let settings = settings.replace("first:8080", &first.address).replace("second:8080", &second.address);
        Some(Proxy::start(program, &["-db", "-f"], &settings))
    }
}

impl Proxy {
    fn start(program: &Path, arguments: &[&str], settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Bound and released, so the port is free.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let (file, place) = (folder.path().join("proxy.conf"), folder.path().to_str().unwrap());
        fs::write(&file, settings.replace("{address}", &address).replace("{folder}", place)).unwrap();
        let mut command = Command::new(program);
        let arguments = arguments.iter().map(|argument| argument.replace("{folder}", place));
        command.args(arguments).arg(&file).stdout(Stdio::null()).stderr(Stdio::null());
        let proxy = Proxy { child: command.spawn().unwrap(), address, _folder: folder };
        let listens = || TcpStream::connect(&proxy.address).is_ok();
        wait_until(Duration::from_secs(10), listens, || "the proxy does not start".into());
        proxy
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
