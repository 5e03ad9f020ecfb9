//! `/careers`: all careers, A to Z or by pay, with facets.

mod content;

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use strum::IntoEnumIterator;

use self::content::{ListContent, with_known_place};
use crate::addresses;
use crate::catalog::{CareerFilter, Catalog, CatalogCache, Facet, Narrowed, Sort};
use crate::db::Db;
use crate::error::Error;
use crate::filters::{counted, first_of};
use crate::models::place::Place;
use crate::models::published::card::Card;
use crate::pages::alternates::of_list;
use crate::pages::choice::{Chosen, Comparison};
use crate::pages::list_picture::{ListPicture, ROWS};
use crate::pages::pagination::{self, Pagination};
use crate::pages::{Head, PageResult, kept, show};
use crate::profile::Slug;
use crate::profile::place::spoken;
use crate::site::Site;
use crate::web::paths::with_query;

/// A thousand careers make about ten pages, each a screen or two long.
const PER_PAGE: i64 = 100;
/// Search engines don't index lists of fewer careers.
const THIN: i64 = 3;
/// Search engines don't index lists with more filters.
const MOST_CHOSEN: usize = 2;

#[derive(Template)]
#[template(path = "careers/index.html")]
struct CareerIndex {
    head: Head,
    list: ListPage,
    cards: Vec<(String, Vec<Card>)>,
    pagination: Pagination,
}

struct LetterGroup {
    heading: &'static str,
    /// This facet's "all" link.
    all: LetterLink,
    choices: Vec<LetterLink>,
}

struct LetterLink {
    label: String,
    url: String,
    careers: i64,
    is_current: bool,
    /// Whether search engines may follow it; filters combine into too many lists to crawl.
    is_followed: bool,
}

pub async fn index(
    request: HttpRequest,
    site: Data<Site>,
    db: Data<Db>,
    cache: Data<CatalogCache>,
) -> PageResult {
    let parameters = pagination::parameters(request.query_string());
    let (filter, page) = (CareerFilter::of(&parameters), pagination::page(&parameters));
    let (wanted, choice) = (filter.clone(), Comparison::of(&parameters));
    let (content, chosen) = db
        .read_shown(move |conn| {
            let content = ListContent::read(conn, &cache, &wanted, page, PER_PAGE)?;
            Ok::<_, Error>((content, Chosen::read(conn, &choice)?))
        })
        .await?;
    let ListContent { catalog, place, narrowed, cards } = content;
    let (filter, unknown_place) = with_known_place(filter, place.as_ref());
    let list = ListPage { catalog, place, unknown_place, filter, narrowed, chosen };
    let total = list.narrowed.page.total;
    let here = Pagination::of(&list.narrowed.page, list.here())?.here();
    let head = Head {
        is_listed: !is_thin(&list.filter, total),
        alternates: of_list(&site),
        choice: list.chosen.choice.clone(),
        ..Head::new(site.into_inner(), list.heading(), here)
    }
    .described(description(&cards, total))
    .pictured(addresses::list_picture(&list.here()), &list.picture(&cards));
    let pagination = Pagination::of(&list.narrowed.page, list.url(&list.filter))?;
    let page = CareerIndex { head, cards: grouped(cards, list.filter.sort), list, pagination };
    let answer = page.head.with_links(show(&page)?);
    // There are too many names to keep a page for each.
    Ok(if page.list.unknown_place.is_some() { answer } else { kept(answer, page.list.here()) })
}

/// `/careers/card.png`: the picture in link previews of the list with the same filters.
pub async fn png(
    request: HttpRequest,
    site: Data<Site>,
    db: Data<Db>,
    cache: Data<CatalogCache>,
) -> PageResult {
    let filter = CareerFilter::of(&pagination::parameters(request.query_string()));
    let wanted = filter.clone();
    let content = db.read_shown(move |conn| ListContent::read(conn, &cache, &wanted, 1, ROWS as i64)).await?;
    let ListContent { catalog, place, narrowed, cards } = content;
    let (filter, unknown_place) = with_known_place(filter, place.as_ref());
    let list = ListPage { catalog, place, unknown_place, filter, narrowed, chosen: Chosen::default() };
    list.picture(&cards).answer(&site, addresses::list_picture(&list.here())).await
}

struct ListPage {
    catalog: Arc<Catalog>,
    place: Option<Place>,
    /// The name of a place that isn't known.
    unknown_place: Option<String>,
    filter: CareerFilter,
    narrowed: Narrowed,
    chosen: Chosen,
}

impl ListPage {
    /// This page's URL without the careers selected for comparison.
    fn here(&self) -> String {
        address(&self.filter)
    }

    /// The URL of a list that keeps the careers selected for comparison.
    fn url(&self, filter: &CareerFilter) -> String {
        self.chosen.choice.on(&address(filter))
    }

    fn link(&self, label: &str, filter: &CareerFilter, careers: i64) -> LetterLink {
        LetterLink {
            label: label.into(),
            url: self.url(filter),
            careers,
            is_current: self.filter == *filter,
            is_followed: !is_thin(filter, careers) && self.chosen.careers.is_empty(),
        }
    }

    /// Each active filter, linked to the list without it.
    fn without(&self) -> Vec<LetterLink> {
        let link = |facet: Facet| {
            let label = self.catalog.label(facet, self.filter.chosen(facet)?)?;
            let label = format!("{}: {label}", facet.heading());
            Some(self.link(&label, &self.filter.with(facet, None), self.narrowed.page.total))
        };
        let place = self.place.as_ref().map(|place| {
            let label = format!("Pay in {}", spoken(&place.name));
            self.link(&label, &self.filter.in_place(None), self.narrowed.page.total)
        });
        Facet::iter().filter_map(link).chain(place).collect()
    }

    /// The first page's cards are enough.
    fn picture(&self, cards: &[Card]) -> ListPicture {
        let careers = counted(&self.narrowed.page.total, "career", "careers");
        let small_print = format!("{careers}, with total pay. Each profile names its sources.");
        ListPicture::of_careers(&self.heading(), cards, &small_print)
    }

    fn orders(&self) -> [LetterLink; 2] {
        let orders = [(Sort::Title, "Title"), (Sort::Pay, "Pay, highest first")];
        orders.map(|(sort, label)| self.link(label, &self.filter.sorted(sort), self.narrowed.page.total))
    }

    fn heading(&self) -> String {
        let label = |facet: Facet| self.catalog.label(facet, self.filter.chosen(facet)?);
        let place =
            self.place.as_ref().map(|place| format!(" in {}", spoken(&place.name))).unwrap_or_default();
        let careers = match label(Facet::Category) {
            Some(category) => format!("{category} careers{place}"),
            None => format!("All careers{place}"),
        };
        let others: Vec<&str> =
            Facet::iter().filter(|facet| *facet != Facet::Category).filter_map(label).collect();
        match others.join(", ") {
            others if others.is_empty() => careers,
            others => format!("{careers}: {others}"),
        }
    }

    fn group(&self, facet: Facet) -> LetterGroup {
        let link = |key: Option<&str>, label: &str, careers| {
            self.link(label, &self.filter.with(facet, key), careers)
        };
        let counted = self.catalog.counted(facet, &self.narrowed);
        let all = link(None, "All", counted.iter().map(|(_, careers)| careers).sum());
        let choices =
            counted.into_iter().map(|(choice, careers)| link(Some(&choice.key), &choice.label, careers));
        // Show the whole alphabet, but hide other options without careers.
        let is_letter = |link: &LetterLink| facet == Facet::Letter && link.label.len() == 1;
        let offered = choices.filter(|link| link.careers > 0 || link.is_current || is_letter(link));
        LetterGroup { heading: facet.heading(), choices: offered.collect(), all }
    }

    fn groups(&self) -> impl Iterator<Item = LetterGroup> {
        let facets = Facet::iter().filter(|facet| *facet != Facet::Letter && self.is_known(*facet));
        facets.map(|facet| self.group(facet))
    }

    /// Whether there is more to choose than "unknown".
    fn is_known(&self, facet: Facet) -> bool {
        let mut known = self.catalog.counted(facet, &self.narrowed);
        known.pop();
        self.filter.chosen(facet).is_some() || known.iter().any(|(_, careers)| *careers > 0)
    }
}

fn is_thin(filter: &CareerFilter, careers: i64) -> bool {
    careers < THIN || filter.place.is_some() || filter.len() > MOST_CHOSEN || filter.sort != Sort::Title
}

impl CareerIndex {
    fn chosen_elsewhere(&self) -> Vec<&Slug> {
        let listed =
            |slug: &Slug| self.cards.iter().flat_map(|(_, cards)| cards).any(|card| card.slug == *slug);
        self.list.chosen.not_among(listed)
    }
}

fn description(cards: &[Card], total: i64) -> String {
    let what = "what each does, asks for and pays";
    let titles = first_of(cards.iter().map(|card| card.title.as_str()), total as usize);
    match cards {
        [] => format!("Careers from A to Z: {what}."),
        _ => format!("{}, {what}: {titles}.", counted(&total, "career", "careers")),
    }
}

pub fn address(filter: &CareerFilter) -> String {
    with_query(addresses::LIST, &pagination::encoded(&filter.parameters()))
}

/// Grouped by letter; in one group when sorted by pay.
fn grouped(cards: Vec<Card>, sort: Sort) -> Vec<(String, Vec<Card>)> {
    let label = |card: &Card| match (sort, card.letter.as_str()) {
        (Sort::Pay, _) => "Highest pay first".into(),
        (Sort::Title, "0") => "0–9".into(),
        (Sort::Title, letter) => letter.to_uppercase(),
    };
    let mut lists: Vec<(String, Vec<Card>)> = Vec::new();
    for card in cards {
        let label = label(&card);
        match lists.last_mut().filter(|(last, _)| *last == label) {
            Some((_, cards)) => cards.push(card),
            None => lists.push((label, vec![card])),
        }
    }
    lists
}
