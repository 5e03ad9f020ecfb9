//! The load: visitors who request the next page as soon as they have the previous one.

use std::rc::Rc;
use std::time::{Duration, Instant};

use actix_web::rt;

use super::client::Connection;
use super::figures::Figures;
use super::process::Process;
use super::shared::random::Random;

/// The number of visitors, each with its own connection.
pub const CONNECTIONS: u64 = 64;

/// A request with the expected status and length of its response.
pub struct Request {
    pub bytes: Vec<u8>,
    pub status: u16,
    /// Of the body, in bytes.
    pub length: usize,
}

/// Sends random requests for `length`. An unexpected response is an error.
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
        // The first request includes the cost of the connection, so it happens before the clock starts.
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
    /// Returns how long each response took, and the bytes of all of them.
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

    /// Returns the bytes of the response.
    async fn ask(&mut self) -> Result<usize, String> {
        let Request { bytes, status, length } = self.random.pick(&self.requests);
        let told =
            |what: String| format!("{what} for {}", String::from_utf8_lossy(bytes).replace("\r\n", "; "));
        let answer = self.connection.ask(bytes).await.map_err(|error| told(error.to_string()))?;
        if (answer.status, answer.body.len()) != (*status, *length) {
            let (got, body) = (answer.status, answer.body.len());
            return Err(told(format!("status {got} with {body} bytes instead of {status} with {length}")));
        }
        Ok(answer.head.len() + answer.body.len())
    }
}
