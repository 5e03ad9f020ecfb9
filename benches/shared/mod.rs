//! What every benchmark needs: its arguments, and careers to measure.

pub mod args;
mod made;
mod making;
pub mod percentile;
#[path = "../../tests/support/postgres.rs"]
mod postgres;
pub mod random;
pub mod stock;
mod vocabulary;
