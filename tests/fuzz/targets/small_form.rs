//! Feeds any bytes to `checks::small_form`.
#![no_main]

#[allow(dead_code)]
#[path = "../../stress/odd/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::small_form(bytes));
