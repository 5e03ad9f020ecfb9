//! Visitors who ask for one page after another, as fast as they get them.

use std::rc::Rc;
use std::time::{Duration, Instant};

use actix_web::rt;

use super::client::Connection;
use super::figures::Figures;
use super::process::Process;
use super::shared::random::Random;

/// How many ask at the same time, each on a connection of its own.
pub const CONNECTIONS: u64 = 64;

/// A request with what is right to answer.
pub struct Request {
    pub bytes: Vec<u8>,
    pub status: u16,
    /// How many bytes the body has.
    pub length: usize,
}

/// Asks for random ones of these pages for so long. A wrong answer is an error.
pub async fn round(
    process: &Process,
    requests: &Rc<[Request]>,
    length: Duration,
    seed: u64,
) -> Result<Figures, String> {
    let mut visitors = Vec::new();
    for number in 0..CONNECTIONS {
        let connection = Connection::to(&process.address).await.map_err(|error| error.to_string())?;
        let random = Random::new(seed, number);
        let mut visitor = Visitor { connection, random, requests: requests.clone() };
        // Whoever is let in costs more than a request; that is over when the clock starts.
        visitor.ask().await?;
        visitors.push(visitor);
    }
    let (before, started) = (process.spent(), Instant::now());
    let asking: Vec<_> =
        visitors.into_iter().map(|visitor| rt::spawn(visitor.ask_until(started + length))).collect();
    let (mut times, mut bytes) = (Vec::new(), 0);
    for visitor in asking {
        let (its_times, its_bytes) = visitor.await.map_err(|error| error.to_string())??;
        times.extend(its_times);
        bytes += its_bytes;
    }
    let took = started.elapsed();
    Ok(Figures::of(times, bytes, process.spent().since(&before), took))
}

struct Visitor {
    connection: Connection,
    random: Random,
    requests: Rc<[Request]>,
}

impl Visitor {
    /// How long each answer took, and how many bytes all had.
    async fn ask_until(mut self, end: Instant) -> Result<(Vec<Duration>, usize), String> {
        let (mut times, mut bytes) = (Vec::new(), 0);
        let mut asked = Instant::now();
        while asked < end {
            bytes += self.ask().await?;
            let answered = Instant::now();
            times.push(answered - asked);
            asked = answered;
        }
        Ok((times, bytes))
    }

    /// How many bytes the answer had.
    async fn ask(&mut self) -> Result<usize, String> {
        let Request { bytes, status, length } = self.random.pick(&self.requests);
        let told =
            |what: String| format!("{what} to {}", String::from_utf8_lossy(bytes).replace("\r\n", "; "));
        let answer = self.connection.ask(bytes).await.map_err(|error| told(error.to_string()))?;
        if (answer.status, answer.body.len()) != (*status, *length) {
            let (got, body) = (answer.status, answer.body.len());
            return Err(told(format!("{got} with {body} bytes, not {status} with {length}")));
        }
        Ok(answer.head.len() + answer.body.len())
    }
}
