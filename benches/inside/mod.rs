//! Shared by the benchmarks that run the site in their own process, and send one request at a time.

pub mod measured;
pub mod report;
pub mod site;

use std::process::ExitCode;

use actix_web::rt::System;

use crate::shared::args::{Args, Careers};
use crate::shared::stock::{self, Stock};

/// Measures each wanted database, or prints what it needs and this machine lacks. `unless_given` is the default for
/// `--careers`.
pub fn each_database(
    args: &Args,
    unless_given: &[Careers],
    measure: impl AsyncFn(Stock, Careers) -> Result<(), String>,
) -> ExitCode {
    for (careers, kind) in args.wanted(unless_given) {
        if let Some(missing) = stock::missing(careers, kind) {
            println!("\n**Skipped: {} careers on {kind:?}, because {missing} is missing.**", careers.name());
            continue;
        }
        let stock = Stock::open(kind, careers, args);
        if let Err(reason) = stock.and_then(|stock| System::new().block_on(measure(stock, careers))) {
            println!("\n**Stopped: {reason}**");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
