//! Places where pay is known. Only importers change them.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use diesel::prelude::*;

use super::{QueryResult, insert_all};
use crate::db::{Conn, among, on_each, place_names, places, text_column};
use crate::filters::month;
use crate::profile::place::search_key;
use crate::profile::slug::fold;
use crate::profile::{PlaceKind, Slug};

text_column!(PlaceKind);

#[derive(Clone, Debug, PartialEq, Queryable, Selectable)]
pub struct Place {
    pub id: i64,
    pub slug: Slug,
    /// The code that its source gives it.
    pub code: Option<String>,
    pub kind: PlaceKind,
    pub name: String,
    /// Of the state that it is, or is mainly in: `TX`.
    pub abbreviation: Option<String>,
    /// The next wider place.
    pub parent_id: Option<i64>,
    /// The newest release of pay here.
    pub pay_as_of: Option<NaiveDate>,
    /// How many people all its occupations employ.
    pub employed: Option<i64>,
}

impl Place {
    /// When its newest figures are from: `May 2025`.
    pub fn month(&self) -> Option<String> {
        self.pay_as_of.map(month)
    }

    /// The code that statistics of prices use: those of a nonmetropolitan area are its state's.
    pub fn prices_code(&self) -> Option<String> {
        let code = self.code.as_deref()?;
        Some(match self.kind {
            PlaceKind::State => format!("{code}000"),
            PlaceKind::Nonmetro => format!("{}999", code.get(..2)?),
            _ => code.to_owned(),
        })
    }
}

/// Widest first, then in alphabetical order.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Place>> {
    let mut all: Vec<Place> = places::table.order(places::sort_key).select(Place::as_select()).load(conn)?;
    all.sort_by_key(|place| place.kind);
    Ok(all)
}

/// Whether pay is known in any place.
pub fn is_any(conn: &mut Conn) -> QueryResult<bool> {
    let with_pay = places::table.filter(places::pay_as_of.is_not_null());
    Ok(with_pay.select(places::id).first::<i64>(conn).optional()?.is_some())
}

pub fn find(conn: &mut Conn, slug: &Slug) -> QueryResult<Option<Place>> {
    Ok(places::table.filter(places::slug.eq(slug)).select(Place::as_select()).first(conn).optional()?)
}

/// The places with one of these common names, by name. If several share a name, the widest, then the one that
/// employs most.
pub fn named(conn: &mut Conn, names: &[&str]) -> QueryResult<HashMap<String, Place>> {
    let mut rows: Vec<(String, Place)> = place_names::table
        .inner_join(places::table)
        .filter(among(place_names::search_key, names))
        .order(places::id)
        .select((place_names::search_key, Place::as_select()))
        .load(conn)?;
    rows.sort_by_key(|(_, place)| (place.kind, std::cmp::Reverse(place.employed)));
    let mut found = HashMap::new();
    for (name, place) in rows {
        found.entry(name).or_insert(place);
    }
    Ok(found)
}

/// The common names of a place, in alphabetical order.
pub fn names(conn: &mut Conn, id: i64) -> QueryResult<Vec<String>> {
    Ok(place_names::table
        .filter(place_names::place_id.eq(id))
        .order(place_names::search_key)
        .select(place_names::search_key)
        .load(conn)?)
}

/// A place as an importer knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlace {
    pub code: Option<String>,
    pub kind: PlaceKind,
    pub name: String,
    pub abbreviation: Option<String>,
    /// The name of the next wider place, for kinds other than those of the United States.
    pub within: Option<String>,
    /// Its common names besides the full one, as [`search_key`]s.
    pub names: Vec<String>,
}

#[derive(Insertable)]
#[diesel(table_name = places, treat_none_as_default_value = false)]
struct PlaceRow<'a> {
    slug: Slug,
    code: Option<&'a str>,
    kind: PlaceKind,
    name: &'a str,
    sort_key: String,
    abbreviation: Option<&'a str>,
}

#[derive(Insertable)]
#[diesel(table_name = place_names)]
struct NameRow {
    search_key: String,
    place_id: i64,
}

/// Adds the places that aren't stored yet, and returns the ids of all in the same order. A place is known by its code,
/// or else by its slug.
pub fn ensure(conn: &mut Conn, wanted: &[&NewPlace]) -> QueryResult<Vec<i64>> {
    let mut known = ids(&all(conn)?);
    let mut new: HashMap<String, &NewPlace> = HashMap::new();
    for place in wanted.iter().filter(|place| !known.contains_key(&place.key())) {
        new.entry(place.key()).or_insert(place);
    }
    if !new.is_empty() {
        add(conn, &new)?;
        known = ids(&all(conn)?);
    }
    wanted.iter().map(|place| Ok(*known.get(&place.key()).ok_or(diesel::NotFound)?)).collect()
}

fn add(conn: &mut Conn, new: &HashMap<String, &NewPlace>) -> QueryResult<()> {
    let mut slugs: HashSet<Slug> = all(conn)?.into_iter().map(|place| place.slug).collect();
    // In a fixed order, so that equal names get the same slugs each time.
    let mut places: Vec<&NewPlace> = new.values().copied().collect();
    places.sort_by_key(|place| (place.kind, place.key()));
    let rows: Vec<PlaceRow<'_>> = places
        .iter()
        .map(|place| {
            let mut slug = Slug::suggest(&place.name);
            if !slugs.insert(slug.clone()) {
                slug = slug.with_suffix(place.code.as_deref().unwrap_or("2"));
            }
            let NewPlace { code, kind, name, abbreviation, .. } = place;
            let (code, abbreviation) = (code.as_deref(), abbreviation.as_deref());
            PlaceRow { slug, code, kind: *kind, name, sort_key: fold(name), abbreviation }
        })
        .collect();
    insert_all!(conn, places::table, rows)?;
    let stored = all(conn)?;
    let ids = ids(&stored);
    let names = places.iter().flat_map(|place| {
        let all: HashSet<String> = [search_key(&place.name)].into_iter().chain(place.names.clone()).collect();
        let place_id = ids[&place.key()];
        all.into_iter().map(move |search_key| NameRow { search_key, place_id })
    });
    insert_all!(conn, place_names::table, names.collect::<Vec<_>>())?;
    let within =
        places.iter().filter_map(|place| Some((ids[&place.key()], Slug::suggest(place.within.as_ref()?))));
    link(conn, &stored, &within.collect())
}

impl NewPlace {
    /// A code, or else a slug.
    fn key(&self) -> String {
        self.code.clone().unwrap_or_else(|| Slug::suggest(&self.name).into())
    }
}

/// By [`NewPlace::key`].
fn ids(places: &[Place]) -> HashMap<String, i64> {
    let keys = |place: &Place| {
        let slug = (place.slug.to_string(), place.id);
        place.code.clone().map(|code| (code, place.id)).into_iter().chain([slug])
    };
    places.iter().flat_map(keys).collect()
}

/// Sets the next wider place of each, because a new one may be the state of an old one. `within` has the slugs of the
/// wider places that an importer names.
fn link(conn: &mut Conn, stored: &[Place], within: &HashMap<i64, Slug>) -> QueryResult<()> {
    let country = stored.iter().find(|place| place.kind == PlaceKind::Country).map(|place| place.id);
    let by_slug: HashMap<&Slug, i64> = stored.iter().map(|place| (&place.slug, place.id)).collect();
    let states = stored.iter().filter(|place| place.kind == PlaceKind::State);
    let states: HashMap<&str, i64> =
        states.filter_map(|place| Some((place.abbreviation.as_deref()?, place.id))).collect();
    let mut changed: HashMap<Option<i64>, Vec<i64>> = HashMap::new();
    for place in stored {
        let named = within.get(&place.id).and_then(|slug| by_slug.get(slug).copied());
        let state = || states.get(place.abbreviation.as_deref()?).copied();
        let parent = match place.kind {
            PlaceKind::Country => None,
            PlaceKind::State => named.or(country),
            _ => named.or_else(state).or(country),
        };
        let parent = parent.filter(|parent| *parent != place.id);
        // A place from a table keeps the one it was given.
        let is_settled = place.code.is_none() && place.parent_id.is_some() && named.is_none();
        if parent != place.parent_id && !is_settled {
            changed.entry(parent).or_default().push(place.id);
        }
    }
    for (parent, ids) in changed {
        let rows = places::table.filter(places::id.eq_any(ids));
        on_each!(conn, c => diesel::update(rows).set(places::parent_id.eq(parent)).execute(c))?;
    }
    Ok(())
}
