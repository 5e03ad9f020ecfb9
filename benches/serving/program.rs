//! The program itself.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use metier::coding::Coding;
use metier::db::DatabaseUrl;
use strum::IntoEnumIterator;

use super::cores::Cores;
use super::figures::median;
use super::pages::{self, Page};
use super::process::Process;

const PROGRAM: &str = env!("CARGO_BIN_EXE_metier");
/// How long what it does in the background may take.
const REST: Duration = Duration::from_secs(600);
/// How often it is started to see how long that takes.
const STARTS: usize = 5;
/// How often all pages are asked for until they stay the same.
const TRIES: usize = 10;

/// The program over a database.
pub struct Program {
    pub cores: Cores,
    pub url: DatabaseUrl,
    /// Where it lays out its static files, which stay when it is ended by force.
    pub home: PathBuf,
}

impl Program {
    /// Starts it as anyone would, but for these flags and without a limit for one client. Its log is written, and thrown away.
    pub fn start(&self, flags: &[&str]) -> Result<Process, String> {
        let (DatabaseUrl::Postgres(database) | DatabaseUrl::Sqlite(database)) = &self.url;
        let mut command = self.cores.server(Path::new(PROGRAM));
        command.args(["serve", "--listen", "127.0.0.1:0", "--base-url", "https://careers.example"]);
        command
            .args(["--rate-limit", "0"])
            .args(flags)
            .env("DATABASE_URL", database)
            .env("TMPDIR", &self.home)
            .stderr(Stdio::null());
        Process::start(command)
    }

    /// The same, with how many milliseconds it takes from its start until it has sent a page.
    pub async fn time_start(&self, slugs: &[String]) -> Result<(Process, f64), String> {
        let mut times = Vec::new();
        loop {
            let started = Instant::now();
            let process = self.start(&[])?;
            pages::ask(&process, "", &slugs[..1], Coding::Identity).await?;
            times.push(started.elapsed().as_secs_f64() * 1e3);
            if times.len() == STARTS {
                process.rest(REST).await;
                return Ok((process, median(times).unwrap()));
            }
        }
    }
}

/// All pages in each form that it sends, as they are when it has nothing more to do for them.
pub async fn settled(process: &Process, slugs: &[String]) -> Result<Vec<(Coding, Vec<Page>)>, String> {
    let mut before = in_all_forms(process, slugs).await?;
    for _ in 0..TRIES {
        process.rest(REST).await;
        let again = in_all_forms(process, slugs).await?;
        // Pages are compressed when they are asked for again.
        if again == before && again.len() == Coding::iter().count() {
            return Ok(again);
        }
        before = again;
    }
    Err("the same pages are other bytes each time".into())
}

/// Those pages, each with the same text in each form.
async fn in_all_forms(process: &Process, slugs: &[String]) -> Result<Vec<(Coding, Vec<Page>)>, String> {
    let mut forms: Vec<(Coding, Vec<Page>)> = Vec::new();
    for coding in Coding::iter() {
        let Some(pages) = pages::ask(process, "", slugs, coding).await? else { continue };
        pages::check_same(coding, &pages, forms.first().map_or(&pages, |(_, texts)| texts))?;
        forms.push((coding, pages));
    }
    Ok(forms)
}
