//! The settings and services that every request and command uses.

use std::sync::Arc;

use crate::assets::Assets;
use crate::clock::Clock;
use crate::pictures::Pictures;
use crate::proxies::Proxies;

#[derive(Clone, Debug)]
pub struct Site {
    pub name: String,
    /// The address that visitors use, without a trailing slash.
    pub base_url: String,
    pub assets: Arc<Assets>,
    pub proxies: Proxies,
    pub clock: Clock,
    pub pictures: Arc<Pictures>,
    /// Whether pages are exported as files, which answer no forms. They also leave out what each career pays in each
    /// place: that would be hundreds of pages a career.
    pub is_static: bool,
}

impl Site {
    /// An absolute URL for a path of this site.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// Without the port.
    pub fn host(&self) -> &str {
        let rest = self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, rest)| rest);
        rest.split([':', '/']).next().unwrap_or_default()
    }

    pub fn is_secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// Without trusted proxies.
    pub fn new(name: impl Into<String>, base_url: impl Into<String>, assets: Assets) -> Self {
        Self {
            name: name.into(),
            base_url: base_url.into(),
            assets: Arc::new(assets),
            proxies: Proxies::default(),
            clock: Clock::default(),
            pictures: Arc::default(),
            is_static: false,
        }
    }
}
