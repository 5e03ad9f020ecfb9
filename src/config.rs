//! Every setting: its environment variable, flag, default and validation. Settings are read once, at startup.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::db::DatabaseUrl;
use crate::proxies::Proxies;

#[derive(Args, Clone, Debug)]
pub struct DatabaseSettings {
    /// An SQLite file, as a path or sqlite://…, or a PostgreSQL database, as postgres://…
    #[arg(
        long,
        env = "DATABASE_URL",
        default_value = "metier.db",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub database_url: DatabaseUrl,
}

#[derive(Args, Clone, Debug)]
pub struct ReplicaSettings {
    /// A PostgreSQL replica of that database. Public pages are read from it while it keeps up.
    #[arg(long, env = "DATABASE_READ_URL", hide_env_values = true, value_name = "URL")]
    pub database_read_url: Option<DatabaseUrl>,
}

/// For commands that print or write links to the site.
#[derive(Args, Clone, Debug)]
pub struct AddressSettings {
    /// The address that visitors use, like https://careers.example.
    #[arg(long, env = "METIER_BASE_URL", default_value = "http://127.0.0.1:8080", value_parser = parse_base_url, value_name = "URL")]
    pub base_url: String,
}

#[derive(Args, Clone, Debug)]
pub struct SiteSettings {
    /// The address and port to listen on.
    #[arg(long, env = "METIER_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: SocketAddr,

    /// The address that visitors use, like https://careers.example. Canonical links start with it.
    /// [default: http:// and the address to listen on]
    #[arg(long, env = "METIER_BASE_URL", value_parser = parse_base_url, value_name = "URL")]
    pub base_url: Option<String>,

    /// Proxies to trust for the client's address, as addresses and networks: 127.0.0.1,10.0.0.0/8,::1.
    /// X-Forwarded-For and Forwarded headers from anyone else are ignored.
    #[arg(
        long,
        env = "METIER_PROXIES",
        default_value = "",
        hide_default_value = true,
        value_name = "ADDRESSES"
    )]
    pub proxies: Proxies,

    /// The address and port of /metrics, for Prometheus; unset, there are no metrics. It has no password: choose
    /// an address that visitors can't reach.
    #[arg(long, env = "METIER_METRICS_LISTEN", value_name = "ADDRESS")]
    pub metrics_listen: Option<SocketAddr>,

    /// Megabytes of rendered pages to cache; 0 renders every page for every request.
    #[arg(long, env = "METIER_PAGE_CACHE", default_value_t = 96, value_parser = clap::value_parser!(u64).range(..=1_000_000), value_name = "MEGABYTES")]
    pub page_cache: u64,

    /// Seconds to go on answering after the first SIGTERM, with 503 at /readyz and Connection: close, so that proxies
    /// can send visitors to another instance.
    #[arg(long, env = "METIER_DRAIN", default_value_t = 0, value_parser = clap::value_parser!(u64).range(..=3_600), value_name = "SECONDS")]
    pub drain: u64,

    #[command(flatten)]
    pub limits: LimitSettings,

    #[command(flatten)]
    pub look: LookSettings,
}

#[derive(Args, Clone, Debug)]
pub struct LimitSettings {
    /// How many searches and other expensive pages a client may request per second, with bursts of ten times as
    /// many; 0 means no limit.
    #[arg(long, env = "METIER_RATE_LIMIT", default_value_t = 20, value_parser = clap::value_parser!(u32).range(..=1_000_000), value_name = "REQUESTS")]
    pub rate_limit: u32,

    /// How many requests may be in flight, at most half of them from one client. Requests beyond that get 503, or 429
    /// if the client has its half, with Retry-After. Cached pages and static files don’t count.
    #[arg(long, env = "METIER_REQUESTS", default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=100_000), value_name = "REQUESTS")]
    pub requests: u32,

    /// How many seconds a request may wait for a read from the database, or for a change; then it gets 503, with
    /// Retry-After, and changes nothing.
    #[arg(long, env = "METIER_DATABASE_TIMEOUT", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3_600), value_name = "SECONDS")]
    pub database_timeout: u64,

    /// How many connections may be open. Others wait until one closes.
    #[arg(long, env = "METIER_CONNECTIONS", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000), value_name = "CONNECTIONS")]
    pub connections: u32,
}

#[derive(Args, Clone, Debug)]
pub struct LogSettings {
    /// The format of the log. [default: text on a terminal, json elsewhere]
    #[arg(long, env = "METIER_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Settings that the server and the static export share.
#[derive(Args, Clone, Debug)]
pub struct LookSettings {
    /// The site's name.
    #[arg(long, env = "METIER_SITE_NAME", default_value = "Metier", value_parser = parse_site_name, value_name = "NAME")]
    pub site_name: String,

    /// A folder whose css, img and js files replace the built-in ones.
    #[arg(long, env = "METIER_STATIC_DIR", value_name = "FOLDER")]
    pub static_dir: Option<PathBuf>,
}

fn parse_base_url(text: &str) -> Result<String, String> {
    let url = text.trim_end_matches('/');
    let host = url.strip_prefix("https://").or(url.strip_prefix("http://"));
    match host.filter(|host| {
        !host.is_empty() && !host.contains(|c: char| "/?#@\"<>".contains(c) || c.is_whitespace())
    }) {
        Some(_) => Ok(url.into()),
        None => Err("enter an address like https://careers.example, without a path".into()),
    }
}

fn parse_site_name(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("enter a name for the site".into()),
        name => Ok(name.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_is_a_scheme_and_a_host() {
        assert_eq!(parse_base_url("https://careers.example/"), Ok("https://careers.example".into()));
        assert_eq!(parse_base_url("http://127.0.0.1:8080"), Ok("http://127.0.0.1:8080".into()));
        for wrong in
            ["careers.example", "https://", "https://a/b", "ftp://a", "https://a\"b", "https://me:pw@a"]
        {
            assert!(parse_base_url(wrong).is_err(), "{wrong}");
        }
        assert!(parse_site_name("  ").is_err());
    }
}
