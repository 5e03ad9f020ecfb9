//! A database, and the servers that send its pages.

use std::rc::Rc;

use metier::coding::Coding;
use metier::db::DbError;
use metier::models::{career, snapshot};
use strum::IntoEnumIterator;
use tempfile::TempDir;

use super::cores::Cores;
use super::figures::Figures;
use super::load::Request;
use super::pages::{self, Page, folder_of};
use super::process::Process;
use super::program::{self, Program};
use super::row::{Key, Row, Server, Way};
use super::shared::args::{Args, Careers, Kind};
use super::shared::random::Random;
use super::shared::stock::Stock;
use super::{bare, nginx};

/// The number of careers to request, at most.
const PAGES: usize = 1_000;

pub struct Group {
    /// First, so that the servers stop before the database and the files are removed.
    pub rows: Vec<Row>,
    pub careers: Careers,
    pub kind: Kind,
    pub stock: Stock,
    /// The number of different pages to request.
    pub pages: usize,
    /// From Metier's start to its first page, in milliseconds.
    pub start: f64,
    /// Metier's resident memory with one page requested, and with all pages in three encodings, in MB.
    pub memory: (f64, f64),
    /// The pages as files, and the servers' own files.
    folder: TempDir,
}

impl Group {
    /// Starts all servers, and checks that they send the same pages.
    pub async fn open(
        careers: Careers,
        kind: Kind,
        stock: Stock,
        cores: Cores,
        args: &Args,
    ) -> Result<Self, String> {
        eprintln!("Starting servers for {} careers on {kind:?}", careers.name());
        let slugs = slugs(&stock, args.seed);
        let folder = TempDir::new().map_err(|error| error.to_string())?;
        let program = Program { cores, url: stock.url.clone(), home: folder.path().into() };
        let (process, start) = program.time_start(&slugs).await?;
        let at_first = process.resident();
        let forms = program::settled(&process, &slugs).await?;
        let memory = (at_first, process.resident());
        let mut group =
            Self { careers, kind, stock, rows: Vec::new(), pages: slugs.len(), start, memory, folder };
        group.add_metier(process, &forms);
        group.add_misses(&program, &slugs, &forms).await?;
        group.add_others(cores, &slugs, &forms).await?;
        let lacking = group.rows.iter().find(|row| row.asked.is_err() && row.key.server == Server::Metier);
        lacking.map_or(Ok(()), |row| Err(format!("{} can’t be measured", row.key)))?;
        group.rows.retain(|row| args.wants(&row.key.to_string()));
        Ok(group)
    }

    /// None if the row wasn't measured.
    pub fn figures(&self, server: Server, way: Way, coding: Coding) -> Option<Figures> {
        self.rows.iter().find(|row| row.key == Key { server, way, coding })?.figures()
    }

    fn add_metier(&mut self, process: Process, forms: &Forms) {
        let process = Rc::new(process);
        for coding in Coding::iter() {
            let requests = of(forms, coding).map(|pages| pages::gets(pages, "", coding));
            self.rows.push(Row::new(
                Key { server: Server::Metier, way: Way::Kept, coding },
                &process,
                requests,
            ));
        }
        self.rows.push(not_modified(Server::Metier, &process, of(forms, Coding::Brotli), ""));
    }

    /// Starts Metier without a page cache, and checks that it sends the same pages.
    async fn add_misses(&mut self, program: &Program, slugs: &[String], forms: &Forms) -> Result<(), String> {
        let process = Rc::new(program.start(&["--page-cache", "0"])?);
        for coding in [Coding::Identity, Coding::Gzip] {
            let pages = pages::ask(&process, "", slugs, coding).await?;
            if let Some(pages) = &pages {
                pages::check_same(coding, pages, of(forms, Coding::Identity)?)?;
            }
            let requests = pages.map(|pages| pages::gets(&pages, "", coding)).ok_or_else(|| not_sent(coding));
            self.rows.push(Row::new(
                Key { server: Server::Metier, way: Way::Miss, coding },
                &process,
                requests,
            ));
        }
        Ok(())
    }

    /// Starts the bare handler and nginx with the bytes that Metier sent.
    async fn add_others(&mut self, cores: Cores, slugs: &[String], forms: &Forms) -> Result<(), String> {
        for (coding, pages) in forms {
            pages::write(pages, self.folder.path(), *coding).map_err(|error| error.to_string())?;
        }
        let bare = Rc::new(bare::start(cores, self.folder.path())?);
        self.add_files(Server::Bare, &bare, slugs, forms).await?;
        if let Some(installed) = nginx::program() {
            let nginx = Rc::new(nginx::start(cores, &installed, self.folder.path())?);
            let sent = self.add_files(Server::Nginx, &nginx, slugs, forms).await?;
            let brotli = of(&sent, Coding::Brotli);
            self.rows.push(not_modified(Server::Nginx, &nginx, brotli, &prefix(Coding::Brotli)));
        }
        Ok(())
    }

    async fn add_files(
        &mut self,
        server: Server,
        process: &Rc<Process>,
        slugs: &[String],
        forms: &Forms,
    ) -> Result<Forms, String> {
        let mut sent = Forms::new();
        for (coding, _) in forms {
            let pages = pages::ask(process, &prefix(*coding), slugs, *coding).await?;
            let pages = pages.ok_or_else(|| not_sent(*coding))?;
            pages::check_same(*coding, &pages, of(forms, Coding::Identity)?)?;
            let requests = Ok(pages::gets(&pages, &prefix(*coding), *coding));
            self.rows.push(Row::new(Key { server, way: Way::Kept, coding: *coding }, process, requests));
            sent.push((*coding, pages));
        }
        Ok(sent)
    }
}

/// The pages in each encoding that a server sends.
type Forms = Vec<(Coding, Vec<Page>)>;

fn of(forms: &Forms, coding: Coding) -> Result<&[Page], String> {
    let found = forms.iter().find(|(form, _)| *form == coding);
    found.map(|(_, pages)| pages.as_slice()).ok_or_else(|| not_sent(coding))
}

fn not_sent(coding: Coding) -> String {
    format!("the server doesn’t send {}", folder_of(coding))
}

/// The path of an encoding's files.
fn prefix(coding: Coding) -> String {
    format!("/{}", folder_of(coding))
}

/// The row of visitors who already have the page, in brotli like most visitors.
fn not_modified(server: Server, process: &Rc<Process>, pages: Result<&[Page], String>, prefix: &str) -> Row {
    let coding = Coding::Brotli;
    let requests =
        |pages| pages::revalidations(pages, prefix, coding).ok_or("the server sends no ETag".to_owned());
    let requests: Result<Vec<Request>, String> = pages.and_then(requests);
    Row::new(Key { server, way: Way::NotModified, coding }, process, requests)
}

/// The slugs of random careers.
fn slugs(stock: &Stock, seed: u64) -> Vec<String> {
    let mut random = Random::new(seed, 2);
    let drawn: Result<_, DbError> = stock.db.read_now(|conn| {
        let ids = random.some(&career::all_ids(conn)?, PAGES);
        snapshot::of(conn, &ids)
    });
    drawn.unwrap().into_iter().map(|(_, entry)| entry.profile.slug.as_str().to_owned()).collect()
}
