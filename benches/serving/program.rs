//! Metier itself.

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
/// How long background work may take.
const REST: Duration = Duration::from_secs(600);
/// How often to start Metier, to measure how long that takes.
const STARTS: usize = 5;
/// How often to request all pages until they stay the same, at most.
const TRIES: usize = 10;

pub struct Program {
    pub cores: Cores,
    pub url: DatabaseUrl,
    /// For static files, which remain when the program is killed.
    pub home: PathBuf,
}

impl Program {
    /// Starts Metier with default settings, these flags and no rate limit. Its log goes to /dev/null.
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

    /// Starts Metier, and returns how many milliseconds it takes to send its first page.
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

/// All pages in each encoding, when all background compression is done.
pub async fn settled(process: &Process, slugs: &[String]) -> Result<Vec<(Coding, Vec<Page>)>, String> {
    let mut before = in_all_forms(process, slugs).await?;
    for _ in 0..TRIES {
        process.rest(REST).await;
        let again = in_all_forms(process, slugs).await?;
        // Metier compresses pages when they are requested again.
        if again == before && again.len() == Coding::iter().count() {
            return Ok(again);
        }
        before = again;
    }
    Err("the pages differ from request to request".into())
}

/// Fails if a page has different texts in different encodings.
async fn in_all_forms(process: &Process, slugs: &[String]) -> Result<Vec<(Coding, Vec<Page>)>, String> {
    let mut forms: Vec<(Coding, Vec<Page>)> = Vec::new();
    for coding in Coding::iter() {
        let Some(pages) = pages::ask(process, "", slugs, coding).await? else { continue };
        pages::check_same(coding, &pages, forms.first().map_or(&pages, |(_, texts)| texts))?;
        forms.push((coding, pages));
    }
    Ok(forms)
}
