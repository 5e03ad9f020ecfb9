//! Shared by all benchmarks: arguments, random numbers, and databases with careers.

pub mod args;
mod made;
mod making;
pub mod percentile;
#[path = "../../tests/support/postgres.rs"]
mod postgres;
pub mod random;
pub mod stock;
mod vocabulary;
