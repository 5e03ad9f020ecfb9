//! The aims for the cost of serving, and whether they are met.

use metier::coding::Coding::{self, Brotli, Gzip, Identity};

use super::group::Group;
use super::row::Server::{self, Bare, Metier, Nginx};
use super::row::Way::{self, Kept, Miss, NotModified};

pub fn print(group: &Group) {
    println!("\n| aim | at most | measured | |\n|---|--:|--:|---|");
    let cpu = |server, way, coding| Some(group.figures(server, way, coding)?.cpu);
    let beside = |mine: (Way, Coding), other: (Server, Way, Coding)| {
        Some(cpu(Metier, mine.0, mine.1)? / cpu(other.0, other.1, other.2)?)
    };
    let p99 = |coding| Some(group.figures(Metier, Miss, coding)?.p99);
    line("cached, brotli × bare handler", 1.15, beside((Kept, Brotli), (Bare, Kept, Brotli)));
    line("cached, brotli × nginx", 1.0, beside((Kept, Brotli), (Nginx, Kept, Brotli)));
    line("cached, identity × nginx", 1.1, beside((Kept, Identity), (Nginx, Kept, Identity)));
    line("not modified × bare handler, brotli", 1.0, beside((NotModified, Brotli), (Bare, Kept, Brotli)));
    line("miss × cached, identity", 10.0, beside((Miss, Identity), (Metier, Kept, Identity)));
    line("miss, gzip × cached, identity", 14.0, beside((Miss, Gzip), (Metier, Kept, Identity)));
    line("miss, identity, p99 in ms", 25.0, p99(Identity));
    line("miss, gzip, p99 in ms", 25.0, p99(Gzip));
    line("MB with one page requested", 40.0, Some(group.memory.0));
    line("MB with all pages in three encodings", 150.0, Some(group.memory.1));
    line("start to first page in ms", 200.0, Some(group.start));
}

fn line(aim: &str, most: f64, measured: Option<f64>) {
    match measured {
        Some(measured) => {
            let reached = if measured <= most { "yes" } else { "✗ no" };
            println!("| {aim} | {most} | {measured:.2} | {reached} |");
        }
        None => println!("| {aim} | {most} | – | not measured |"),
    }
}
