//! Measures how long it takes to find careers: `cargo bench --bench finding`. `-- --help` lists options.
#![allow(clippy::unwrap_used)] // a benchmark may panic

mod classes;
mod crawl;
#[path = "../inside/mod.rs"]
mod inside;
mod measure;
#[path = "../shared/mod.rs"]
mod shared;
mod typing;

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use inside::report;
use inside::site::Site;
use shared::args::{Args, Careers};
use shared::stock::Stock;

fn main() -> ExitCode {
    let args = Args::parse();
    report::head("Finding", &args);
    println!("- Each class runs for {} s, and sends each of its requests at least once.", args.seconds);
    inside::each_database(&args, &[Careers::Real, Careers::Made(100_000)], async |stock, careers| {
        measure(stock, careers, &args).await
    })
}

async fn measure(stock: Stock, careers: Careers, args: &Args) -> Result<(), String> {
    let site = Site::over(stock.db.clone()).await;
    report::table(&stock, careers);
    for class in classes::all(&stock, &site, args.seed).await.iter().filter(|class| args.wants(&class.name)) {
        let measured = measure::class(&site, class, Duration::from_secs(args.seconds)).await?;
        report::line(&class.name, class.requests.len(), &measured, aim(careers));
    }
    Ok(())
}

/// The aim for p99. More than 100,000 careers have none.
fn aim(careers: Careers) -> Option<Duration> {
    match careers {
        Careers::Real => Some(Duration::from_millis(5)),
        Careers::Made(..=100_000) => Some(Duration::from_millis(25)),
        Careers::Made(_) => None,
    }
}
