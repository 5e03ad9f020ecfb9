//! `/compare`: two to four careers side by side.

use std::collections::HashSet;
use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;

use super::careers::sources::{Cited, Listed, SmallPrint, distinct};
use super::careers::tiles::{Bullets, Tile, tile_sources, tiles};
use super::choice::{Comparison, Dropped, MOST, Why};
use super::pagination::parameters;
use super::pay_scale::{Bands, Drawn, PayScale};
use super::{Head, PageResult, show};
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::published::card::{self, Card};
use crate::models::skill::{self, Weights};
use crate::models::{published, source};
use crate::profile::experience::{Bar, bars, most};
use crate::profile::skill::{KnownSkill, Overlap, SideBySide};
use crate::profile::{Group, Profile, Slug, Source};
use crate::site::Site;
use crate::web::page_cache;

/// How many responsibilities are shown before the rest is collapsed.
const RESPONSIBILITIES: usize = 4;

const NEAR: usize = 10;

#[derive(Default)]
struct ComparedContent {
    careers: Vec<(Card, Profile)>,
    weights: Weights,
    sources: Vec<Source>,
    near: Vec<(Slug, String)>,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct Compare {
    head: Head,
    choice: Comparison,
    careers: Vec<ComparedCareer>,
    scale_end: Option<String>,
    /// From the first career to each of the others.
    pairs: Vec<Pair>,
    tile_sources: Vec<Cited>,
    pay_sources: Vec<Cited>,
    experience_sources: Vec<Cited>,
    text_sources: Vec<Cited>,
    skill_sources: Vec<Cited>,
    sources: Vec<Listed>,
    near: Vec<(Slug, String)>,
}

struct ComparedCareer {
    card: Card,
    tiles: Vec<Tile>,
    pay: Option<Drawn>,
    pay_text: String,
    experience: Vec<Bar>,
    responsibilities: Bullets,
}

struct Pair {
    here: String,
    there: String,
    /// How far the skills of `here` cover those that `there` asks for; `back` is the reverse.
    forth: Overlap,
    back: Overlap,
    skills: SideBySide,
    extra: Vec<Arc<KnownSkill>>,
}

pub async fn compare(
    request: HttpRequest,
    site: Data<Site>,
    db: Data<Db>,
    skills: Data<skill::Cache>,
) -> PageResult {
    let choice = Comparison::of(&parameters(request.query_string()));
    let slugs = choice.slugs.clone();
    let content = db.read_shown(move |conn| read(conn, &skills, &slugs)).await?;
    let page = show(&Compare::new(Arc::clone(&site), choice, content))?;
    Ok(page_cache::once(&request, &site, page))
}

fn read(conn: &mut Conn, skills: &skill::Cache, slugs: &[Slug]) -> Result<ComparedContent, Error> {
    let mut cards = card::by_slugs(conn, &slugs.iter().collect::<Vec<_>>())?;
    cards.sort_by_key(|card| slugs.iter().position(|slug| *slug == card.slug));
    if cards.is_empty() {
        return Ok(ComparedContent::default());
    }
    let ids: Vec<i64> = cards.iter().map(|card| card.id).collect();
    let mut profiles = published::profiles(conn, &ids)?;
    let first = cards.first().and_then(|card| profiles.get(&card.id));
    let related = first.map(|profile| profile.related.clone()).unwrap_or_default();
    Ok(ComparedContent {
        weights: skill::weights(conn, skills, &ids)?,
        sources: source::all(conn)?,
        near: near(conn, related, &cards)?,
        careers: cards
            .into_iter()
            .filter_map(|card| profiles.remove(&card.id).map(|profile| (card, profile)))
            .collect(),
    })
}

/// Careers related to the first one and not selected yet, most related first; empty if the comparison is full.
fn near(conn: &mut Conn, related: Vec<Slug>, chosen: &[Card]) -> Result<Vec<(Slug, String)>, Error> {
    if chosen.len() >= MOST {
        return Ok(Vec::new());
    }
    let is_new = |slug: &Slug| !chosen.iter().any(|card| card.slug == *slug);
    let related: Vec<Slug> = related.into_iter().filter(is_new).take(NEAR).collect();
    Ok(card::titles(conn, &related)?)
}

impl Compare {
    fn new(site: Arc<Site>, choice: Comparison, content: ComparedContent) -> Self {
        let ComparedContent { careers, weights, sources, near } = content;
        let small_print = SmallPrint::new(sources);
        let profiles: Vec<&Profile> = careers.iter().map(|(_, profile)| profile).collect();
        let cited = |groups: &[Group]| all_cited(&small_print, &profiles, groups);
        let pay: Vec<_> = profiles.iter().map(|profile| profile.headline_pay()).collect();
        let scale = PayScale::of(&pay, Bands::Both);
        let titles: Vec<&str> = profiles.iter().map(|profile| profile.title.as_str()).collect();
        let title = if titles.is_empty() {
            "Compare careers".into()
        } else {
            format!("Compare {}", titles.join(", "))
        };
        let choice = only_known(choice, &careers);
        let head = Head { is_listed: false, ..Head::new(site, title, choice.url()) }
            .described(description(&careers));
        let fullest = profiles.iter().map(|profile| most(&profile.experience)).fold(0.0, f64::max);
        Self {
            pairs: pairs(&careers, &weights),
            tile_sources: tile_sources(&profiles, &small_print),
            pay_sources: pay_cited(&small_print, &profiles),
            experience_sources: cited(&[Group::Experience]),
            sources: small_print.list(&profiles, &head.site.name),
            text_sources: cited(&[Group::Text]),
            skill_sources: cited(&[Group::Skills]),
            choice,
            careers: careers
                .into_iter()
                .zip(scale.rows)
                .map(|((card, profile), pay)| ComparedCareer::new(card, profile, pay, fullest))
                .collect(),
            scale_end: scale.end,
            near,
            head,
        }
    }
}

fn description(careers: &[(Card, Profile)]) -> String {
    let with_pay = |(card, _): &(Card, Profile)| match &card.pay {
        Some(pay) => format!("{}, {}", card.title, pay.with_period()),
        None => card.title.clone(),
    };
    let careers: Vec<String> = careers.iter().map(with_pay).collect();
    let what = "Pay, education, skills and experience of careers side by side";
    if careers.is_empty() { format!("{what}.") } else { format!("{what}: {}.", careers.join("; ")) }
}

fn only_known(mut choice: Comparison, careers: &[(Card, Profile)]) -> Comparison {
    let known: HashSet<&Slug> = careers.iter().map(|(card, _)| &card.slug).collect();
    let (kept, unknown): (Vec<Slug>, Vec<Slug>) =
        choice.slugs.into_iter().partition(|slug| known.contains(slug));
    choice.dropped.extend(unknown.into_iter().map(|slug| Dropped { slug, why: Why::Unknown }));
    choice.slugs = kept;
    choice
}

impl ComparedCareer {
    fn new(card: Card, mut profile: Profile, pay: Option<Drawn>, fullest: f64) -> Self {
        Self {
            tiles: tiles(&profile),
            pay_text: pay_text(&profile, pay.is_some()),
            pay,
            experience: bars(&profile.experience, fullest),
            responsibilities: Bullets::of(std::mem::take(&mut profile.responsibilities), RESPONSIBILITIES),
            card,
        }
    }
}

/// `$79,057 /yr; most likely $49K to $127K; possible $30K to $200K`.
fn pay_text(profile: &Profile, is_drawn: bool) -> String {
    let Some(pay) = profile.headline_pay() else { return "No pay data yet".into() };
    let band = |name: &str, range: Option<crate::profile::pay::Range>| {
        let (low, high) = range?.band()?;
        Some(format!("{name} {} to {}", pay.currency.short(low), pay.currency.short(high)))
    };
    let parts = [
        pay.headline().map(|total| total.with_period()),
        band("most likely", pay.likely),
        band("possible", pay.possible),
        (!is_drawn).then(|| "in another currency or pay period, so not shown on this scale".into()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn pairs(careers: &[(Card, Profile)], weights: &Weights) -> Vec<Pair> {
    let Some(((first, here), others)) = careers.split_first() else { return Vec::new() };
    let pair = |(card, there): &(Card, Profile)| Pair {
        here: here.title.clone(),
        there: there.title.clone(),
        forth: weights.overlap(first.id, card.id),
        back: weights.overlap(card.id, first.id),
        extra: weights.side_by_side(weights.of(card.id), first.id).missing,
        skills: weights.side_by_side(weights.of(first.id), card.id),
    };
    others.iter().map(pair).collect()
}

/// Without duplicates.
fn all_cited(small_print: &SmallPrint, profiles: &[&Profile], groups: &[Group]) -> Vec<Cited> {
    distinct(profiles.iter().flat_map(|profile| small_print.of(profile, groups)))
}

fn pay_cited(small_print: &SmallPrint, profiles: &[&Profile]) -> Vec<Cited> {
    let pay = profiles.iter().filter_map(|profile| profile.headline_pay());
    distinct(pay.filter_map(|pay| small_print.cite(&pay.source, pay.as_of)))
}
