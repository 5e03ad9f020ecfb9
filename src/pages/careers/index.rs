//! `/careers`: all careers, A to Z or by pay, with facets.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use strum::IntoEnumIterator;

use crate::addresses;
use crate::catalog::{Cache, Catalog, Facet, Filter, Narrowed, Sort};
use crate::db::Db;
use crate::error::Error;
use crate::filters::{counted, first_of};
use crate::models::published::card::{self, Card};
use crate::pages::alternates::of_list;
use crate::pages::choice::{Chosen, Comparison};
use crate::pages::pagination::{self, Pagination};
use crate::pages::{Head, PageResult, kept, show};
use crate::profile::Slug;
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
    heading: String,
    letters: LetterGroup,
    groups: Vec<LetterGroup>,
    narrowed_to: Vec<LetterLink>,
    all: String,
    orders: [LetterLink; 2],
    /// This page's URL without the careers selected for comparison.
    here: String,
    chosen: Chosen,
    lists: Vec<(String, Vec<Card>)>,
    pagination: Pagination,
    total: i64,
    is_empty_site: bool,
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

pub async fn index(request: HttpRequest, site: Data<Site>, db: Data<Db>, cache: Data<Cache>) -> PageResult {
    let parameters = pagination::parameters(request.query_string());
    let (filter, page) = (Filter::of(&parameters), pagination::page(&parameters));
    let (wanted, choice) = (filter.clone(), Comparison::of(&parameters));
    let (catalog, narrowed, cards, chosen) = db
        .read_shown(move |conn| {
            let catalog = cache.current(conn)?;
            let narrowed = catalog.narrow(&wanted, page, PER_PAGE).ok_or(Error::NotFound)?;
            let cards = card::by_ids(conn, &narrowed.page.rows)?;
            Ok::<_, Error>((catalog, narrowed, cards, Chosen::read(conn, &choice)?))
        })
        .await?;
    let here = Pagination::of(&narrowed.page, address(&filter))?.here();
    let head = Head::new(site.into_inner(), heading(&catalog, &filter), here);
    let page = CareerIndex::new(head, &ListPage { catalog, filter, narrowed, chosen }, cards)?;
    Ok(kept(page.head.with_links(show(&page)?), page.here.clone()))
}

struct ListPage {
    catalog: Arc<Catalog>,
    filter: Filter,
    narrowed: Narrowed,
    chosen: Chosen,
}

impl ListPage {
    /// The URL of a list that keeps the careers selected for comparison.
    fn url(&self, filter: &Filter) -> String {
        self.chosen.choice.on(&address(filter))
    }

    fn link(&self, label: &str, filter: &Filter, careers: i64) -> LetterLink {
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
        Facet::iter().filter_map(link).collect()
    }

    fn orders(&self) -> [LetterLink; 2] {
        let orders = [(Sort::Title, "Title"), (Sort::Pay, "Pay, highest first")];
        orders.map(|(sort, label)| self.link(label, &self.filter.sorted(sort), self.narrowed.page.total))
    }
}

fn is_thin(filter: &Filter, careers: i64) -> bool {
    careers < THIN || filter.len() > MOST_CHOSEN || filter.sort != Sort::Title
}

impl CareerIndex {
    fn new(head: Head, list: &ListPage, cards: Vec<Card>) -> Result<Self, Error> {
        let head = Head {
            is_listed: !is_thin(&list.filter, list.narrowed.page.total),
            alternates: of_list(&head.site),
            choice: list.chosen.choice.clone(),
            ..head
        }
        .described(description(&cards, list.narrowed.page.total));
        let group = |facet| LetterGroup::of(facet, list);
        Ok(Self {
            heading: head.title.clone(),
            head,
            letters: group(Facet::Letter),
            groups: Facet::iter().filter(|facet| *facet != Facet::Letter).map(group).collect(),
            narrowed_to: list.without(),
            all: list.url(&Filter::default()),
            orders: list.orders(),
            here: address(&list.filter),
            pagination: Pagination::of(&list.narrowed.page, list.url(&list.filter))?,
            total: list.narrowed.page.total,
            is_empty_site: list.catalog.careers() == 0,
            chosen: list.chosen.clone(),
            lists: lists(cards, list.filter.sort),
        })
    }

    fn chosen_elsewhere(&self) -> Vec<&Slug> {
        let listed =
            |slug: &Slug| self.lists.iter().flat_map(|(_, cards)| cards).any(|card| card.slug == *slug);
        self.chosen.not_among(listed)
    }
}

impl LetterGroup {
    fn of(facet: Facet, list: &ListPage) -> Self {
        let link = |key: Option<&str>, label: &str, careers| {
            list.link(label, &list.filter.with(facet, key), careers)
        };
        let counted = list.catalog.counted(facet, &list.narrowed);
        let all = link(None, "All", counted.iter().map(|(_, careers)| careers).sum());
        let choices =
            counted.into_iter().map(|(choice, careers)| link(Some(&choice.key), &choice.label, careers));
        // Show the whole alphabet, but hide other options without careers.
        let is_letter = |link: &LetterLink| facet == Facet::Letter && link.label.len() == 1;
        let offered = choices.filter(|link| link.careers > 0 || link.is_current || is_letter(link));
        Self { heading: facet.heading(), choices: offered.collect(), all }
    }
}

fn description(cards: &[Card], total: i64) -> String {
    let what = "what each does, asks for and pays";
    match cards {
        [] => format!("Careers from A to Z: {what}."),
        cards => {
            let titles = first_of(cards.iter().map(|card| card.title.as_str()), total as usize);
            format!("{}, {what}: {titles}.", counted(&total, "career", "careers"))
        }
    }
}

fn heading(catalog: &Catalog, filter: &Filter) -> String {
    let label = |facet: Facet| catalog.label(facet, filter.chosen(facet)?);
    let careers = match label(Facet::Category) {
        Some(category) => format!("{category} careers"),
        None => "All careers".into(),
    };
    let others: Vec<&str> =
        Facet::iter().filter(|facet| *facet != Facet::Category).filter_map(label).collect();
    match others.join(", ") {
        others if others.is_empty() => careers,
        others => format!("{careers}: {others}"),
    }
}

fn address(filter: &Filter) -> String {
    with_query(addresses::LIST, &pagination::encoded(&filter.parameters()))
}

/// Grouped by letter; in one group when sorted by pay.
fn lists(cards: Vec<Card>, sort: Sort) -> Vec<(String, Vec<Card>)> {
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
