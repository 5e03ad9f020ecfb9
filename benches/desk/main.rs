//! Measures how long the desk takes with the largest careers: `cargo bench --bench desk`. `-- --help` lists options.
#![allow(clippy::unwrap_used)] // a benchmark may panic

mod editor;
#[path = "../inside/mod.rs"]
mod inside;
mod largest;
#[path = "../shared/mod.rs"]
mod shared;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;

use editor::Editor;
use inside::{measured, report};
use shared::args::{Args, Careers, Kind};
use shared::stock::{self, Stock};

/// The aim for p99.
const AIM: Duration = Duration::from_millis(100);
/// Rounds per career, at least.
const LEAST: usize = 20;

fn main() -> ExitCode {
    let mut args = Args::parse();
    // Keeps these databases apart from those of the search benchmark, because this one changes careers.
    args.keep = args.keep.map(|folder| folder.join("desk"));
    report::head("The desk", &args);
    println!(
        "- Each career is opened, saved, published, compared and restored in turn for {} s.",
        args.seconds
    );
    let careers = match stock::missing(Careers::Real, Kind::Sqlite) {
        Some(_) => Careers::Made(1_000),
        None => Careers::Real,
    };
    inside::each_database(&args, &[careers], async |stock, careers| measure(stock, careers, &args).await)
}

async fn measure(stock: Stock, careers: Careers, args: &Args) -> Result<(), String> {
    if let Careers::Made(_) = careers {
        largest::enlarge(&stock.db);
    }
    let editor = Editor::of(&stock.db).await;
    report::table(&stock, careers);
    for (name, career) in largest::of(&stock.db) {
        let mut times = vec![Vec::new(); editor::STEPS.len()];
        let started = Instant::now();
        let mut round = 0;
        while round < LEAST || started.elapsed() < Duration::from_secs(args.seconds) {
            for (times, took) in times.iter_mut().zip(editor.round(career, round).await?) {
                times.push(took);
            }
            round += 1;
        }
        for (step, times) in editor::STEPS.iter().zip(times) {
            let class = format!("{step}, {name}");
            if args.wants(&class) {
                let address = [format!("/admin/careers/{career}")];
                report::line(&class, 1, &measured::summed_up(&address, vec![times]), Some(AIM));
            }
        }
    }
    Ok(())
}
