//! `/careers/{slug}/moves`: careers with similar skills, what they pay, and which skills are missing.

use std::collections::HashMap;

use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;

use super::Address;
use super::sources::{Cited, SmallPrint};
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::filters::first_of;
use crate::models::published::card::{self, Card};
use crate::models::published::similar;
use crate::models::{skill, source};
use crate::pages::pagination::parameters;
use crate::pages::{Head, PageResult, kept, show};
use crate::profile::skill::{Overlap, SideBySide};
use crate::profile::{Group, Money, Profile};
use crate::site::Site;

const SHOWN: usize = 24;
#[derive(Template)]
#[template(path = "careers/moves.html")]
struct Moves {
    head: Head,
    profile: Profile,
    a_title: String,
    pay: Option<Money>,
    only_better_paid: bool,
    /// Whether there are any moves, regardless of pay.
    has_any: bool,
    moves: Vec<Move>,
    sources: Vec<Cited>,
}

struct Move {
    card: Card,
    difference: Option<String>,
    is_better_paid: bool,
    overlap: Overlap,
    skills: SideBySide,
}

fn description(a_title: &str, moves: &[Move]) -> String {
    let what = format!(
        "Careers that share the most skills with {a_title}, what they pay and what you would still need"
    );
    match moves {
        [] => format!("{what}."),
        moves => {
            let titles = first_of(moves.iter().map(|one| one.card.title.as_str()), moves.len());
            format!("{what}: {titles}.")
        }
    }
}

pub async fn page(
    request: HttpRequest,
    site: Data<Site>,
    db: Data<Db>,
    skills: Data<skill::Cache>,
) -> PageResult {
    let address = Address::of(&request);
    let asked = ("pays".to_owned(), "more".to_owned());
    let only_better_paid = parameters(request.query_string()).contains(&asked);
    let (profile, pay, mut moves, sources) = db.read_shown(move |conn| read(conn, &skills, &address)).await?;
    let has_any = !moves.is_empty();
    moves.retain(|one| one.is_better_paid || !only_better_paid);
    moves.truncate(SHOWN);
    let a_title = profile.a_title();
    let path = addresses::below(&profile.slug, if only_better_paid { "moves?pays=more" } else { "moves" });
    let head = Head::new(site.into_inner(), format!("Career moves for {a_title}"), &path)
        .described(description(&a_title, &moves))
        .beneath(&profile, "Moves", "moves");
    let head = Head { is_listed: has_any && !only_better_paid, ..head };
    let page = Moves {
        sources: sources.of(&profile, &[Group::Skills]),
        head,
        a_title,
        pay,
        only_better_paid,
        has_any,
        moves,
        profile,
    };
    Ok(kept(show(&page)?, path))
}

fn read(
    conn: &mut Conn,
    skills: &skill::Cache,
    address: &Address,
) -> Result<(Profile, Option<Money>, Vec<Move>, SmallPrint), Error> {
    let page = address.find(conn)?;
    let candidates = similar::candidates(conn, page.id)?;
    let cards = card::by_ids(conn, &candidates)?;
    let ids: Vec<i64> = cards.iter().map(|card| card.id).chain([page.id]).collect();
    let weights = skill::weights(conn, skills, &ids)?;
    // The candidates were stored at publication; order them by the current skills.
    let place: HashMap<i64, usize> = weights.nearest(page.id).into_iter().zip(0..).collect();
    let pay = page.profile.headline_pay().and_then(|pay| pay.headline());
    let one = |card: Card| {
        let difference = pay.zip(card.pay).and_then(|(pay, other)| pay.difference(&other));
        Move {
            difference: difference.map(|difference| difference.in_words()),
            is_better_paid: difference.is_some_and(|difference| difference.amount > 0),
            overlap: weights.overlap(page.id, card.id),
            skills: weights.side_by_side(weights.of(page.id), card.id),
            card,
        }
    };
    let mut moves: Vec<Move> = cards.into_iter().map(one).collect();
    moves.sort_by_key(|one| place.get(&one.card.id).copied().unwrap_or(usize::MAX));
    Ok((page.profile, pay, moves, SmallPrint::new(source::all(conn)?)))
}
