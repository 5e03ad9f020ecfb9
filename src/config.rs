//! Every setting: its variable, its flag, its default and its check. Read once, at start.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::db::DatabaseUrl;
use crate::proxies::Proxies;

/// Where the content is kept. Every command takes it.
#[derive(Args, Clone, Debug)]
pub struct DatabaseSettings {
    /// An SQLite file, as a path or sqlite://…, or a PostgreSQL database, postgres://…
    #[arg(
        long,
        env = "DATABASE_URL",
        default_value = "metier.db",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub database_url: DatabaseUrl,
}

/// Where visitors' pages are read from.
#[derive(Args, Clone, Debug)]
pub struct ReplicaSettings {
    /// A PostgreSQL database that follows the first: what visitors see is read there, while it keeps up.
    #[arg(long, env = "DATABASE_READ_URL", hide_env_values = true, value_name = "URL")]
    pub database_read_url: Option<DatabaseUrl>,
}

/// The address of the site, for commands that print links to it.
#[derive(Args, Clone, Debug)]
pub struct AddressSettings {
    /// The address visitors use, as in https://careers.example.
    #[arg(long, env = "METIER_BASE_URL", default_value = "http://127.0.0.1:8080", value_parser = parse_base_url, value_name = "URL")]
    pub base_url: String,
}

/// How the site is served.
#[derive(Args, Clone, Debug)]
pub struct SiteSettings {
    /// The address and port to listen on.
    #[arg(long, env = "METIER_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    pub listen: SocketAddr,

    /// The address visitors use, as in https://careers.example; what stands in canonical links.
    /// [default: http:// and the address to listen on]
    #[arg(long, env = "METIER_BASE_URL", value_parser = parse_base_url, value_name = "URL")]
    pub base_url: Option<String>,

    /// The proxies that pass requests on and say in X-Forwarded-For or Forwarded where each comes from, as
    /// addresses and networks: 127.0.0.1,10.0.0.0/8,::1. From others these headers count for nothing.
    #[arg(
        long,
        env = "METIER_PROXIES",
        default_value = "",
        hide_default_value = true,
        value_name = "ADDRESSES"
    )]
    pub proxies: Proxies,

    /// The address and port where Prometheus finds the figures of this instance, under /metrics. It needs no
    /// password: choose one that visitors can't reach.
    #[arg(long, env = "METIER_METRICS_LISTEN", value_name = "ADDRESS")]
    pub metrics_listen: Option<SocketAddr>,

    /// How much memory pages that are ready to be sent may take, in megabytes. With 0 each is made when it is
    /// asked for.
    #[arg(long, env = "METIER_PAGE_CACHE", default_value_t = 96, value_parser = clap::value_parser!(u64).range(..=1_000_000), value_name = "MEGABYTES")]
    pub page_cache: u64,

    /// How much is taken on.
    #[command(flatten)]
    pub limits: LimitSettings,

    /// What it looks like.
    #[command(flatten)]
    pub look: LookSettings,
}

/// How much is taken on.
#[derive(Args, Clone, Debug)]
pub struct LimitSettings {
    /// How many searches and other costly pages a client may ask for in a second, and ten times as many at once.
    /// With 0 any number.
    #[arg(long, env = "METIER_RATE_LIMIT", default_value_t = 20, value_parser = clap::value_parser!(u32).range(..=1_000_000), value_name = "REQUESTS")]
    pub rate_limit: u32,

    /// How many requests are worked on at once. The others are told to come again; pages that are kept and files
    /// don’t count.
    #[arg(long, env = "METIER_REQUESTS", default_value_t = 256, value_parser = clap::value_parser!(u32).range(1..=100_000), value_name = "REQUESTS")]
    pub requests: u32,

    /// How many connections are open at once. Others wait until one is closed.
    #[arg(long, env = "METIER_CONNECTIONS", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000), value_name = "CONNECTIONS")]
    pub connections: u32,
}

/// How the server logs.
#[derive(Args, Clone, Debug)]
pub struct LogSettings {
    /// Whether each line of the log is text or JSON. [default: text on a terminal, json elsewhere]
    #[arg(long, env = "METIER_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
}

/// What a line of the log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// What the site looks like, however it is served.
#[derive(Args, Clone, Debug)]
pub struct LookSettings {
    /// What the site is called.
    #[arg(long, env = "METIER_SITE_NAME", default_value = "Metier", value_parser = parse_site_name, value_name = "NAME")]
    pub site_name: String,

    /// A folder whose css and img replace the built-in ones, for a site with a look of its own.
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
        None => Err("write it as https://careers.example, without a path".into()),
    }
}

fn parse_site_name(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("a site needs a name".into()),
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
