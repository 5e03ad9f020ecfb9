//! The settings and services of a site: what every request and every command asks for.

use std::sync::Arc;

use crate::assets::Assets;
use crate::clock::Clock;
use crate::pictures::Pictures;
use crate::proxies::Proxies;

/// A site: its settings and services.
#[derive(Clone, Debug)]
pub struct Site {
    /// What the site is called.
    pub name: String,
    /// The address visitors use, without a slash at its end.
    pub base_url: String,
    /// The static files.
    pub assets: Arc<Assets>,
    /// The proxies that pass requests on and say where they come from.
    pub proxies: Proxies,
    /// What time it is.
    pub clock: Clock,
    /// The pictures that were drawn last.
    pub pictures: Arc<Pictures>,
}

impl Site {
    /// A path of this site as an address that can be followed from anywhere.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// The host of its address, without a port.
    pub fn host(&self) -> &str {
        let rest = self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, rest)| rest);
        rest.split([':', '/']).next().unwrap_or_default()
    }

    /// Whether visitors reach it by TLS.
    pub fn is_secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }

    /// A site that browsers reach without a proxy.
    pub fn new(name: impl Into<String>, base_url: impl Into<String>, assets: Assets) -> Self {
        let (assets, clock) = (Arc::new(assets), Clock::default());
        Self {
            name: name.into(),
            base_url: base_url.into(),
            assets,
            proxies: Proxies::default(),
            clock,
            pictures: Arc::default(),
        }
    }
}
