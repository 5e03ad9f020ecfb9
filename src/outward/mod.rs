//! Checks whether links to other sites work. Editors decide where it connects, so it connects only to web ports of
//! public addresses, and to exactly the address that it has checked.

mod address;
mod resolver;

use std::collections::{HashMap, VecDeque};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error};

pub use address::{is_public, public_web};
pub use resolver::Allowed;
use resolver::Checked;

const AT_ONCE: usize = 8;
/// For one link, redirects included.
const PATIENCE: Duration = Duration::from_secs(5);
/// For all links together, because someone is waiting for the page.
const WHOLE: Duration = Duration::from_secs(60);
const REDIRECTS: u32 = 3;

/// The problem with each broken link, by URL. Blocks for up to a minute.
pub fn unanswered(urls: Vec<String>, allowed: Allowed) -> HashMap<String, String> {
    let agent = agent(allowed);
    let until = Instant::now() + WHOLE;
    let (waiting, found) = (Mutex::new(VecDeque::from(urls)), Mutex::new(HashMap::new()));
    let next = || waiting.lock().ok()?.pop_front();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(url) = next() {
                    let wrong = match Instant::now() < until {
                        true => wrong_with(&agent, &url),
                        false => Some("wasn’t checked: the other links took too long".into()),
                    };
                    if let (Some(wrong), Ok(mut found)) = (wrong, found.lock()) {
                        found.insert(url, wrong);
                    }
                }
            });
        }
    });
    found.into_inner().unwrap_or_default()
}

/// Ignores the system's proxies.
fn agent(allowed: Allowed) -> Agent {
    let config = Agent::config_builder()
        .proxy(None)
        .http_status_as_error(false)
        .max_redirects(REDIRECTS)
        .timeout_global(Some(PATIENCE))
        .user_agent("Metier (link check)")
        .build();
    Agent::with_parts(config, DefaultConnector::default(), Checked(allowed))
}

/// The problem with a link; `None` if it works. Tries GET, without reading the body, if HEAD fails.
fn wrong_with(agent: &Agent, url: &str) -> Option<String> {
    let status = match agent.head(url).call() {
        Ok(answer) if answer.status().as_u16() < 400 => return None,
        Err(error @ (Error::Other(_) | Error::HostNotFound)) => return Some(said(&error)),
        Ok(_) | Err(_) => match agent.get(url).call() {
            Ok(answer) => answer.status().as_u16(),
            Err(error) => return Some(said(&error)),
        },
    };
    match status {
        ..=399 => None,
        401 | 403 | 429 => Some(format!("answers {status}, perhaps only to programs; open it to check")),
        _ => Some(format!("answers {status}")),
    }
}

fn said(error: &Error) -> String {
    match error {
        Error::Other(refused) => refused.to_string(),
        Error::HostNotFound => "the host doesn’t exist".into(),
        Error::TooManyRedirects => "redirects too many times".into(),
        Error::Timeout(_) => "doesn’t answer in time".into(),
        error => format!("can’t be reached: {error}"),
    }
}
