//! `/oembed`: how other sites embed a career when someone pastes its URL there (oembed.com).

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Query};
use askama::Template;
use serde::{Deserialize, Serialize};

use super::PageResult;
use super::careers::card::{Frame, SIZE};
use super::careers::{Address, permanent, picture};
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::published;
use crate::profile::Profile;
use crate::site::Site;

/// In seconds. May be long, since the figures are in the frame, not in this response.
const KEPT: u32 = 86_400;

#[derive(Debug, Deserialize)]
pub struct OembedQuery {
    url: String,
    format: Option<String>,
    maxwidth: Option<String>,
    maxheight: Option<String>,
}

#[derive(Debug, Serialize)]
struct Rich {
    #[serde(rename = "type")]
    kind: &'static str,
    version: &'static str,
    title: String,
    provider_name: String,
    provider_url: String,
    cache_age: u32,
    html: String,
    width: u32,
    height: u32,
    #[serde(flatten)]
    thumbnail: Option<Thumbnail>,
}

#[derive(Debug, Serialize)]
struct Thumbnail {
    thumbnail_url: String,
    thumbnail_width: u32,
    thumbnail_height: u32,
}

pub async fn answer(asked: Option<Query<OembedQuery>>, site: Data<Site>, db: Data<Db>) -> PageResult {
    let asked = asked.ok_or(Error::BadForm)?.into_inner();
    if asked.format.as_deref().is_some_and(|format| format != "json") {
        return Ok(HttpResponse::build(StatusCode::NOT_IMPLEMENTED).finish());
    }
    let path = path_within(&site.base_url, &asked.url).ok_or(Error::NotFound)?.to_owned();
    let Profile { slug, title, .. } = db.read_shown(move |conn| find(conn, &path)).await?.profile;
    let most = asked.most();
    let (width, height) = (SIZE.0.min(most.0), SIZE.1.min(most.1));
    let (picture_width, picture_height) = picture::SIZE;
    let has_room = picture_width <= most.0 && picture_height <= most.1;
    let rich = Rich {
        kind: "rich",
        version: "1.0",
        html: Frame::new(&site, &slug, &title, (width, height)).render()?,
        title,
        provider_name: site.name.clone(),
        provider_url: site.base_url.clone(),
        cache_age: KEPT,
        width,
        height,
        thumbnail: has_room.then(|| Thumbnail {
            thumbnail_url: site.absolute(&addresses::picture(&slug)),
            thumbnail_width: picture_width,
            thumbnail_height: picture_height,
        }),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((header::CACHE_CONTROL, format!("public, max-age={KEPT}")))
        .json(rich))
}

impl OembedQuery {
    /// The requested maximum size; invalid numbers are ignored.
    fn most(&self) -> (u32, u32) {
        let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse().ok());
        let number = |text| number(text).filter(|most| *most > 0).unwrap_or(u32::MAX);
        (number(&self.maxwidth), number(&self.maxheight))
    }
}

/// The path of an http or https URL of this site; none for other sites.
fn path_within<'a>(base_url: &str, url: &'a str) -> Option<&'a str> {
    let (_, base) = base_url.split_once("://")?;
    let (scheme, rest) = url.split_once("://")?;
    let path = rest.get(base.len()..)?;
    let is_ours = rest[..base.len()].eq_ignore_ascii_case(base) && path.starts_with('/');
    let is_web = ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    (is_ours && is_web).then(|| path.split(['?', '#']).next().unwrap_or(path).trim_end_matches('/'))
}

/// Follows redirects to the current career.
fn find(conn: &mut Conn, path: &str) -> Result<published::LiveCareer, Error> {
    match seek(conn, path) {
        Err(Error::Moved(path) | Error::LedOn(path)) => seek(conn, &path),
        found => found,
    }
}

fn seek(conn: &mut Conn, path: &str) -> Result<published::LiveCareer, Error> {
    let slug = match addresses::id_in(path) {
        Some(id) => permanent::find(conn, id.parse().map_err(|_| Error::NotFound)?)?.slug.to_string(),
        None => addresses::slug_in(path).ok_or(Error::NotFound)?.to_owned(),
    };
    Address::to(&slug).find(conn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_site_have_a_path_here() {
        let path = |url| path_within("https://ours.example", url);
        assert_eq!(path("https://ours.example/careers/a?b#c"), Some("/careers/a"));
        assert_eq!(path("http://OURS.example/careers/a/"), Some("/careers/a"));
        for other in [
            "https://other.example/careers/a",
            "https://ours.example.evil/careers/a",
            "https://ours.example:81/careers/a",
            "ftp://ours.example/careers/a",
            "/careers/a",
            "https://ours.exampl",
            "https://ours.exampl\u{e9}/careers/a",
            "",
        ] {
            assert_eq!(path(other), None, "{other}");
        }
        assert_eq!(path_within("https://ours.example/jobs", "https://ours.example/jobs/c/1"), Some("/c/1"));
    }
}
