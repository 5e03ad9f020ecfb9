//! Feeds any bytes to the check that the target is named after.
#![no_main]
#![allow(dead_code)] // fuzzing needs only some of the shared code

use std::sync::LazyLock;

use imports::Importing;

#[path = "../stress/odd/checks.rs"]
mod checks;
#[path = "../stress/odd/imports.rs"]
mod imports;
#[path = "../support/release.rs"]
mod release;

static IMPORTING: LazyLock<Importing> = LazyLock::new(Importing::new);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| match env!("CARGO_BIN_NAME") {
    "bundle" => IMPORTING.bundle(bytes),
    "career_form" => checks::career_form(bytes),
    "client" => checks::client(bytes),
    "logo" => checks::logo(bytes),
    "markdown" => checks::markdown(bytes),
    "redirect" => checks::redirect(bytes),
    "release" => IMPORTING.release(release::old_names(), bytes),
    "small_form" => checks::small_form(bytes),
    "text" => checks::text(bytes),
    "upload" => checks::upload(bytes),
    "wages" => IMPORTING.wages(bytes),
    other => unreachable!("there is no check called {other}"),
});
