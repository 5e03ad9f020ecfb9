//! What was measured, as Markdown, a line at a time.

use std::time::Duration;

use super::measured::Measured;
use crate::shared::args::{Args, Careers};
use crate::shared::stock::Stock;

/// How much of an address is printed, in bytes.
const ADDRESS: usize = 60;

/// Says on what machine and how this was measured.
pub fn head(what: &str, args: &Args) {
    println!("# {what}: how long requests take\n");
    println!("- {}", args.circumstances());
    println!("- One request at a time, of the whole site in one process: query, page or JSON, no network.");
    println!("- Times are milliseconds.");
    println!(
        "- ✗ marks a p99 that misses its aim. “Slowest” is the address with the longest median of its own."
    );
}

/// Begins the table of a database.
pub fn table(stock: &Stock, careers: Careers) {
    println!("\n## {} careers on {}\n\n{}.\n", careers.name(), stock.version(), stock.place());
    println!("| class | different | sent | p50 | p99 | aim | most | slowest | its address |");
    println!("|---|--:|--:|--:|--:|---|--:|--:|---|");
}

/// A class.
pub fn line(name: &str, different: usize, measured: &Measured, aim: Option<Duration>) {
    let Measured { p50, p99, most, sent, slowest: (address, slowest) } = measured;
    let aim = match aim {
        Some(aim) if *p99 > aim => format!("✗ aim {} ms", aim.as_millis()),
        Some(aim) => format!("aim {} ms", aim.as_millis()),
        None => "none".into(),
    };
    let [p50, p99, most, slowest] =
        [p50, p99, most, slowest].map(|time| format!("{:.2}", time.as_secs_f64() * 1e3));
    let address = match address.get(..ADDRESS) {
        Some(start) if address.len() > ADDRESS => format!("{start}…"),
        _ => address.clone(),
    };
    println!("| {name} | {different} | {sent} | {p50} | {p99} | {aim} | {most} | {slowest} | `{address}` |");
}
