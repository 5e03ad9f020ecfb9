//! Prints the results as Markdown.

use metier::coding::Coding;

use super::figures::Figures;
use super::group::Group;
use super::load::CONNECTIONS;
use super::row::{Key, Server, Way};
use super::shared::args::Kind;

pub fn explain() {
    println!("- {CONNECTIONS} connections, each requesting one random page after another.");
    println!(
        "- “CPU” is the server’s processor time per request in µs; “×” is its ratio to the server named."
    );
    println!("- “Bytes” is a response with its head; “busy” is how much of the time the server worked.");
}

pub fn print(group: &Group) {
    let Group { careers, stock, pages, start, memory, .. } = group;
    println!("\n## {} careers on {}\n\n{}.\n", careers.name(), stock.version(), stock.place());
    println!("| {pages} pages | CPU | × bare | × nginx | per second | p50 ms | p99 ms | bytes | busy |");
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for row in &group.rows {
        match (row.figures(), &row.asked) {
            (Some(figures), _) => line(group, row.key, &figures),
            (None, Err(reason)) => println!("| {} | {reason} | | | | | | | |", row.key),
            (None, Ok(_)) => println!("| {} | no round | | | | | | | |", row.key),
        }
    }
    let (at_first, full) = memory;
    println!(
        "\nStart to first page: {start:.0} ms. Memory: {at_first:.0} MB with one page, {full:.0} MB with all."
    );
}

fn line(group: &Group, key: Key, figures: &Figures) {
    let Figures { cpu, rate, p50, p99, bytes, busy } = figures;
    let beside = |server, way| ratio(*cpu, group.figures(server, way, key.coding));
    let bare = beside(Server::Bare, Way::Kept);
    let nginx = match key.way {
        Way::NotModified => beside(Server::Nginx, Way::NotModified),
        _ => beside(Server::Nginx, Way::Kept),
    };
    println!(
        "| {key} | {cpu:.1} | {bare} | {nginx} | {rate:.0} | {p50:.2} | {p99:.2} | {bytes:.0} | {busy:.0} % |"
    );
}

fn ratio(cpu: f64, other: Option<Figures>) -> String {
    other.map_or("–".into(), |other| format!("{:.2}", cpu / other.cpu))
}

/// How the cost of a page grows with the number of careers, if several sizes were measured.
pub fn print_growth(groups: &[Group]) {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let sizes: Vec<&Group> = groups.iter().filter(|group| group.kind == kind).collect();
        if let [first, _, ..] = sizes[..] {
            println!(
                "\n## Growth on {}: CPU, and its ratio to {} careers (aim: at most × 1.5)\n",
                first.stock.version(),
                first.careers.name()
            );
            let names: Vec<String> =
                sizes.iter().map(|group| format!("{} careers", group.careers.name())).collect();
            println!("| | {} |\n|---{}|", names.join(" | "), "|--:".repeat(names.len()));
            growth(&sizes);
        }
    }
}

fn growth(sizes: &[&Group]) {
    use Coding::{Brotli, Gzip, Identity};
    let ways = [(Way::Kept, Identity), (Way::Kept, Gzip), (Way::Kept, Brotli), (Way::NotModified, Brotli)];
    for (way, coding) in ways.into_iter().chain([(Way::Miss, Identity), (Way::Miss, Gzip)]) {
        let of = |group: &&Group| group.figures(Server::Metier, way, coding);
        let first = of(&sizes[0]);
        let cell = |figures: Option<Figures>| match figures {
            Some(figures) => format!("{:.1} (× {})", figures.cpu, ratio(figures.cpu, first)),
            None => "–".into(),
        };
        let cells: Vec<String> = sizes.iter().map(|group| cell(of(group))).collect();
        println!("| {} | {} |", Key { server: Server::Metier, way, coding }, cells.join(" | "));
    }
}
