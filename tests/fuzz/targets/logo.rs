//! Feeds any bytes to `checks::logo`.
#![no_main]

#[allow(dead_code)]
#[path = "../../stress/odd/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::logo(bytes));
