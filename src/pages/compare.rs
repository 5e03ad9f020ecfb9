//! `/compare`: two to four careers side by side.

mod by_place;
mod facts;

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;

use self::by_place::{InPlace, by_place, places, put_pay_in};
use self::facts::{Fact, facts};
use super::careers::pay::by_place::{PayByPlace, PlaceLine};
use super::careers::sources::{Cited, Noticed, SmallPrint, distinct};
use super::choice::{Comparison, Dropped, MOST, Why};
use super::list_picture::ListPicture;
use super::pagination::parameters;
use super::pay_scale::{Bands, Drawn, PayScale};
use super::{Head, PageResult, show};
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::place::{self, Place};
use crate::models::published::card::{self, Card};
use crate::models::skill::{self, SkillCache, Weights};
use crate::models::{published, source};
use crate::profile::experience::{Bar, bars, most};
use crate::profile::pay::Range;
use crate::profile::place::spoken;
use crate::profile::skill::{Overlap, SideBySide};
use crate::profile::{Bucket, Group, Profile, Slug, Source};
use crate::site::Site;
use crate::web::page_cache;

const NEAR: usize = 10;

#[derive(Default)]
struct ComparedContent {
    /// Whether pay is known by place.
    has_places: bool,
    /// The places that exist, and the names of the others.
    places: Vec<Place>,
    unknown_places: Vec<String>,
    /// The only career’s pay in these places.
    lines: Vec<PlaceLine>,
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
    /// The place whose pay is compared.
    place: Option<String>,
    /// The only career's pay in the places selected.
    by_place: Vec<InPlace>,
    /// Whether pay is known by place.
    has_places: bool,
    unknown_places: Vec<String>,
    facts: Vec<Fact>,
    /// The figures at the ends of the scale for pay.
    scale_ends: Option<(String, String)>,
    experience: Vec<Distribution>,
    /// From the first career to each of the others.
    pairs: Vec<Pair>,
    fact_sources: Vec<Cited>,
    pay_sources: Vec<Cited>,
    sources: Vec<Noticed>,
    small_print: SmallPrint,
    near: Vec<(Slug, String)>,
}

struct ComparedCareer {
    card: Card,
    profile: Profile,
    pay: Option<Drawn>,
}

/// A distribution of years that is known of at least one career.
struct Distribution {
    heading: &'static str,
    group: Group,
    /// One for each career, in order and on one scale; empty if unknown.
    careers: Vec<Vec<Bar>>,
}

struct Pair {
    here: String,
    there: String,
    /// The one of the two whose skills are too few to compare them.
    little_known: Option<String>,
    /// How far the skills of `here` cover those that `there` asks for; `back` is the reverse.
    forth: Overlap,
    back: Overlap,
    skills: SideBySide,
    /// From `there` to `here`: what is missing in it is left over from `here`.
    reverse: SideBySide,
}

pub async fn compare(
    request: HttpRequest,
    site: Data<Site>,
    db: Data<Db>,
    skills: Data<SkillCache>,
) -> PageResult {
    let parameters = parameters(request.query_string());
    let choice = Comparison::of(&parameters);
    if let Some(list) = choice.list(&parameters) {
        return Err(Error::SeeOther(list));
    }
    let wanted = choice.clone();
    let content = db.read_shown(move |conn| read(conn, &skills, &wanted)).await?;
    let page = show(&Compare::new(Arc::clone(&site), choice, content))?;
    Ok(page_cache::once(&request, &site, page))
}

/// `/compare/card.png`: the picture in link previews of a comparison of the same careers.
pub async fn png(request: HttpRequest, site: Data<Site>, db: Data<Db>) -> PageResult {
    let choice = Comparison::of(&parameters(request.query_string()));
    let address = addresses::list_picture(&choice.url());
    let cards = db.read_shown(move |conn| cards(conn, &choice.slugs)).await?;
    picture(&cards).answer(&site, address).await
}

fn picture(cards: &[Card]) -> ListPicture {
    ListPicture::of_careers(
        "Compare careers",
        cards,
        "Total pay on one scale. Each profile names its sources.",
    )
}

/// In the order selected.
fn cards(conn: &mut Conn, slugs: &[Slug]) -> Result<Vec<Card>, Error> {
    let mut cards = card::by_slugs(conn, &slugs.iter().collect::<Vec<_>>())?;
    cards.sort_by_key(|card| slugs.iter().position(|slug| *slug == card.slug));
    Ok(cards)
}

fn read(conn: &mut Conn, skills: &SkillCache, choice: &Comparison) -> Result<ComparedContent, Error> {
    let mut cards = cards(conn, &choice.slugs)?;
    if cards.is_empty() {
        return Ok(ComparedContent::default());
    }
    let ids: Vec<i64> = cards.iter().map(|card| card.id).collect();
    let mut profiles = published::profiles(conn, &ids)?;
    let first = cards.first().and_then(|card| profiles.get(&card.id));
    let related = first.map(|profile| profile.related.clone()).unwrap_or_default();
    let (mut places, unknown_places) = places(conn, choice)?;
    let mut lines = Vec::new();
    match (&mut *cards, places.as_slice()) {
        (_, []) => {}
        ([only], _) => {
            let all = profiles.get(&only.id).map(|profile| PayByPlace::read(conn, profile)).transpose()?;
            let all = all.map(|all| all.lines).unwrap_or_default();
            let is_chosen = |line: &PlaceLine| places.iter().any(|place| place.slug == line.slug);
            lines = all.into_iter().filter(is_chosen).collect();
            lines.sort_by_key(|line| choice.places.iter().position(|place| *place == line.slug));
        }
        (several, [first, ..]) => {
            put_pay_in(conn, first, several, &mut profiles)?;
            places.truncate(1);
        }
    }
    Ok(ComparedContent {
        has_places: place::is_any(conn)?,
        places,
        unknown_places,
        lines,
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
        let ComparedContent { has_places, places, unknown_places, lines, careers, weights, sources, near } =
            content;
        let small_print = SmallPrint::new(sources);
        let profiles: Vec<&Profile> = careers.iter().map(|(_, profile)| profile).collect();
        let pay: Vec<_> = profiles.iter().map(|profile| profile.headline_pay()).collect();
        let scale = PayScale::of(&pay, Bands::Both);
        let pay_cited = pay.into_iter().flatten().filter_map(|pay| small_print.cite(&pay.source, pay.as_of));
        let titles: Vec<&str> = profiles.iter().map(|profile| profile.title.as_str()).collect();
        let title = if titles.is_empty() {
            "Compare careers".into()
        } else {
            format!("Compare {}", titles.join(", "))
        };
        let place = places.first().filter(|_| careers.len() > 1).map(|place| place.name.clone());
        let title = match &place {
            Some(place) => format!("{title} in {}", spoken(place)),
            None => title,
        };
        let choice = Comparison {
            places: places.iter().map(|place| place.slug.clone()).collect(),
            ..only_known(choice, &careers)
        };
        let head = Head { is_listed: false, ..Head::new(site, title, choice.url()) }
            .described(description(&careers));
        let cards: Vec<Card> = careers.iter().map(|(card, _)| card.clone()).collect();
        let head = head.pictured(addresses::list_picture(&choice.url()), &picture(&cards));
        Self {
            by_place: by_place(&lines, &choice),
            has_places,
            unknown_places,
            place,
            pairs: pairs(&careers, &weights),
            fact_sources: facts::sources(&profiles, &small_print),
            pay_sources: distinct(pay_cited),
            sources: small_print.list(profiles.iter().copied(), &head.site.name),
            facts: facts(&profiles),
            experience: experience(&profiles),
            choice,
            careers: careers
                .into_iter()
                .zip(scale.rows)
                .map(|((card, profile), pay)| ComparedCareer { card, profile, pay })
                .collect(),
            scale_ends: scale.ends,
            small_print,
            near,
            head,
        }
    }

    fn has_responsibilities(&self) -> bool {
        self.careers.iter().any(|career| !career.profile.responsibilities.is_empty())
    }

    fn cited(&self, group: &Group) -> Vec<Cited> {
        self.small_print.of(self.careers.iter().map(|career| &career.profile), &[*group])
    }
}

fn description(careers: &[(Card, Profile)]) -> String {
    let with_pay = |(card, _): &(Card, Profile)| match &card.pay() {
        Some(pay) => {
            let with = card.counted_with().map(|with| format!(" (counted together with {with})"));
            format!("{}, {}{}", card.title, pay.with_period(), with.unwrap_or_default())
        }
        None => card.title.clone(),
    };
    let careers: Vec<String> = careers.iter().map(with_pay).collect();
    let what = "Pay, education, skills and experience of careers side by side";
    if careers.is_empty() { format!("{what}.") } else { format!("{what}: {}.", careers.join("; ")) }
}

fn only_known(mut choice: Comparison, careers: &[(Card, Profile)]) -> Comparison {
    let is_known = |slug: &Slug| careers.iter().any(|(card, _)| card.slug == *slug);
    let (kept, unknown): (_, Vec<Slug>) = choice.slugs.into_iter().partition(is_known);
    choice.dropped.extend(unknown.into_iter().map(|slug| Dropped { slug, why: Why::Unknown }));
    choice.slugs = kept;
    choice
}

/// `$79,057 /yr; most likely $49K–$127K; possible $30K–$200K`.
fn pay_text(profile: &Profile, is_drawn: bool) -> String {
    let Some(pay) = profile.headline_pay() else { return "No pay data yet".into() };
    let band = |name: &str, range: Option<Range>| Some(format!("{name} {}", pay.between(range?.band()?)));
    let parts = [
        pay.headline().map(|total| total.with_period()),
        band("most likely", pay.likely),
        band("possible", pay.possible),
        pay.counted_with.as_ref().map(|with| format!("counted together with {with}")),
        (!is_drawn).then(|| "in another currency or pay period, so not shown on this scale".into()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn pairs(careers: &[(Card, Profile)], weights: &Weights) -> Vec<Pair> {
    let Some(((first, here), others)) = careers.split_first() else { return Vec::new() };
    let ours = weights.of_profile(here);
    let pair = |(card, there): &(Card, Profile)| {
        let theirs = weights.of_profile(there);
        let forth = weights.overlap(&ours, card.id);
        let least_known = if ours.len() < theirs.len() { here } else { there };
        Pair {
            here: here.title.clone(),
            there: there.title.clone(),
            little_known: matches!(forth, Overlap::NotAvailable).then(|| least_known.title.clone()),
            forth,
            back: weights.overlap(&theirs, first.id),
            skills: weights.side_by_side(&ours, card.id),
            reverse: weights.side_by_side(&theirs, first.id),
        }
    };
    others.iter().map(pair).collect()
}

impl Pair {
    /// How much of what `there` asks for `here` asks for, too.
    fn percent(&self) -> Option<String> {
        match self.forth {
            Overlap::NotAvailable => None,
            Overlap::Empty => Some("0%".into()),
            Overlap::Shared { fraction, .. } => Some(format!("{}%", Overlap::percent(&fraction))),
        }
    }
}

fn experience(profiles: &[&Profile]) -> Vec<Distribution> {
    let distribution = |heading, group, buckets: fn(&Profile) -> &[Bucket]| {
        let most = profiles.iter().map(|profile| most(buckets(profile))).fold(0.0, f64::max);
        let careers = profiles.iter().map(|profile| bars(buckets(profile), most)).collect();
        Distribution { heading, group, careers }
    };
    let all = [
        distribution("Years of Experience Distribution", Group::Experience, |profile| &profile.experience),
        distribution("Experience Employers Ask For", Group::ExperienceAsked, |profile| {
            &profile.experience_asked
        }),
    ];
    all.into_iter().filter(|one| one.careers.iter().any(|bars| !bars.is_empty())).collect()
}
