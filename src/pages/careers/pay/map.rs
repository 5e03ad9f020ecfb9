//! A map of the states with a tile for each, shaded by pay. The table beside it says the same.

use super::by_place::{PayByPlace, PlaceLine};
use crate::addresses;
use crate::profile::money::{Figure, Period};
use crate::profile::{PlaceKind, Slug, states};

pub struct Map {
    pub tiles: Vec<Tile>,
    /// The least and the most that the shades stand for, lightest first.
    pub shades: Vec<Shade>,
}

pub struct Tile {
    pub url: String,
    pub name: String,
    pub abbreviation: String,
    /// In units of a tile's size with its gap.
    pub x: u32,
    pub y: u32,
    /// From 1; 0 without pay.
    pub shade: usize,
    pub pay: Option<String>,
}

pub struct Shade {
    pub number: usize,
    pub label: String,
}

const SHADES: usize = 5;
/// Below, a map would be mostly gaps.
const FEWEST: usize = 10;
const SIZE: u32 = 44;

impl Map {
    pub fn of(places: &PayByPlace, slug: &Slug) -> Option<Self> {
        let period = places.of_kind(PlaceKind::State).find_map(|line| Some(line.pay.as_ref()?.period))?;
        let amount = |line: &PlaceLine| amount(line, period);
        let known = |line: &PlaceLine| {
            let abbreviation = line.place.as_ref()?.abbreviation.as_deref()?;
            states::by_abbreviation(abbreviation)
        };
        let states = places.of_kind(PlaceKind::State);
        let lines: Vec<_> = states.filter_map(|line| Some((known(line)?, line))).collect();
        let mut amounts: Vec<i64> = lines.iter().filter_map(|(_, line)| amount(line)).collect();
        if amounts.len() < FEWEST {
            return None;
        }
        amounts.sort_unstable();
        // Each shade has a fifth of the states, because pay is far from even.
        let end = |shade: usize| amounts[(amounts.len() * shade / SHADES).min(amounts.len() - 1)];
        let shade = |amount: i64| (1..SHADES).filter(|shade| amount >= end(*shade)).count() + 1;
        let own = addresses::below(slug, "pay");
        let tile = |(state, line): &(&states::State, &PlaceLine)| Tile {
            url: format!("{own}/{}", line.slug),
            name: line.name.clone(),
            abbreviation: state.abbreviation.into(),
            x: u32::from(state.column) * SIZE,
            y: u32::from(state.row) * SIZE,
            shade: amount(line).map_or(0, shade),
            pay: line.pay.as_ref().and_then(|pay| pay.headline()).map(|pay| pay.short()),
        };
        let currency = lines.iter().find_map(|(_, line)| Some(line.pay.as_ref()?.currency))?;
        let short = |amount: i64| currency.short(Figure::exact(amount));
        let shades = (0..SHADES).map(|at| Shade {
            number: at + 1,
            label: match at {
                0 => format!("under {}", short(end(1))),
                at if at == SHADES - 1 => format!("{} or more", short(end(at))),
                at => format!("{}–{}", short(end(at)), short(end(at + 1))),
            },
        });
        Some(Self { tiles: lines.iter().map(tile).collect(), shades: shades.collect() })
    }
}

/// In minor units; none for pay in another period.
fn amount(line: &PlaceLine, period: Period) -> Option<i64> {
    let pay = line.pay.as_ref().filter(|pay| pay.period == period)?;
    Some(pay.total()?.amount)
}
