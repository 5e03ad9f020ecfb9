//! `/careers` and everything beneath it.

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
use crate::models::Entry;
use crate::models::career::{self, Card, Found, Status};
use crate::models::{also_known, document, old_slug, publication};
use crate::profile::Slug;
use crate::search::search;
use crate::web::paths::with_query;

/// The career that an address names, as it was written there.
#[derive(Clone, Debug)]
pub struct Address {
    written: String,
    slug: Slug,
    /// What comes behind the slug, with the query.
    rest: String,
}

impl Address {
    /// Takes the slug and what is behind it from a request for `/careers/{slug}…` or `/careers/{slug}.…`.
    pub fn of(request: &HttpRequest) -> Self {
        let written = request.match_info().query("slug").to_owned();
        let behind = request.path().trim_start_matches('/').splitn(3, '/').nth(2);
        let behind = match behind {
            Some(behind) => format!("/{behind}"),
            None => request.match_pattern().map(|pattern| suffix(&pattern).to_owned()).unwrap_or_default(),
        };
        Self { slug: Slug::suggest(&written), written, rest: with_query(&behind, request.query_string()) }
    }

    /// The address of a slug as somebody wrote it, and of nothing behind it.
    pub(super) fn to(written: &str) -> Self {
        Self { slug: Slug::suggest(written), written: written.into(), rest: String::new() }
    }

    /// The slug.
    pub(in crate::pages) fn slug(&self) -> &Slug {
        &self.slug
    }

    /// Finds the published career, with its id. What only its own page shows is left out, as by
    /// [`document::load_main`].
    ///
    /// # Errors
    /// As [`Address::seek`].
    pub(in crate::pages) fn find(&self, conn: &mut Conn) -> Result<(i64, Entry), Error> {
        let found = self.seek(conn)?;
        document::load_main(conn, &[found.id])?.pop().ok_or(Error::NotFound)
    }

    /// Finds the published career without reading it.
    ///
    /// # Errors
    /// [`Error::Moved`] where the slug is right but for its form, or was once; [`Error::LedOn`] where it is
    /// another name or a code; [`Error::Withdrawn`], and [`Error::NoCareer`] with those that come near.
    pub(in crate::pages) fn seek(&self, conn: &mut Conn) -> Result<Found, Error> {
        match career::find(conn, &self.slug)? {
            Some(found) if found.status == Status::Withdrawn => Err(withdrawn(conn, found)?),
            Some(found) if found.status == Status::Published => match self.written == self.slug.as_str() {
                true => Ok(found),
                false => Err(Error::Moved(addresses::career(&self.slug) + &self.rest)),
            },
            _ => Err(self.elsewhere(conn)?),
        }
    }

    /// Where a career is that isn't called this any more, or is known by this name or code too.
    fn elsewhere(&self, conn: &mut Conn) -> Result<Error, Error> {
        let at = |slug: Slug| addresses::career(slug) + &self.rest;
        if let Some(slug) = old_slug::target(conn, &self.slug)? {
            return Ok(Error::Moved(at(slug)));
        }
        Ok(match also_known::slug(conn, &self.written)? {
            Some(slug) => Error::LedOn(at(slug)),
            None => Error::NoCareer { slug: self.slug.clone(), near: self.near(conn)? },
        })
    }

    /// Careers that may have been meant.
    fn near(&self, conn: &mut Conn) -> Result<Vec<Card>, Error> {
        let found = search(conn, &self.slug.as_str().replace('-', " "), 5)?;
        Ok(career::by_ids(conn, &found.ids())?)
    }
}

/// What a route asks for right behind the slug, such as `.json`.
fn suffix(pattern: &str) -> &str {
    pattern.split_once("{slug}").map_or("", |(_, suffix)| suffix)
}

/// What is said of a career that was taken away.
fn withdrawn(conn: &mut Conn, found: Found) -> Result<Error, Error> {
    let withdrawal = publication::withdrawal(conn, found.id)?;
    let alternative = withdrawal.as_ref().and_then(|withdrawal| withdrawal.alternative.as_ref());
    let near = career::cards(conn, &alternative.into_iter().collect::<Vec<_>>())?;
    let reason = withdrawal.map(|withdrawal| withdrawal.reason).unwrap_or_default();
    Ok(Error::Withdrawn { title: found.title, reason, near })
}
