//! A row of the table: a server, and the requests that it gets.

use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use metier::coding::Coding;

use super::figures::Figures;
use super::load::{self, Request};
use super::process::Process;

#[derive(Clone, Copy, PartialEq)]
pub enum Server {
    Metier,
    Bare,
    Nginx,
}

/// Where a response comes from.
#[derive(Clone, Copy, PartialEq)]
pub enum Way {
    /// From memory or from a file.
    Kept,
    /// The page hasn't changed: 304 without a body.
    NotModified,
    /// Rendered for the request.
    Miss,
}

#[derive(Clone, Copy, PartialEq)]
pub struct Key {
    pub server: Server,
    pub way: Way,
    pub coding: Coding,
}

pub struct Row {
    pub key: Key,
    /// The server and the requests, or why there are none.
    pub asked: Result<(Rc<Process>, Rc<[Request]>), String>,
    rounds: Vec<Figures>,
}

impl Row {
    pub fn new(key: Key, process: &Rc<Process>, requests: Result<Vec<Request>, String>) -> Self {
        let asked = requests.map(|requests| (process.clone(), requests.into()));
        Self { key, asked, rounds: Vec::new() }
    }

    /// Measures a round, if there are requests.
    pub async fn measure(&mut self, length: Duration, seed: u64) -> Result<(), String> {
        if let Ok((process, requests)) = &self.asked {
            let round = load::round(process, requests, length, seed).await;
            self.rounds.push(round.map_err(|error| format!("{}: {error}", self.key))?);
        }
        Ok(())
    }

    /// The medians of the rounds so far.
    pub fn figures(&self) -> Option<Figures> {
        Figures::medians(&self.rounds)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let form = format!("{:?}", self.coding).to_lowercase();
        match (self.server, self.way) {
            (Server::Metier, Way::Kept) => write!(f, "metier, cached, {form}"),
            (Server::Metier, Way::NotModified) => write!(f, "metier, not modified"),
            (Server::Metier, Way::Miss) => write!(f, "metier, miss, {form}"),
            (Server::Bare, _) => write!(f, "bare handler, {form}"),
            (Server::Nginx, Way::NotModified) => write!(f, "nginx, not modified"),
            (Server::Nginx, _) => write!(f, "nginx, {form}"),
        }
    }
}
