//! Checks that the settings fit each other.

use std::fs;
use std::net::IpAddr;

use super::Finding;
use crate::config::SiteSettings;

/// Visitors can reach the base URL, over TLS.
pub fn base_url(site: &SiteSettings) -> Finding {
    let is_local = site.listen.ip().is_loopback();
    let is_public = !is_local || !site.proxies.is_empty();
    match &site.base_url {
        None if is_public => {
            let text =
                format!("links lead to http://{}; set METIER_BASE_URL to what visitors use", site.listen);
            Finding::fail("base URL", text)
        }
        None => Finding::ok("base URL", format!("http://{}, for this machine alone", site.listen)),
        Some(url) if is_public && is_loopback(url) => Finding::fail(
            "base URL",
            format!("{url} leads visitors to their own machine; set METIER_BASE_URL"),
        ),
        Some(url) if !url.starts_with("https://") && !is_loopback(url) => {
            let text = format!(
                "{url} is without TLS: passwords can be read on the way; put a proxy with TLS before it"
            );
            Finding::warn("base URL", text)
        }
        Some(url) => Finding::ok("base URL", url),
    }
}

fn is_loopback(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let is_name = host == "localhost" || host.ends_with(".localhost");
    is_name || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

pub fn proxy(site: &SiteSettings) -> Finding {
    let is_https = site.base_url.as_ref().is_some_and(|url| url.starts_with("https://"));
    match &site.proxies {
        none if none.is_empty() && is_https => Finding::warn(
            "proxy",
            "https needs one, and it would pass for the only visitor where requests and failed sign-ins are counted; \
             set METIER_PROXIES to its address",
        ),
        none if none.is_empty() => Finding::ok("proxy", "none"),
        anyone if anyone.are_all() => Finding::warn(
            "proxy",
            "everyone may say where requests come from; set METIER_PROXIES to the addresses of the proxies",
        ),
        some => Finding::ok("proxy", format!("{some} say where requests come from")),
    }
}

pub fn static_files(site: &SiteSettings) -> Finding {
    let Some(folder) = &site.look.static_dir else { return Finding::ok("static files", "built in") };
    match fs::read_dir(folder) {
        Ok(_) => Finding::ok("static files", format!("with those of {}", folder.display())),
        Err(error) => {
            let text = format!("{} can’t be read: {error}; set METIER_STATIC_DIR", folder.display());
            Finding::fail("static files", text)
        }
    }
}
