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
        match self {
            Self::Bars => {
                let bar = ProgressBar::new(bytes).with_finish(ProgressFinish::AndLeave);
                if let Ok(style) =
                    ProgressStyle::with_template("{msg:48!} [{bar:24}] {bytes:>10} / {total_bytes}")
                {
                    bar.set_style(style);
                }
                bar.set_message(name.to_owned());
                Box::new(bar.wrap_read(reader))
            }
            Self::Lines => {
                eprintln!("Reading {name}");
                Box::new(reader)
            }
            Self::Quiet => Box::new(reader),
        }
    }

    pub fn counting(self, what: &str) -> Count {
        match self {
            Self::Bars => {
                let bar = ProgressBar::new(0).with_finish(ProgressFinish::AndLeave);
                if let Ok(style) = ProgressStyle::with_template("{msg:48!} [{bar:24}] {pos:>10} / {len}") {
                    bar.set_style(style);
                }
                bar.set_message(what.to_owned());
                Count { bar: Some(bar) }
            }
            Self::Lines => {
                eprintln!("{what}");
                Count { bar: None }
            }
            Self::Quiet => Count { bar: None },
        }
    }

    /// Shows a step of unknown length until the result is dropped.
    pub fn step(self, what: &str) -> ProgressStep {
        match self {
            Self::Bars => {
                let spinner = ProgressBar::new_spinner().with_finish(ProgressFinish::AndLeave);
                spinner.set_message(what.to_owned());
                spinner.enable_steady_tick(Duration::from_millis(100));
                ProgressStep { _spinner: Some(spinner) }
            }
            Self::Lines => {
                eprintln!("{what}");
                ProgressStep { _spinner: None }
            }
            Self::Quiet => ProgressStep { _spinner: None },
        }
    }
}

pub struct ProgressStep {
    _spinner: Option<ProgressBar>,
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
