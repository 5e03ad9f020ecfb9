//! Helpers shared by all test targets.
#![allow(dead_code, unused_imports, unused_macros)] // each target uses only some of them

mod answer;
pub mod backups;
pub mod careers;
pub mod client;
pub mod commands;
pub mod edited;
mod faults;
pub mod odd_texts;
mod postgres;
mod program;
pub mod projections;
pub mod release;
mod samples;
mod standby;
mod test_db;
mod visitor;
pub mod wages;

use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use metier::addresses::{self, PROBES};
use metier::pages::{openapi, sitemap};

pub use answer::{Answer, with_query};
pub use postgres::binaries as postgres_programs;
pub use program::{Running, metier, plain, read, read_bytes};
pub use samples::{HOSTILE, count, date, entry, full, pay, prepare, rows, save, slug, store, stored, texts};
pub use standby::Standby;
pub use test_db::TestDb;
pub use visitor::{PASSWORD, Visitor, add_user, add_user_called, code_of, multipart, session_cookie, site};

/// Makes two tests of one function, one for each database.
///
/// ```ignore
/// on_both!(a_profile_is_stored);
/// fn a_profile_is_stored(db: TestDb) { … }
///
/// on_both!(async the_home_page_answers);
/// async fn the_home_page_answers(db: TestDb) { … }
/// ```
/// The tests are called `a_profile_is_stored::sqlite` and `a_profile_is_stored::postgres`. Each gets its own migrated,
/// empty database. Without PostgreSQL, the second is skipped.
macro_rules! on_both {
    (async $name:ident) => {
        on_both!(@tests $name, |db| actix_web::rt::System::new().block_on(super::$name(db)));
    };
    ($name:ident) => {
        on_both!(@tests $name, super::$name);
    };
    (@tests $name:ident, $run:expr) => {
        mod $name {
            #[test]
            fn sqlite() {
                let run: fn($crate::support::TestDb) = $run;
                run($crate::support::TestDb::sqlite());
            }

            on_postgres!(@test $run);
        }
    };
}

/// Makes a test of a function that needs PostgreSQL, as [`on_both!`] does.
macro_rules! on_postgres {
    (async $name:ident) => {
        mod $name {
            on_postgres!(@test |db| actix_web::rt::System::new().block_on(super::$name(db)));
        }
    };
    ($name:ident) => {
        mod $name {
            on_postgres!(@test super::$name);
        }
    };
    (@test $run:expr) => {
        #[test]
        fn postgres() {
            let run: fn($crate::support::TestDb) = $run;
            if let Some(db) = $crate::support::TestDb::postgres(module_path!()) {
                run(db);
            }
        }
    };
}

/// Waits until a condition holds; if it doesn't in time, fails with `why`.
#[track_caller]
pub fn wait_until(patience: Duration, mut is_so: impl FnMut() -> bool, why: impl Fn() -> String) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < patience, "{}", why());
        sleep(Duration::from_millis(10));
    }
}

/// Whether a variable of the environment is set, and not empty.
pub fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|set| !set.is_empty())
}

/// The patterns in `src/routes.rs`, each with the line that registers it.
pub fn routes() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../../src/routes.rs").lines();
    lines.filter_map(|line| Some((line.split('"').nth(1).filter(|path| path.starts_with('/'))?, line)))
}

/// The patterns of all routes; `src/routes.rs` names some by constants.
pub fn all_routes() -> impl Iterator<Item = &'static str> {
    let named = [
        addresses::LIST,
        addresses::LIST_JSON,
        addresses::LIST_CSV,
        addresses::JSON,
        addresses::MARKDOWN,
        addresses::FEED,
        addresses::SITE_FEED,
        openapi::PATH,
        sitemap::INDEX,
    ];
    routes().map(|(path, _)| path).chain(named).chain(PROBES)
}

/// Finds a program on the path or in `/usr/sbin`, where Debian has servers, and which isn't on every user's path.
pub fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into()]);
    folders.map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// Reports that a test was skipped. Bypasses libtest, which hides the output of passing tests.
pub fn skip(test: &str, why: &str) {
    use std::io::Write;
    let test = test.split_once("::").map_or(test, |(_target, test)| test);
    std::io::stderr().write_all(format!("SKIPPED ({why}): {test}\n").as_bytes()).unwrap();
}

/// Reports that a test was skipped because something is missing, or fails if `variable` is set.
pub fn skip_unless_required(test: &str, lacking: &str, variable: &str) {
    assert!(!is_set(variable), "{variable} is set, but there is no {lacking}");
    skip(test, &format!("no {lacking}"));
}
