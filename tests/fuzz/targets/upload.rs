//! Feeds any bytes to `checks::upload`.
#![no_main]

#[allow(dead_code)]
#[path = "../../stress/odd/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::upload(bytes));
