//! `/careers/{slug}/moves`: careers with similar skills, what they pay, and which skills are missing.

use std::collections::HashMap;

use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;

use super::Address;
use super::related::OtherCareer;
use super::sources::{Cited, SmallPrint};
use crate::addresses;
use crate::db::Db;
use crate::error::Error;
use crate::filters::first_of;
use crate::models::published::{card, similar};
use crate::models::skill::SkillCache;
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
    pay: Option<Money>,
    only_better_paid: bool,
    /// Whether there are any moves, regardless of pay.
    has_any: bool,
    moves: Vec<OtherCareer>,
    sources: Vec<Cited>,
}

pub async fn page(
    request: HttpRequest,
    address: Address,
    site: Data<Site>,
    db: Data<Db>,
    skills: Data<SkillCache>,
) -> PageResult {
    let asked = ("pays".to_owned(), "more".to_owned());
    let only_better_paid = parameters(request.query_string()).contains(&asked);
    let (profile, pay, mut moves, sources) = db
        .read_shown(move |conn| {
            let page = address.find(conn)?;
            let candidates = similar::candidates(conn, page.id)?;
            let cards = card::by_ids(conn, &candidates)?;
            let ids: Vec<i64> = cards.iter().map(|card| card.id).chain([page.id]).collect();
            let weights = skill::weights(conn, &skills, &ids)?;
            let pay = page.profile.headline_pay().and_then(|pay| pay.headline());
            let here = weights.of(page.id);
            let other = |card| OtherCareer::new(card, page.id, pay, here, &weights);
            let mut moves: Vec<OtherCareer> = cards.into_iter().map(other).collect();
            // The candidates were stored at publication; order them by the current skills.
            let place: HashMap<i64, usize> = weights.nearest(page.id).into_iter().zip(0..).collect();
            moves.sort_by_key(|one| place.get(&one.card.id).copied().unwrap_or(usize::MAX));
            Ok::<_, Error>((page.profile, pay, moves, SmallPrint::new(source::all(conn)?)))
        })
        .await?;
    let has_any = !moves.is_empty();
    moves.retain(|one| one.is_better_paid() || !only_better_paid);
    moves.truncate(SHOWN);
    let a_title = profile.a_title();
    let what = format!(
        "Careers that share the most skills with {a_title}, what they pay and what you would still need"
    );
    let titles = first_of(moves.iter().map(|one| one.card.title.as_str()), moves.len());
    let description = if moves.is_empty() { format!("{what}.") } else { format!("{what}: {titles}.") };
    let path = addresses::below(&profile.slug, if only_better_paid { "moves?pays=more" } else { "moves" });
    let head = Head::new(site.into_inner(), format!("Career moves for {a_title}"), &path)
        .described(description)
        .beneath(&profile, "Moves", "moves");
    let head = Head { is_listed: has_any && !only_better_paid, ..head };
    let page = Moves {
        sources: sources.of([&profile], &[Group::Skills]),
        head,
        pay,
        only_better_paid,
        has_any,
        moves,
        profile,
    };
    Ok(kept(show(&page)?, path))
}
