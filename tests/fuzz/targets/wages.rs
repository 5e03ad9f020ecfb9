//! Feeds any bytes to `Importing::wages`.
#![no_main]

use std::sync::LazyLock;

use imports::Importing;

#[allow(dead_code)]
#[path = "../../stress/odd/imports.rs"]
mod imports;

static IMPORTING: LazyLock<Importing> = LazyLock::new(Importing::new);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| IMPORTING.wages(bytes));
