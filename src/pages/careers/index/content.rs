//! The content of a list of careers: which match, and their pay, perhaps in a place.

use std::sync::Arc;

use crate::catalog::{CareerFilter, Catalog, CatalogCache, Narrowed};
use crate::db::Conn;
use crate::error::Error;
use crate::models::place::{self, Place};
use crate::models::place_pay;
use crate::models::published::card::{self, Card};
use crate::pages::careers::pay::by_place::pay_in_place;
use crate::profile::Slug;
use crate::profile::place::search_key;

/// The content of a list.
pub(super) struct ListContent {
    pub catalog: Arc<Catalog>,
    /// Whose pay the list shows.
    pub place: Option<Place>,
    pub narrowed: Narrowed,
    pub cards: Vec<Card>,
}

impl ListContent {
    pub fn read(
        conn: &mut Conn,
        cache: &CatalogCache,
        filter: &CareerFilter,
        page: i64,
        per_page: i64,
    ) -> Result<Self, Error> {
        let mut catalog = cache.current(conn)?;
        let place = match &filter.place {
            Some(written) => place_named(conn, filter, written)?,
            None => None,
        };
        if let Some(place) = &place {
            catalog = Arc::new(catalog.in_place(&place_pay::yearly_medians(conn, place)?));
        }
        let narrowed = catalog.narrow(filter, page, per_page).ok_or(Error::NotFound)?;
        let mut cards = card::by_ids(conn, &narrowed.page.rows)?;
        if let Some(place) = &place {
            // The list shows no sources.
            pay_in_place(conn, place, &Slug::default(), &mut cards)?;
        }
        Ok(Self { catalog, place, narrowed, cards })
    }
}

/// The place with a slug, or a redirect to the list of the place with a common name.
fn place_named(conn: &mut Conn, filter: &CareerFilter, written: &str) -> Result<Option<Place>, Error> {
    let slug = Slug::suggest(written);
    if let Some(place) = place::find(conn, &slug)?.filter(|_| slug.as_str() == written) {
        return Ok(Some(place));
    }
    let key = search_key(written);
    let Some(place) = place::named(conn, &[&key])?.remove(&key) else { return Ok(None) };
    Err(Error::SeeOther(super::address(&filter.in_place(Some(place.slug.as_str())))))
}

/// Separates the name of an unknown place from a filter.
pub(super) fn with_known_place(
    filter: CareerFilter,
    place: Option<&Place>,
) -> (CareerFilter, Option<String>) {
    match place {
        Some(_) => (filter, None),
        None => (filter.in_place(None), filter.place),
    }
}
