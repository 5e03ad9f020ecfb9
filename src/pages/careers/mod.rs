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
mod steps;
pub mod tiles;
pub mod voices;

use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};

use self::sources::SmallPrint;
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::career::{self, Found, Origin, Status};
use crate::models::publication::{self, Withdrawal};
use crate::models::published::card::{Card, by_ids, by_slugs};
use crate::models::published::{self, CareerCache, LiveCareer, name};
use crate::models::{QueryResult, old_slug, source};
use crate::profile::Slug;
use crate::route::pattern;
use crate::search::search;
use crate::site::Site;
use crate::web::client::Client;
use crate::web::paths::with_query;
use crate::web::rate::RateLimit;

/// A career as named in a URL.
#[derive(Clone, Debug)]
pub struct Address {
    written: String,
    slug: Slug,
    /// The rest of the URL after the slug, with the query.
    rest: String,
    /// Whose searches for similar careers count.
    client: Option<(Data<RateLimit>, Client)>,
    /// Only in an export; a server caches pages instead.
    cache: Option<Data<CareerCache>>,
}

/// In characters; no title or code is longer.
const LONGEST: usize = 300;

/// From a request for `/careers/{slug}…` or `/careers/{slug}.…`.
impl FromRequest for Address {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let written: String = request.match_info().query("slug").chars().take(LONGEST).collect();
        let behind = request.path().trim_start_matches('/').splitn(3, '/').nth(2);
        let behind = match behind {
            Some(behind) => format!("/{behind}"),
            None => {
                let pattern = pattern(request).unwrap_or_default();
                // Such as `.json`.
                pattern.split_once("{slug}").map_or("", |(_, suffix)| suffix).into()
            }
        };
        let rest = with_query(&behind, request.query_string());
        let cache = request.app_data().cloned();
        ready(Ok(Self { rest, cache, ..Self::asked(request, &written) }))
    }
}

impl Address {
    pub(super) fn to(written: &str) -> Self {
        let slug = Slug::suggest(written);
        Self { slug, written: written.into(), rest: String::new(), client: None, cache: None }
    }

    fn asked(request: &HttpRequest, written: &str) -> Self {
        let client = request.app_data::<Data<RateLimit>>().zip(request.app_data::<Data<Site>>());
        let client = client.map(|(limit, site)| (limit.clone(), Client::of(request, site)));
        Self { client, ..Self::to(written) }
    }

    pub(in crate::pages) fn slug(&self) -> &Slug {
        &self.slug
    }

    /// Fails with [`Error::Moved`] for a former slug or one that only differs in form, with [`Error::LedOn`] for an
    /// alternate title or a code, and otherwise with [`Error::Withdrawn`], or with [`Error::NoCareer`] and suggestions.
    pub(in crate::pages) fn find(&self, conn: &mut Conn) -> Result<LiveCareer, Error> {
        let found = match &self.cache {
            Some(cache) => cache.find(conn, &self.slug),
            None => published::find(conn, &self.slug),
        };
        match found? {
            Some(page) if self.written == self.slug.as_str() => Ok(page),
            Some(_) => Err(Error::Moved(addresses::career(&self.slug) + &self.rest)),
            None => Err(self.elsewhere(conn)?),
        }
    }

    /// With the sources that its pages may cite.
    async fn read(self, db: &Db) -> Result<(LiveCareer, SmallPrint), Error> {
        db.read_shown(move |conn| Ok((self.find(conn)?, SmallPrint::new(source::all(conn)?)))).await
    }

    fn elsewhere(&self, conn: &mut Conn) -> Result<Error, Error> {
        if let Some(found) = career::find(conn, &self.slug)?.filter(|found| found.status == Status::Withdrawn)
        {
            return self.withdrawn(conn, found);
        }
        let at = |slug: Slug| addresses::career(slug) + &self.rest;
        if let Some(slug) = old_slug::target(conn, &self.slug)? {
            return Ok(Error::Moved(at(slug)));
        }
        Ok(match name::slug(conn, &self.written)? {
            Some(slug) => Error::LedOn(at(slug)),
            None => {
                let near = self.near(conn, &self.slug.as_str().replace('-', " "))?;
                Error::NoCareer { slug: self.slug.clone(), near }
            }
        })
    }

    /// A sample leads on to the real career that has taken its place.
    fn withdrawn(&self, conn: &mut Conn, found: Found) -> Result<Error, Error> {
        let Withdrawal { reason, alternative } = publication::withdrawal(conn, found.id)?.unwrap_or_default();
        let mut near = by_slugs(conn, &alternative.iter().collect::<Vec<_>>())?;
        let has_alternative = !near.is_empty();
        if has_alternative && found.origin == Origin::Sample {
            return Ok(Error::LedOn(addresses::career(&near[0].slug) + &self.rest));
        }
        if !has_alternative {
            near = self.near(conn, &found.title)?;
        }
        Ok(Error::Withdrawn { title: found.title, reason, near, has_alternative })
    }

    /// Similar careers; none for a client over the rate limit, because this is a search.
    fn near(&self, conn: &mut Conn, title: &str) -> QueryResult<Vec<Card>> {
        if self.client.as_ref().is_some_and(|(limit, client)| limit.pass(*client, 1).is_err()) {
            return Ok(Vec::new());
        }
        let found = search(conn, title, 5)?;
        by_ids(conn, &found.ids())
    }
}
