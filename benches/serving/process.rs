//! A server in its own process, and the kernel's figures of that process.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use actix_web::rt::time::sleep;

/// How long to watch a server to see whether it is idle.
const LOOK: Duration = Duration::from_millis(300);

/// A running server. Dropping this stops it.
pub struct Process {
    child: Child,
    /// The process that responds: the child, or a process that the child started.
    id: u32,
    /// Host and port.
    pub address: String,
    /// Stops the server, if killing the child would leave processes behind.
    stop: Option<Command>,
    /// Kept open, because otherwise the server couldn't print anything more.
    _said: Option<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts a server that prints “… is at http://…” on standard output.
    pub fn start(mut command: Command) -> Result<Self, String> {
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| format!("{command:?}: {error}"))?;
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).map_err(|error| error.to_string())?;
        let id = child.id();
        let address = line.trim_end().rsplit_once(" is at http://").map(|(_, address)| address.to_owned());
        let process =
            Self { child, id, address: address.clone().unwrap_or_default(), stop: None, _said: Some(said) };
        address
            .map(|_| process)
            .ok_or_else(|| format!("{command:?} doesn’t print where it listens: {line:?}"))
    }

    /// A running server whose process `id` responds.
    pub fn of(child: Child, id: u32, address: String, stop: Command) -> Self {
        Self { child, id, address, stop: Some(stop), _said: None }
    }

    /// The processor time of the server's threads so far.
    pub fn spent(&self) -> Spent {
        let threads = fs::read_dir(format!("/proc/{}/task", self.id)).into_iter().flatten().flatten();
        let spent = |thread: fs::DirEntry| {
            let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
            let id = thread.file_name().to_str()?.parse().ok()?;
            Some((id, text.split(' ').next()?.parse().ok()?))
        };
        Spent(threads.filter_map(spent).collect())
    }

    /// Resident memory, in MB.
    pub fn resident(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id)).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        kib.unwrap_or_default() * 1_024.0 / 1e6
    }

    /// Waits until the server is idle, or until `at_most` has passed.
    pub async fn rest(&self, at_most: Duration) {
        for _ in 0..at_most.div_duration_f64(LOOK) as u32 {
            let before = self.spent();
            sleep(LOOK).await;
            if self.spent().since(&before) < LOOK / 20 {
                return;
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        match &mut self.stop {
            Some(stop) => drop(stop.status()),
            None => drop(self.child.kill()),
        }
        self.child.wait().ok();
    }
}

/// Processor time by thread, in nanoseconds.
pub struct Spent(HashMap<u32, u64>);

impl Spent {
    /// The time since an earlier measurement. Threads that have ended don't count: only threads that were idle for long
    /// end.
    pub fn since(&self, earlier: &Self) -> Duration {
        let of_thread = |(id, spent): (&u32, &u64)| spent - earlier.0.get(id).unwrap_or(&0);
        Duration::from_nanos(self.0.iter().map(of_thread).sum())
    }
}
