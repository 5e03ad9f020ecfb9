//! `/careers`: all careers, from A to Z or by pay, narrowed by what one looks for.

use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use strum::IntoEnumIterator;

use crate::catalog::{Cache, Catalog, Facet, Filter, Narrowed, Sort};
use crate::db::Db;
use crate::error::Error;
use crate::models::Paged;
use crate::models::career::{self, Card};
use crate::pages::pagination::{self, Pagination};
use crate::pages::{Head, PageResult, Site, show};

/// How many careers a page lists: a screen or two, and ten pages or so for a thousand.
const PER_PAGE: i64 = 100;
/// A list of fewer careers is no page of its own for search engines.
const THIN: i64 = 3;
/// Nor is one that more is chosen for.
const MOST_CHOSEN: usize = 2;

#[derive(Template)]
#[template(path = "careers/index.html")]
struct Index {
    head: Head,
    heading: String,
    letters: Group,
    groups: Vec<Group>,
    chosen: Vec<Link>,
    orders: [Link; 2],
    lists: Vec<(String, Vec<Card>)>,
    pagination: Pagination,
    total: i64,
    is_empty_site: bool,
}

/// The choices of a facet.
struct Group {
    heading: &'static str,
    /// Leads to the list without a choice here; the current one where nothing is chosen.
    all: Link,
    choices: Vec<Link>,
}

/// A list that the page leads to.
struct Link {
    label: String,
    url: String,
    careers: i64,
    is_current: bool,
}

/// Shows a page of the list.
pub async fn index(request: HttpRequest, site: Data<Site>, db: Data<Db>, cache: Data<Cache>) -> PageResult {
    let parameters = pagination::parameters(request.query_string());
    let (filter, page) = (Filter::of(&parameters), pagination::page(&parameters));
    let wanted = filter.clone();
    let (catalog, narrowed, cards) = db
        .read(move |conn| {
            let catalog = cache.current(conn)?;
            let narrowed = catalog.narrow(&wanted, page, PER_PAGE).ok_or(Error::NotFound)?;
            let cards = career::by_ids(conn, &narrowed.page.rows)?;
            Ok::<_, Error>((catalog, narrowed, cards))
        })
        .await?;
    let pagination = Pagination::of(&narrowed.page, address(&filter))?;
    show(&Index::new(
        Head::new(site.into_inner(), "", pagination.here()),
        &catalog,
        &filter,
        &narrowed,
        cards,
        pagination,
    ))
}

impl Index {
    fn new(
        head: Head,
        catalog: &Catalog,
        filter: &Filter,
        narrowed: &Narrowed,
        cards: Vec<Card>,
        pagination: Pagination,
    ) -> Self {
        let Paged { total, .. } = narrowed.page;
        let heading = heading(catalog, filter);
        let thin = total < THIN || filter.len() > MOST_CHOSEN || filter.sort != Sort::Title;
        let head = Head { title: heading.clone(), is_listed: !thin, ..head }
            .described("What each career does, asks for and pays, from A to Z and by what you look for.");
        let group = |facet| Group::of(facet, catalog, filter, narrowed);
        Self {
            head,
            heading,
            letters: group(Facet::Letter),
            groups: Facet::iter().filter(|facet| *facet != Facet::Letter).map(group).collect(),
            chosen: chosen(catalog, filter),
            orders: [(Sort::Title, "Title"), (Sort::Pay, "Pay, highest first")].map(|(sort, label)| Link {
                label: label.into(),
                url: address(&filter.sorted(sort)),
                careers: total,
                is_current: filter.sort == sort,
            }),
            lists: lists(cards, filter.sort),
            is_empty_site: catalog.careers() == 0,
            pagination,
            total,
        }
    }
}

impl Group {
    fn of(facet: Facet, catalog: &Catalog, filter: &Filter, narrowed: &Narrowed) -> Self {
        let link = |key: Option<&str>, label: &str, careers| Link {
            label: label.into(),
            url: address(&filter.with(facet, key)),
            careers,
            is_current: filter.chosen(facet) == key,
        };
        let counted = catalog.counted(facet, narrowed);
        let all = link(None, "All", counted.iter().map(|(_, careers)| careers).sum());
        let choices =
            counted.into_iter().map(|(choice, careers)| link(Some(&choice.key), &choice.label, careers));
        // The alphabet stays whole; other choices that lead nowhere aren't offered.
        let offered = |link: &Link| {
            link.careers > 0 || link.is_current || facet == Facet::Letter && link.label.len() == 1
        };
        Self { heading: facet.heading(), all, choices: choices.filter(offered).collect() }
    }
}

/// What is chosen, each with the address of the list without it.
fn chosen(catalog: &Catalog, filter: &Filter) -> Vec<Link> {
    let link = |facet: Facet| {
        let label = catalog.label(facet, filter.chosen(facet)?)?;
        let label = format!("{}: {label}", facet.heading());
        Some(Link { label, url: address(&filter.with(facet, None)), careers: 0, is_current: false })
    };
    Facet::iter().filter_map(link).collect()
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
    match filter.parameters() {
        parameters if parameters.is_empty() => "/careers".into(),
        parameters => format!("/careers?{}", pagination::encoded(&parameters)),
    }
}

/// The careers under their letters; by pay, all in one list.
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
