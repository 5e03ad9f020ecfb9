//! Checks that the settings fit together.

use std::fs;
use std::net::IpAddr;

use super::Verdict;
use crate::config::SiteSettings;

/// Whether visitors can reach the base URL, over TLS.
pub fn base_url(site: &SiteSettings) -> Verdict {
    let is_local = site.listen.ip().is_loopback();
    let is_public = !is_local || !site.proxies.is_empty();
    match &site.base_url {
        None if is_public => Verdict::Fail(format!(
            "links point to http://{}; set METIER_BASE_URL to the address that visitors use",
            site.listen
        )),
        None => Verdict::Ok(format!("http://{}, for this machine only", site.listen)),
        Some(url) if is_public && is_loopback(url) => Verdict::Fail(format!(
            "{url} points visitors to their own machine; set METIER_BASE_URL to the site’s address"
        )),
        Some(url) if !url.starts_with("https://") && !is_loopback(url) => Verdict::Warn(format!(
            "{url} has no TLS, so passwords can be read in transit; put a proxy with TLS in front"
        )),
        Some(url) => Verdict::Ok(url.clone()),
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

pub fn proxy(site: &SiteSettings) -> Verdict {
    let is_https = site.base_url.as_ref().is_some_and(|url| url.starts_with("https://"));
    match &site.proxies {
        none if none.is_empty() && is_https => Verdict::Warn(
            "https needs one, and until METIER_PROXIES has its address, all requests and failed sign-ins count as \
             the proxy’s"
                .into(),
        ),
        none if none.is_empty() => Verdict::Ok("none".into()),
        anyone if anyone.are_all() => Verdict::Warn(
            "any client can forge its address; set METIER_PROXIES to the addresses of your proxies only".into(),
        ),
        some => Verdict::Ok(format!("trusting {some} for client addresses")),
    }
}

pub fn static_files(site: &SiteSettings) -> Verdict {
    let Some(folder) = &site.look.static_dir else { return Verdict::Ok("built in".into()) };
    let path = folder.display();
    match fs::read_dir(folder) {
        Ok(_) => Verdict::Ok(format!("built in, with replacements from {path}")),
        Err(error) => Verdict::Fail(format!("{path} can’t be read: {error}; correct METIER_STATIC_DIR")),
    }
}
