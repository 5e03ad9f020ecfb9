//! Prints the results as Markdown.

use std::time::Duration;

use super::measured::Measured;
use crate::shared::args::{Args, Careers};
use crate::shared::stock::Stock;

/// Longer addresses are cut off when printed. In bytes.
const ADDRESS: usize = 60;

pub fn head(what: &str, args: &Args) {
    println!("# {what}: how long requests take\n");
    println!("- {}", args.circumstances());
    println!(
        "- One request at a time, to the whole site in one process: database and rendering, no network."
    );
    println!("- Times are in milliseconds.");
    println!("- ✗ marks a p99 that misses its aim. “Slowest” is the longest median of any address.");
}

/// The heading of a database and the head of its table.
pub fn table(stock: &Stock, careers: Careers) {
    println!("\n## {} careers on {}\n\n{}.\n", careers.name(), stock.version(), stock.place());
    println!("| class | requests | sent | p50 | p99 | aim | longest | slowest | its address |");
    println!("|---|--:|--:|--:|--:|---|--:|--:|---|");
}

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
