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

/// The places that people call one of these names, by name. If several share a name, the widest, then the one that
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

/// What people call a place, in alphabetical order.
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
    /// What people call it besides its name, as [`search_key`]s.
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
    let stored = all(conn)?;
    let mut slugs: HashSet<Slug> = stored.iter().map(|place| place.slug.clone()).collect();
    let mut seen = HashSet::new();
    let is_new = |place: &&&NewPlace| find_among(&stored, place).is_none();
    let new: Vec<&NewPlace> =
        wanted.iter().filter(is_new).copied().filter(|place| seen.insert(key(place))).collect();
    let rows: Vec<PlaceRow<'_>> = new
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
    let id = |place: &NewPlace| find_among(&stored, place).map(|place| place.id);
    let mut names = Vec::new();
    for place in &new {
        let Some(place_id) = id(place) else { continue };
        let all: HashSet<String> = [search_key(&place.name)].into_iter().chain(place.names.clone()).collect();
        names.extend(all.into_iter().map(|search_key| NameRow { search_key, place_id }));
    }
    insert_all!(conn, place_names::table, names)?;
    if !new.is_empty() {
        link(conn, &stored, &new)?;
    }
    Ok(wanted.iter().filter_map(|place| id(place)).collect())
}

/// A code, or else a slug.
fn key(place: &NewPlace) -> String {
    place.code.clone().unwrap_or_else(|| Slug::suggest(&place.name).into())
}

fn find_among<'a>(stored: &'a [Place], wanted: &NewPlace) -> Option<&'a Place> {
    let slug = Slug::suggest(&wanted.name);
    stored.iter().find(|place| match &wanted.code {
        Some(code) => place.code.as_ref() == Some(code),
        None => place.slug == slug,
    })
}

/// Sets the next wider place of each, because a new one may be the state of an old one.
fn link(conn: &mut Conn, stored: &[Place], new: &[&NewPlace]) -> QueryResult<()> {
    let country = stored.iter().find(|place| place.kind == PlaceKind::Country);
    let mut changed: HashMap<Option<i64>, Vec<i64>> = HashMap::new();
    for place in stored {
        let within = new.iter().find(|new| find_among(stored, new).is_some_and(|found| found.id == place.id));
        let within = within.and_then(|new| new.within.as_ref()).map(|name| Slug::suggest(name));
        let named = within.and_then(|slug| stored.iter().find(|place| place.slug == slug));
        let parent = match place.kind {
            PlaceKind::Country => None,
            PlaceKind::State => named.or(country),
            _ => named.or_else(|| state_of(stored, place)).or(country),
        };
        let parent = parent.map(|parent| parent.id).filter(|id| *id != place.id);
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

fn state_of<'a>(stored: &'a [Place], place: &Place) -> Option<&'a Place> {
    let abbreviation = place.abbreviation.as_ref()?;
    let is_state = |state: &&Place| state.kind == PlaceKind::State;
    stored.iter().filter(is_state).find(|state| state.abbreviation.as_ref() == Some(abbreviation))
}
