//! The program, as a command and as a running site.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use metier::db::DatabaseUrl;

use super::TestDb;

/// The program with a database, without settings from the environment.
pub fn metier(db: &TestDb) -> Command {
    let (DatabaseUrl::Postgres(url) | DatabaseUrl::Sqlite(url)) = &db.url;
    let mut command = plain();
    command.env("DATABASE_URL", url);
    command
}

/// The program without a database and without settings from the environment. `METIER_TEST_PROGRAM` names another one
/// to test, such as an optimized or an older one.
pub fn plain() -> Command {
    let other = std::env::var_os("METIER_TEST_PROGRAM");
    let mut command = Command::new(other.unwrap_or_else(|| env!("CARGO_BIN_EXE_metier").into()));
    for (variable, _) in std::env::vars().filter(|(name, _)| name.starts_with("METIER_")) {
        command.env_remove(variable);
    }
    command.env_remove("DATABASE_URL").env_remove("DATABASE_READ_URL");
    command
}

/// A running site, killed on drop.
pub struct Running {
    pub child: Child,
    /// Host and port.
    pub address: String,
    said: BufReader<ChildStdout>,
}

impl Running {
    /// Starts a command that serves, on a free port.
    pub fn start(command: &mut Command) -> Self {
        Self::start_with_log(command, Stdio::null())
    }

    /// The same, with its log sent to `log`.
    pub fn start_with_log(command: &mut Command, log: Stdio) -> Self {
        let command = command.env("METIER_LISTEN", "127.0.0.1:0").stdout(Stdio::piped()).stderr(log);
        let mut child = command.spawn().unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let line = next_line(&mut said);
        let address = line.rsplit("http://").next().unwrap().to_owned();
        assert!(line.contains(" is at http://127.0.0.1:"), "{line}");
        Self { child, address, said }
    }

    /// The path of the link for the first admin, which the program prints as long as there are no users.
    pub fn first_link(&mut self) -> String {
        let line = next_line(&mut self.said);
        let (_, path) = line.split_once(&self.address).unwrap_or_else(|| panic!("no link: {line}"));
        path.to_owned()
    }

    /// Host and port of the metrics. The program must have been started with a metrics address.
    pub fn figures(&mut self) -> String {
        let line = next_line(&mut self.said);
        let address = line.strip_prefix("Metrics are at http://").and_then(|at| at.strip_suffix("/metrics"));
        address.unwrap_or_else(|| panic!("no metrics address: {line}")).to_owned()
    }

    /// Sends a request and returns the connection, with the answer unread.
    pub fn ask(&self, path: &str) -> TcpStream {
        let mut stream = self.connect();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").unwrap();
        stream
    }

    /// Sends a request and returns the answer, including headers.
    pub fn get(&self, path: &str) -> String {
        read(self.ask(path))
    }

    /// Sends a raw request and returns the answer as bytes.
    pub fn send(&self, request: &str) -> Vec<u8> {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        read_bytes(stream)
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream
    }

    pub fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn next_line(said: &mut BufReader<ChildStdout>) -> String {
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    line.trim_end().to_owned()
}

pub fn read(stream: TcpStream) -> String {
    String::from_utf8(read_bytes(stream)).unwrap()
}

pub fn read_bytes(mut stream: TcpStream) -> Vec<u8> {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    answer
}
