//! nginx with the best settings for sending the same bytes from files.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::Duration;
use std::{env, fs};

use super::cores::Cores;
use super::process::Process;

/// ADDRESS and FOLDER are replaced.
const SETTINGS: &str = include_str!("nginx.conf");
/// How often to check whether nginx is ready, every ten milliseconds.
const LOOKS: u32 = 500;

/// Searches the path, and the folders that are only on root's path.
pub fn program() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/local/sbin".into()]);
    folders.map(|folder| folder.join("nginx")).find(|program| program.is_file())
}

/// Starts nginx with a folder of pages; its own files go there too.
pub fn start(cores: Cores, program: &Path, folder: &Path) -> Result<Process, String> {
    let address = free_address().map_err(|error| error.to_string())?;
    let path = folder.to_str().ok_or("the path of the temporary folder isn’t UTF-8")?;
    let settings = SETTINGS.replace("ADDRESS", &address).replace("FOLDER", path);
    let file = folder.join("nginx.conf");
    fs::write(&file, settings).map_err(|error| error.to_string())?;
    let with = |mut command: Command| {
        command.args(["-e", "error.log", "-p"]).arg(folder).arg("-c").arg(&file);
        command
    };
    let mut stop = with(Command::new(program));
    stop.args(["-s", "stop"]);
    let child = with(cores.server(program)).spawn().map_err(|error| error.to_string())?;
    match worker_of(&child, &address) {
        Some(worker) => Ok(Process::of(child, worker, address, stop)),
        None => {
            drop(Process::of(child, 0, address, stop));
            Err(format!(
                "nginx doesn’t start: {}",
                fs::read_to_string(folder.join("error.log")).unwrap_or_default()
            ))
        }
    }
}

fn free_address() -> std::io::Result<String> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}

/// Waits until nginx accepts connections, and returns the id of its only worker.
fn worker_of(child: &Child, address: &str) -> Option<u32> {
    let children = format!("/proc/{0}/task/{0}/children", child.id());
    for _ in 0..LOOKS {
        let worker =
            fs::read_to_string(&children).ok()?.split_whitespace().next().and_then(|id| id.parse().ok());
        if worker.is_some() && TcpStream::connect(address).is_ok() {
            return worker;
        }
        sleep(Duration::from_millis(10));
    }
    None
}
