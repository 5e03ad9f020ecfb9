//! `/careers/{slug}/moves`: careers with similar skills and tools, in the order that helps to decide: by nearness, by
//! gain in pay, or by how little there is to learn.

use std::cmp::Reverse;
use std::collections::HashMap;

use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;

use super::Address;
use super::related::OtherCareer;
use super::sources::{Cited, SmallPrint};
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::filters::first_of;
use crate::models::published::card::Card;
use crate::models::published::similar;
use crate::models::skill::{SkillCache, Weights};
use crate::models::source;
use crate::pages::pagination::{parameter, parameters};
use crate::pages::{Head, PageResult, kept, show};
use crate::profile::skill::{Overlap, SideBySide};
use crate::profile::{Group, Money, Profile, Slug};
use crate::site::Site;

const SHOWN: usize = 24;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    #[default]
    Similar,
    Gain,
    LeastToLearn,
}

impl Order {
    const ALL: [Self; 3] = [Self::Similar, Self::Gain, Self::LeastToLearn];

    /// The value of `?sort=`.
    fn word(self) -> &'static str {
        match self {
            Self::Similar => "",
            Self::Gain => "pay",
            Self::LeastToLearn => "learn",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Similar => "Most similar",
            Self::Gain => "Highest gain in pay",
            Self::LeastToLearn => "Least to learn",
        }
    }

    /// How the order is derived, for the small print.
    fn explained(self) -> &'static str {
        match self {
            Self::Similar => {
                "Most similar first, by the share of skills and tools that the two careers have in common, counted in both directions."
            }
            Self::Gain => "Of the most similar careers, the one with the highest gain in pay comes first.",
            Self::LeastToLearn => {
                "Of the most similar careers, the one with the smallest share of skills and tools to learn comes first."
            }
        }
    }

    fn path(self, slug: &Slug) -> String {
        let moves = addresses::below(slug, "moves");
        if self == Self::Similar { moves } else { format!("{moves}?sort={}", self.word()) }
    }

    /// `moves` are in the order of [`Order::Similar`].
    fn sort(self, moves: &mut [OtherCareer]) {
        match self {
            Self::Similar => {}
            Self::Gain => moves.sort_by_key(|one| Reverse(one.gain)),
            Self::LeastToLearn => moves.sort_by(|a, b| b.known_share().total_cmp(&a.known_share())),
        }
    }
}

#[derive(Template)]
#[template(path = "careers/moves.html")]
struct Moves {
    head: Head,
    profile: Profile,
    /// The category's name.
    category: Option<String>,
    pay: Option<Money>,
    order: Order,
    moves: Vec<OtherCareer>,
    sources: Vec<Cited>,
}

struct MovesContent {
    profile: Profile,
    category: Option<String>,
    moves: Vec<OtherCareer>,
    sources: SmallPrint,
}

pub async fn page(
    request: HttpRequest,
    address: Address,
    site: Data<Site>,
    db: Data<Db>,
    skills: Data<SkillCache>,
) -> PageResult {
    let asked = parameters(request.query_string());
    let word = parameter(&asked, "sort");
    let order = Order::ALL.into_iter().find(|order| order.word() == word).unwrap_or_default();
    // Until the orders existed, there was a list of the better-paid ones.
    let is_old = parameter(&asked, "pays") == "more";
    let content = db
        .read_shown(move |conn| match is_old {
            true => Err(Error::Moved(Order::Gain.path(&address.find(conn)?.profile.slug))),
            false => read(conn, &skills, &address, order),
        })
        .await?;
    let path = order.path(&content.profile.slug);
    Ok(kept(show(&Moves::new(site, content, order))?, path))
}

fn read(
    conn: &mut Conn,
    skills: &SkillCache,
    address: &Address,
    order: Order,
) -> Result<MovesContent, Error> {
    let page = address.find(conn)?;
    let candidates = similar::candidates(conn, page.id)?;
    let (cards, skills_of): (Vec<_>, HashMap<_, _>) = candidates
        .into_iter()
        .map(|(card, skills)| {
            let id = card.id;
            (card, (id, skills))
        })
        .unzip();
    let skills_of = skills_of.into_iter().chain([(page.id, page.skills)]).collect();
    let weights = Weights::new(skills.current(conn, page.version)?, skills_of);
    let (here, pay) = (weights.of_profile(&page.profile), page.profile.headline_pay());
    let mut moves: Vec<OtherCareer> =
        cards.into_iter().map(|card| OtherCareer::new(card, pay, &here, &weights)).collect();
    // The candidates were stored at publication; order them by the current skills.
    let place: HashMap<i64, usize> = weights.nearest(page.id).into_iter().zip(0..).collect();
    moves.sort_by_key(|one| place.get(&one.card.id).copied().unwrap_or(usize::MAX));
    order.sort(&mut moves);
    moves.truncate(SHOWN);
    Ok(MovesContent {
        moves,
        sources: SmallPrint::new(source::all(conn)?),
        category: page.category,
        profile: page.profile,
    })
}

impl OtherCareer {
    /// Names and values: what it asks for besides skills.
    fn ways_in(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let Card { education, experience_asked, training, .. } = &self.card;
        let all = [
            ("Education", education.map(|level| level.label())),
            ("Experience asked for", experience_asked.as_deref()),
            ("Training on the job", training.as_deref()),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }
}

impl Moves {
    fn new(site: Data<Site>, content: MovesContent, order: Order) -> Self {
        let MovesContent { profile, category, moves, sources } = content;
        let a_title = profile.a_title();
        let what = format!(
            "Careers that share the most skills with {a_title}, what they pay and what you would still need"
        );
        let titles = first_of(moves.iter().map(|one| one.card.title.as_str()), moves.len());
        let description = if moves.is_empty() { format!("{what}.") } else { format!("{what}: {titles}.") };
        let title = format!("Career moves for {a_title}");
        let head = Head::new(site.into_inner(), title, order.path(&profile.slug))
            .described(description)
            .beneath(&profile, "Moves", "moves");
        Self {
            head: Head { is_listed: !moves.is_empty() && order == Order::Similar, ..head },
            pay: profile.headline_pay().and_then(|pay| pay.headline()),
            sources: sources.of([&profile], &[Group::Skills, Group::Tools]),
            category,
            order,
            moves,
            profile,
        }
    }
}
