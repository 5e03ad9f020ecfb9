//! Keeps the servers and the load on different cores, because otherwise they would slow each other down.

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};

const SERVERS: &str = "0";
const LOAD: &str = "1";

#[derive(Clone, Copy)]
pub enum Cores {
    /// Servers and load have a core each.
    Apart,
    /// There is no second core, or no taskset.
    Shared,
}

impl Cores {
    pub fn of_this_machine() -> Self {
        let can = |core| {
            let mut command = Command::new("setpriv");
            command.args(["--pdeathsig", "TERM", "taskset", "-c", core, "true"]);
            let tried = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
            tried.is_ok_and(|status| status.success())
        };
        if can(SERVERS) && can(LOAD) { Self::Apart } else { Self::Shared }
    }

    /// A command that runs a program on the servers' core, without this process's environment. The program is
    /// terminated when this process ends for any reason.
    pub fn server(self, program: &Path) -> Command {
        let mut command = match self {
            Self::Apart => {
                let mut command = Command::new("setpriv");
                command.args(["--pdeathsig", "TERM", "taskset", "-c", SERVERS]).arg(program);
                command
            }
            Self::Shared => Command::new(program),
        };
        // setpriv and taskset are on the path.
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.env_clear().env("PATH", path);
        command
    }

    /// Moves this process to the load's core.
    pub fn take_for_load(self) {
        if let Self::Apart = self {
            let id = std::process::id().to_string();
            let moved =
                Command::new("taskset").args(["-a", "-c", "-p", LOAD, &id]).stdout(Stdio::null()).status();
            assert!(
                moved.is_ok_and(|status| status.success()),
                "taskset can’t move this process to another core"
            );
        }
    }
}

impl fmt::Display for Cores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Apart => write!(f, "Each server on core {SERVERS} and the load on core {LOAD}, by taskset"),
            Self::Shared => write!(
                f,
                "**Servers and load share their cores, because there is no second core or no taskset**"
            ),
        }
    }
}
