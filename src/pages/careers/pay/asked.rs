//! The filters and the order of the table of places, as its address has them.

use std::cmp::Reverse;

use super::by_place::{PayByPlace, PlaceLine};
use crate::pages::pagination::{encoded, parameter, with_parameters};
use crate::profile::PlaceKind;
use crate::profile::place::search_key;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlaceSort {
    #[default]
    Name,
    Pay,
    Prices,
    Employed,
}

impl PlaceSort {
    pub const ALL: [Self; 4] = [Self::Name, Self::Pay, Self::Prices, Self::Employed];

    /// The value of `?sort=`.
    fn word(self) -> &'static str {
        match self {
            Self::Name => "",
            Self::Pay => "pay",
            Self::Prices => "prices",
            Self::Employed => "employed",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Place",
            Self::Pay => "Typical pay",
            Self::Prices => "At average prices",
            Self::Employed => "Employed",
        }
    }

    /// Unknown figures last, ties by name.
    pub fn sort(self, lines: &mut [&PlaceLine]) {
        match self {
            Self::Name => lines.sort_by_key(|line| search_key(&line.name)),
            Self::Pay => lines.sort_by_key(|line| Reverse(line.median())),
            Self::Prices => lines.sort_by_key(|line| Reverse(line.at_average_prices())),
            Self::Employed => lines.sort_by_key(|line| Reverse(line.employed())),
        }
    }
}

/// Which places to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinds {
    Usual,
    All,
    Only(PlaceKind),
}

/// The filters and the order in the address.
#[derive(Clone, Debug)]
pub struct Asked {
    pub kinds: Kinds,
    pub sort: PlaceSort,
    /// A part of a name; may be empty.
    pub name: String,
}

impl Asked {
    pub fn of(parameters: &[(String, String)]) -> Self {
        let kinds = match parameter(parameters, "kind").as_str() {
            "all" => Kinds::All,
            word => word.parse().map_or(Kinds::Usual, Kinds::Only),
        };
        let word = parameter(parameters, "sort");
        let sort = PlaceSort::ALL.into_iter().find(|sort| sort.word() == word).unwrap_or_default();
        Self { kinds, sort, name: parameter(parameters, "name").chars().take(LONGEST).collect() }
    }

    pub fn is_named(&self) -> bool {
        !self.name.is_empty()
    }

    /// The address of this table; equal tables have the same.
    pub fn on(&self, own: &str, places: &PayByPlace) -> String {
        let usual = usual(places);
        let kind = match self.kinds {
            Kinds::Usual => "",
            Kinds::All if usual.is_none() => "",
            Kinds::All => "all",
            Kinds::Only(kind) if Some(kind) == usual => "",
            Kinds::Only(kind) => kind.into(),
        };
        let all = [("kind", kind), ("name", &self.name), ("sort", self.sort.word())];
        let given: Vec<(&str, &str)> = all.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        with_parameters(own, &encoded(&given))
    }

    /// The other parameters, for the form.
    pub fn hidden(&self) -> Vec<(&'static str, String)> {
        let kind = match self.kinds {
            Kinds::Usual => "",
            Kinds::All => "all",
            Kinds::Only(kind) => kind.into(),
        };
        let all = [("kind", kind.to_owned()), ("sort", self.sort.word().to_owned())];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// None for all kinds.
    pub fn kind(&self, places: &PayByPlace) -> Option<PlaceKind> {
        match self.kinds {
            Kinds::Usual => usual(places),
            Kinds::All => None,
            Kinds::Only(kind) => Some(kind),
        }
    }
}

/// In characters.
const LONGEST: usize = 60;

/// The kind that is shown first: states or regions, if there are any.
fn usual(places: &PayByPlace) -> Option<PlaceKind> {
    let kinds = places.kinds();
    let known = |kind: &PlaceKind| kinds.iter().any(|(known, _)| known == kind);
    [PlaceKind::State, PlaceKind::Region].into_iter().find(known)
}
