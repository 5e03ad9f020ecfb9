//! Pay by place in a comparison: of several careers in one place, or of one career in several places.

use std::collections::HashMap;

use crate::db::Conn;
use crate::error::Error;
use crate::filters::{count, month};
use crate::models::place::{self, Place};
use crate::models::place_pay;
use crate::models::published::card::Card;
use crate::pages::careers::pay::by_place::{PlaceLine, pay_in_place};
use crate::pages::choice::Comparison;
use crate::pages::pay_scale::{Bands, Drawn, PayScale};
use crate::profile::place::search_key;
use crate::profile::{Pay, Profile};

/// A career's pay in a place.
pub struct InPlace {
    pub name: String,
    /// The comparison without it.
    pub without: String,
    pub pay: Option<Drawn>,
    pub text: String,
}

pub(super) fn by_place(lines: &[PlaceLine], choice: &Comparison) -> Vec<InPlace> {
    let pay: Vec<_> = lines.iter().map(|line| line.pay.as_ref()).collect();
    let row = |(line, pay): (&PlaceLine, Option<Drawn>)| InPlace {
        name: line.name.clone(),
        without: choice.without_place(&line.slug).url(),
        text: match &line.pay {
            Some(own) => place_text(own, line.employed()),
            None => line.why_not(),
        },
        pay,
    };
    lines.iter().zip(PayScale::of(&pay, Bands::Both).rows).map(row).collect()
}

/// `$79,057 /yr; most likely $49K–$127K; 1,200 employed; May 2025`.
fn place_text(pay: &Pay, employed: Option<i64>) -> String {
    let parts = [
        pay.headline().map(|total| total.with_period()),
        pay.likely.and_then(|range| Some(format!("most likely {}", pay.between(range.band()?)))),
        pay.counted_with.as_ref().map(|with| format!("counted together with {with}")),
        employed.map(|employed| format!("{} employed", count(&employed))),
        Some(month(pay.as_of)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// The places in the order selected, by slug or common name, and the names of those that aren't known.
pub(super) fn places(conn: &mut Conn, choice: &Comparison) -> Result<(Vec<Place>, Vec<String>), Error> {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    let keys: Vec<String> = choice.places.iter().map(|place| search_key(place.as_str())).collect();
    if keys.is_empty() {
        return Ok((known, unknown));
    }
    let all = place::all(conn)?;
    let mut named = place::named(conn, &keys.iter().map(String::as_str).collect::<Vec<_>>())?;
    for (slug, key) in choice.places.iter().zip(keys) {
        let with_slug = all.iter().find(|place| place.slug == *slug).cloned();
        match with_slug.or_else(|| named.remove(&key)) {
            Some(place) => known.push(place),
            None => unknown.push(key),
        }
    }
    Ok((known, unknown))
}

/// Replaces the careers' pay by that in a place.
pub(super) fn put_pay_in(
    conn: &mut Conn,
    place: &Place,
    cards: &mut [Card],
    profiles: &mut HashMap<i64, Profile>,
) -> Result<(), Error> {
    let (_, source) = place_pay::of_all_occupations(conn, place)?;
    pay_in_place(conn, place, &source.unwrap_or_default(), cards)?;
    for card in cards {
        if let Some(profile) = profiles.get_mut(&card.id) {
            profile.pay = card.headline_pay.iter().cloned().collect();
        }
    }
    Ok(())
}
