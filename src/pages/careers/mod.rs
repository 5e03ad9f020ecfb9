//! `/careers` and everything below it.

pub mod card;
pub mod index;
pub mod moves;
pub mod pay;
mod pay_chart;
mod pay_view;
pub mod permanent;
pub mod picture;
mod previews;
pub(in crate::pages) mod related;
pub mod revision;
mod share;
pub mod show;
pub mod sources;
pub mod tiles;
pub mod voices;

use actix_web::HttpRequest;

use crate::addresses;
use crate::db::Conn;
use crate::error::Error;
use crate::models::career::{self, Found, Status};
use crate::models::published::card::{Card, by_ids, by_slugs};
use crate::models::published::{self, name};
use crate::models::{old_slug, publication};
use crate::profile::Slug;
use crate::route::pattern;
use crate::search::search;
use crate::web::paths::with_query;

/// A career as named in a URL.
#[derive(Clone, Debug)]
pub struct Address {
    written: String,
    slug: Slug,
    /// The rest of the URL after the slug, with the query.
    rest: String,
}

impl Address {
    /// From a request for `/careers/{slug}…` or `/careers/{slug}.…`.
    pub fn of(request: &HttpRequest) -> Self {
        let written = request.match_info().query("slug").to_owned();
        let behind = request.path().trim_start_matches('/').splitn(3, '/').nth(2);
        let behind = match behind {
            Some(behind) => format!("/{behind}"),
            None => pattern(request).map(|pattern| suffix(&pattern).to_owned()).unwrap_or_default(),
        };
        Self { slug: Slug::suggest(&written), written, rest: with_query(&behind, request.query_string()) }
    }

    pub(super) fn to(written: &str) -> Self {
        Self { slug: Slug::suggest(written), written: written.into(), rest: String::new() }
    }

    pub(in crate::pages) fn slug(&self) -> &Slug {
        &self.slug
    }

    /// Fails with [`Error::Moved`] for a former slug or one that only differs in form, with [`Error::LedOn`] for an
    /// alternate title or a code, and otherwise with [`Error::Withdrawn`], or with [`Error::NoCareer`] and suggestions.
    pub(in crate::pages) fn find(&self, conn: &mut Conn) -> Result<published::LiveCareer, Error> {
        match published::find(conn, &self.slug)? {
            Some(page) if self.written == self.slug.as_str() => Ok(page),
            Some(_) => Err(Error::Moved(addresses::career(&self.slug) + &self.rest)),
            None => Err(self.elsewhere(conn)?),
        }
    }

    fn elsewhere(&self, conn: &mut Conn) -> Result<Error, Error> {
        if let Some(found) = career::find(conn, &self.slug)?.filter(|found| found.status == Status::Withdrawn)
        {
            return withdrawn(conn, found);
        }
        let at = |slug: Slug| addresses::career(slug) + &self.rest;
        if let Some(slug) = old_slug::target(conn, &self.slug)? {
            return Ok(Error::Moved(at(slug)));
        }
        Ok(match name::slug(conn, &self.written)? {
            Some(slug) => Error::LedOn(at(slug)),
            None => Error::NoCareer { slug: self.slug.clone(), near: self.near(conn)? },
        })
    }

    fn near(&self, conn: &mut Conn) -> Result<Vec<Card>, Error> {
        let found = search(conn, &self.slug.as_str().replace('-', " "), 5)?;
        Ok(by_ids(conn, &found.ids())?)
    }
}

/// The part of a route pattern after the slug, such as `.json`.
fn suffix(pattern: &str) -> &str {
    pattern.split_once("{slug}").map_or("", |(_, suffix)| suffix)
}

fn withdrawn(conn: &mut Conn, found: Found) -> Result<Error, Error> {
    let withdrawal = publication::withdrawal(conn, found.id)?;
    let alternative = withdrawal.as_ref().and_then(|withdrawal| withdrawal.alternative.as_ref());
    let near = by_slugs(conn, &alternative.into_iter().collect::<Vec<_>>())?;
    let reason = withdrawal.map(|withdrawal| withdrawal.reason).unwrap_or_default();
    Ok(Error::Withdrawn { title: found.title, reason, near })
}
