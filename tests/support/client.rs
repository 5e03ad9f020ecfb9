//! An HTTP client for running instances, with persistent connections.

use std::time::Duration;

use metier::forms::Pairs;
use ureq::http::{HeaderMap, Response};
use ureq::{Agent, Body, Error};

pub struct Client {
    agent: Agent,
    cookie: String,
}

/// The parts of an answer that these tests look at.
pub struct Answer {
    pub status: u16,
    pub body: String,
    headers: HeaderMap,
}

impl Answer {
    /// A header, or an empty string if it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The instance that answered, according to the proxy.
    pub fn served_by(&self) -> &str {
        self.header("X-Served-By")
    }
}

impl Client {
    /// Sends the cookie with every request, unless it is empty.
    pub fn new(cookie: impl Into<String>) -> Self {
        let patience = Some(Duration::from_secs(20));
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0);
        Self { agent: config.timeout_global(patience).build().into(), cookie: cookie.into() }
    }

    /// Requests a page; any status is fine.
    pub fn try_get(&self, address: &str, path: &str) -> Result<Answer, Error> {
        read(self.agent.get(format!("http://{address}{path}")).header("Cookie", &self.cookie).call()?)
    }

    /// Requests a page, which must answer 200.
    #[track_caller]
    pub fn get(&self, address: &str, path: &str) -> String {
        let answer = self.try_get(address, path).unwrap();
        assert_eq!(answer.status, 200, "{address}{path}: {}", answer.body);
        answer.body
    }

    /// Sends a form; any status is fine.
    pub fn try_post(&self, address: &str, path: &str, fields: Pairs) -> Result<Answer, Error> {
        let request = self.agent.post(format!("http://{address}{path}")).header("Cookie", &self.cookie);
        read(request.header("Sec-Fetch-Site", "same-origin").send_form(fields)?)
    }

    /// Sends a form, which must be accepted.
    #[track_caller]
    pub fn post(&self, address: &str, path: &str, fields: Pairs) {
        let answer = self.try_post(address, path, fields).unwrap();
        assert_eq!(answer.status, 303, "{address}{path}: {}", answer.body);
    }
}

fn read(mut response: Response<Body>) -> Result<Answer, Error> {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    Ok(Answer { status, headers, body: response.body_mut().read_to_string()? })
}
