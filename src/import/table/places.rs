//! The places of a table of pay.

use std::collections::HashMap;

use super::cells::{Cells, choice};
use crate::models::place::{NewPlace, Place};
use crate::profile::{PlaceKind, Slug};

/// What is known of a place, stored or from the first rows that say it.
#[derive(Clone)]
struct KnownPlace {
    code: Option<String>,
    name: String,
    kind: PlaceKind,
    within: Option<String>,
}

pub struct PlacesOfTable {
    known: HashMap<Slug, KnownPlace>,
}

impl PlacesOfTable {
    pub fn new(stored: Vec<Place>) -> Self {
        let known = stored.into_iter().map(|place| {
            let Place { slug, code, name, kind, .. } = place;
            (slug, KnownPlace { code, name, kind, within: None })
        });
        Self { known: known.collect() }
    }

    /// Learns the kinds of places from a row, so that later rows needn't repeat them.
    pub fn learn(&mut self, cells: &mut Cells<'_, '_>) {
        let kind: Option<PlaceKind> = cells.read("kind of place", |text| choice(&PlaceKind::choices(), text));
        let within = cells.text_if_any("within").map(str::to_owned);
        let Some(name) = cells.text_if_any("place") else { return };
        let slug = Slug::suggest(name);
        if let Some(known) = self.known.get_mut(&slug) {
            if let Some(kind) = kind.filter(|kind| *kind != known.kind) {
                let (kind, known) = (kind.label().to_lowercase(), known.kind.label().to_lowercase());
                cells.wrong(
                    "kind of place",
                    format!("“{name}” can’t be a {kind} here: it is already a {known}"),
                );
            }
            known.within = known.within.take().or(within);
        } else if let Some(kind) = kind {
            self.known.insert(slug, KnownPlace { code: None, name: name.to_owned(), kind, within });
        }
    }

    /// The place of a row; the only country if the row doesn't say.
    pub fn of(&self, cells: &mut Cells<'_, '_>) -> Option<NewPlace> {
        if let Some(wider) = cells.text_if_any("within")
            && !self.known.contains_key(&Slug::suggest(wider))
        {
            cells.wrong("within", format!("There is no place “{wider}”, neither in this table nor stored"));
        }
        let KnownPlace { code, name, kind, within } = match cells.text_if_any("place") {
            Some(name) => self.known.get(&Slug::suggest(name)).cloned().or_else(|| {
                if cells.text("kind of place").is_empty() {
                    let message = format!("Say what “{name}” is: country, state, region, metro or nonmetro");
                    cells.wrong("kind of place", message);
                }
                None
            })?,
            None => self.only_country().or_else(|| {
                cells.wrong("place", "Enter the place: there isn’t exactly one country to take instead");
                None
            })?,
        };
        Some(NewPlace { code, kind, name, abbreviation: None, within, names: Vec::new() })
    }

    fn only_country(&self) -> Option<KnownPlace> {
        let mut countries = self.known.values().filter(|place| place.kind == PlaceKind::Country);
        countries.next().filter(|_| countries.next().is_none()).cloned()
    }
}
