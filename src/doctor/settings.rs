//! Checks that the settings fit together.

use std::fs;
use std::net::IpAddr;

use super::Diagnosis;
use crate::config::SiteSettings;

/// Whether visitors can reach the base URL, over TLS.
pub fn base_url(site: &SiteSettings) -> Diagnosis {
    let is_local = site.listen.ip().is_loopback();
    let is_public = !is_local || !site.proxies.is_empty();
    match &site.base_url {
        None if is_public => Diagnosis::Fail(format!(
            "links point to http://{}; set METIER_BASE_URL to the address that visitors use",
            site.listen
        )),
        None => Diagnosis::Ok(format!("http://{}, for this machine only", site.listen)),
        Some(url) if is_public && is_loopback(url) => Diagnosis::Fail(format!(
            "{url} points visitors to their own machine; set METIER_BASE_URL to the site’s address"
        )),
        Some(url) if !url.starts_with("https://") && !is_loopback(url) => Diagnosis::Warn(format!(
            "{url} has no TLS, so passwords can be read in transit; put a proxy with TLS in front"
        )),
        Some(url) => Diagnosis::Ok(url.clone()),
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

pub fn proxy(site: &SiteSettings) -> Diagnosis {
    let is_https = site.base_url.as_ref().is_some_and(|url| url.starts_with("https://"));
    match &site.proxies {
        none if none.is_empty() && is_https => Diagnosis::Warn(
            "https needs one, and until METIER_PROXIES has its address, all requests and failed sign-ins count as \
             the proxy’s"
                .into(),
        ),
        none if none.is_empty() => Diagnosis::Ok("none".into()),
        anyone if anyone.are_all() => Diagnosis::Warn(
            "any client can forge its address; set METIER_PROXIES to the addresses of your proxies only".into(),
        ),
        some => Diagnosis::Ok(format!("trusting {some} for client addresses")),
    }
}

pub fn static_files(site: &SiteSettings) -> Diagnosis {
    let Some(folder) = &site.look.static_dir else { return Diagnosis::Ok("built in".into()) };
    let path = folder.display();
    match fs::read_dir(folder) {
        Ok(_) => Diagnosis::Ok(format!("built in, with replacements from {path}")),
        Err(error) => Diagnosis::Fail(format!("{path} can’t be read: {error}; correct METIER_STATIC_DIR")),
    }
}
