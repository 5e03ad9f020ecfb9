//! What every benchmark needs: its arguments, careers to measure, a site over them, and the table it prints.

pub mod args;
mod made;
pub mod measured;
#[path = "../../tests/site/support/postgres.rs"]
mod postgres;
pub mod random;
pub mod report;
pub mod site;
pub mod stock;
mod vocabulary;
