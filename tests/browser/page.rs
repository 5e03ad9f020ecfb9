//! Opening pages, and checking what they show.

use std::time::{Duration, Instant};

use actix_web::rt;
use fantoccini::Locator;
use fantoccini::wd::{PrintConfiguration, PrintSize};
use serde_json::Value;

use super::driver::Browser;

/// How long to wait for what a test expects.
const PATIENCE: Duration = Duration::from_secs(10);

impl Browser {
    pub async fn open(&self, path: &str) {
        self.visit(&format!("http://{}{path}", self.site.address)).await;
    }

    /// Opens an address, of the site or another.
    pub async fn visit(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    pub async fn back(&self) {
        self.client.back().await.unwrap();
    }

    pub async fn enter_frame(&self) {
        self.client.enter_frame(0).await.unwrap();
    }

    pub async fn enter_new_tab(&self) {
        let tabs = self.client.windows().await.unwrap();
        self.client.switch_to_window(tabs.into_iter().next_back().unwrap()).await.unwrap();
    }

    pub async fn path(&self) -> String {
        let url = self.client.current_url().await.unwrap();
        let address = url.as_str().strip_prefix("http://").unwrap();
        address.strip_prefix(&self.site.address).unwrap().to_owned()
    }

    /// Waits until the current page is at `path`, which includes the query.
    pub async fn arrives_at(&self, path: &str) {
        let start = Instant::now();
        while self.path().await != path && start.elapsed() < PATIENCE {
            rt::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(self.path().await, path);
    }

    /// Focuses an element and types.
    pub async fn type_into(&self, selector: &str, keys: &str) {
        self.client.find(Locator::Css(selector)).await.unwrap().send_keys(keys).await.unwrap();
    }

    /// Presses keys in the focused element. [`fantoccini::key::Key`] has special ones.
    pub async fn press(&self, keys: &str) {
        self.client.active_element().await.unwrap().send_keys(keys).await.unwrap();
    }

    /// The value of a JavaScript expression in the page.
    pub async fn value(&self, expression: &str) -> Value {
        self.client.execute(&format!("return {expression}"), Vec::new()).await.unwrap()
    }

    /// The text that a JavaScript expression gives.
    pub async fn text(&self, expression: &str) -> String {
        self.value(expression).await.as_str().unwrap().to_owned()
    }

    /// Runs asynchronous JavaScript in the page, which must pass its result to its last argument.
    pub async fn later(&self, script: &str) -> Value {
        self.client.execute_async(script, Vec::new()).await.unwrap()
    }

    pub async fn run(&self, script: &str) {
        self.client.execute(script, Vec::new()).await.unwrap();
    }

    /// Waits until a JavaScript expression has a value.
    pub async fn expect(&self, expression: &str, expected: impl Into<Value>) {
        let (start, expected) = (Instant::now(), expected.into());
        while self.value(expression).await != expected && start.elapsed() < PATIENCE {
            rt::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(self.value(expression).await, expected, "{expression}");
    }

    pub async fn shows_heading(&self, heading: &str) {
        self.expect("document.querySelector('h1')?.textContent.trim()", heading).await;
    }

    /// Waits until the page is no wider than the window: visitors must not have to scroll sideways.
    pub async fn fits(&self) {
        let too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        self.expect(too_wide, 0).await;
    }

    /// Prints the page on paper of a size, and returns the number of sheets.
    pub async fn printed_pages(&self, size: PrintSize) -> usize {
        let how = PrintConfiguration::builder().size(size).background(true).build().unwrap();
        let pdf = self.client.print(how).await.unwrap();
        pdf.split(|byte| *byte == b'\n').filter(|line| line.ends_with(b"/Type /Page")).count()
    }

    pub async fn status(&self) -> u64 {
        let status = self.value("performance.getEntriesByType('navigation')[0].responseStatus").await;
        status.as_u64().unwrap()
    }

    /// Fails unless the page contains all of these texts, visible or folded away.
    pub async fn shows(&self, texts: &[&str]) {
        let text = self.text("document.querySelector('main').textContent.replace(/\\s+/g, ' ')").await;
        for expected in texts {
            assert!(text.contains(expected), "no “{expected}” in {text}");
        }
    }
}
