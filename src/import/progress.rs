//! Progress: bars on a terminal, plain lines elsewhere.

use std::io::{IsTerminal, Read};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Bars,
    Lines,
    Quiet,
}

impl Progress {
    pub fn for_stderr() -> Self {
        if std::io::stderr().is_terminal() { Self::Bars } else { Self::Lines }
    }

    pub fn reading<'a>(self, name: &str, bytes: u64, reader: impl Read + 'a) -> Box<dyn Read + 'a> {
        let bar = || styled(ProgressBar::new(bytes), "{bytes:>10} / {total_bytes}");
        match self.start(name, &format!("Reading {name}"), bar) {
            Some(bar) => Box::new(bar.wrap_read(reader)),
            None => Box::new(reader),
        }
    }

    pub fn counting(self, what: &str) -> Count {
        Count { bar: self.start(what, what, || styled(ProgressBar::new(0), "{pos:>10} / {len}")) }
    }

    /// Shows a step of unknown length until the result is dropped.
    pub fn step(self, what: &str) -> Option<ProgressBar> {
        let spinner = self.start(what, what, ProgressBar::new_spinner);
        spinner.inspect(|spinner| spinner.enable_steady_tick(Duration::from_millis(100)))
    }

    fn start(self, message: &str, line: &str, bar: impl FnOnce() -> ProgressBar) -> Option<ProgressBar> {
        match self {
            Self::Bars => Some(bar().with_finish(ProgressFinish::AndLeave).with_message(message.to_owned())),
            Self::Lines => {
                eprintln!("{line}");
                None
            }
            Self::Quiet => None,
        }
    }
}

fn styled(bar: ProgressBar, counts: &str) -> ProgressBar {
    match ProgressStyle::with_template(&format!("{{msg:48!}} [{{bar:24}}] {counts}")) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// A counter whose total may grow.
pub struct Count {
    bar: Option<ProgressBar>,
}

impl Count {
    pub fn expect(&self, more: u64) {
        self.bar.iter().for_each(|bar| bar.inc_length(more));
    }

    pub fn at(&self, done: usize, of: usize) {
        if let Some(bar) = &self.bar {
            bar.set_length(of as u64);
            bar.set_position(done as u64);
        }
    }

    pub fn one(&self) {
        self.bar.iter().for_each(|bar| bar.inc(1));
    }
}
