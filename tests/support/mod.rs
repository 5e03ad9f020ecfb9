//! Helpers shared by all test targets.
#![allow(dead_code, unused_imports, unused_macros)] // each target uses only some of them

mod answer;
pub mod backups;
pub mod careers;
pub mod client;
pub mod edited;
mod faults;
pub mod odd_texts;
mod postgres;
mod program;
pub mod release;
mod samples;
mod standby;
mod test_db;
mod visitor;
pub mod wages;

pub use answer::{Answer, with_query};
pub use postgres::binaries as postgres_programs;
pub use program::{Running, metier, plain, read, read_bytes};
pub use samples::{HOSTILE, count, date, entry, full, pay, prepare, save, slug, store, stored, texts};
pub use standby::Standby;
pub use test_db::TestDb;
pub use visitor::{PASSWORD, Visitor, add_user, add_user_called, code_of, session_cookie, site};

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
        on_both!(@pair $name, |db| actix_web::rt::System::new().block_on(super::$name(db)));
    };
    ($name:ident) => {
        on_both!(@pair $name, super::$name);
    };
    (@pair $name:ident, $run:expr) => {
        mod $name {
            use $crate::support::TestDb;

            #[test]
            fn sqlite() {
                let run: fn(TestDb) = $run;
                run(TestDb::sqlite());
            }

            #[test]
            fn postgres() {
                let run: fn(TestDb) = $run;
                if let Some(db) = TestDb::postgres(module_path!()) {
                    run(db);
                }
            }
        }
    };
}

/// Reports that a test was skipped. Bypasses libtest, which hides the output of passing tests.
pub fn skip(test: &str, why: &str) {
    use std::io::Write;
    let test = test.split_once("::").map_or(test, |(_target, test)| test);
    std::io::stderr().write_all(format!("SKIPPED ({why}): {test}\n").as_bytes()).unwrap();
}

/// Reports that a test was skipped because something is missing, or fails if `variable` is set.
pub fn skip_unless_required(test: &str, lacking: &str, variable: &str) {
    let required = std::env::var(variable).is_ok_and(|set| !set.is_empty());
    assert!(!required, "{variable} is set, but there is no {lacking}");
    skip(test, &format!("no {lacking}"));
}
