//! Visits by well-behaved clients.

use super::connection::Connection;
use super::requests::Request;
use crate::chance::Chance;

/// A page, and a text that it must contain.
pub struct Visit {
    path: &'static str,
    holds: &'static str,
    headers: &'static str,
    /// Whether the rate limit applies.
    is_costly: bool,
}

const fn visit(path: &'static str, holds: &'static str) -> Visit {
    Visit { path, holds, headers: "", is_costly: false }
}

const VISITS: [Visit; 9] = [
    visit("/", "<h1"),
    visit("/about", "<h1"),
    visit("/healthz", ""),
    visit("/careers/kept-clerk", "a Kept Clerk do?</h1>"),
    visit("/careers/kept-nurse.json", "\"Kept Nurse\""),
    visit("/careers/kept-baker.md", "# What does a Kept Baker do?"),
    Visit { headers: "Accept-Encoding: gzip\r\n", ..visit("/careers/kept-clerk", "a Kept Clerk do?</h1>") },
    Visit { headers: "Accept-Encoding: br\r\n", ..visit("/careers/kept-nurse", "a Kept Nurse do?</h1>") },
    Visit { is_costly: true, ..visit("/search?q=kept+baker", "/careers/kept-baker") },
];

impl Visit {
    pub fn any(chance: &mut Chance) -> &'static Self {
        chance.pick(&VISITS)
    }

    #[track_caller]
    pub fn make(&self, connection: &mut Connection, is_limited: bool) {
        let answers = connection.send(&Request::visit(self.path, self.headers));
        let answers = answers.unwrap_or_else(|why| panic!("{}: {why}", self.path));
        let [answer] = &answers[..] else { panic!("{}: {} answers", self.path, answers.len()) };
        if is_limited && self.is_costly && answer.status == 429 {
            return;
        }
        let text = answer.text().unwrap();
        assert!(
            answer.status == 200 && text.contains(self.holds),
            "{}: {} {}\n{text:.3000}",
            self.path,
            answer.status,
            answer.header("location")
        );
    }
}
