//! `/careers`: all careers, from A to Z or by category.

use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use crate::db::Db;
use crate::error::Error;
use crate::models::career::{self, Card, Filter};
use crate::models::{Paged, category, category::Counted};
use crate::pages::pagination::{Pagination, number};
use crate::pages::{Head, PageResult, Site, show};
use crate::profile::Slug;

/// How many careers a page lists: a screen or two, and ten pages or so for a thousand.
const PER_PAGE: i64 = 100;

/// What the list can be narrowed by. Other parameters are ignored.
#[derive(Debug, Default, Deserialize)]
pub struct Params {
    #[serde(default)]
    category: String,
    #[serde(default)]
    letter: String,
    #[serde(default, deserialize_with = "number")]
    page: Option<i64>,
}

#[derive(Template)]
#[template(path = "careers/index.html")]
struct Index {
    head: Head,
    heading: String,
    category: Option<Counted>,
    letter: Option<String>,
    letters: Vec<Letter>,
    categories: Vec<Counted>,
    groups: Vec<(String, Vec<Card>)>,
    total: i64,
    pagination: Pagination,
}

/// A letter of the alphabet, linked where careers stand under it.
struct Letter {
    label: String,
    url: Option<String>,
    is_current: bool,
}

/// Shows a page of the list.
pub async fn index(site: Data<Site>, db: Data<Db>, params: Query<Params>) -> PageResult {
    let Params { category, letter, page } = params.into_inner();
    let filter = Filter {
        category: (!category.is_empty())
            .then(|| Slug::parse(&category))
            .transpose()
            .map_err(|_| Error::NotFound)?,
        letter: (!letter.is_empty()).then_some(letter),
    };
    if filter.letter.as_deref().is_some_and(|letter| !letter.bytes().all(|byte| byte.is_ascii_alphanumeric()))
    {
        return Err(Error::NotFound);
    }
    let wanted = filter.clone();
    let (categories, letters, paged) = db
        .read(move |conn| {
            let categories = category::counted(conn)?;
            let letters = career::letters(conn, wanted.category.as_ref())?;
            Ok::<_, Error>((categories, letters, career::list(conn, &wanted, page.unwrap_or(1), PER_PAGE)?))
        })
        .await?;
    let chosen = match &filter.category {
        Some(slug) => {
            Some(categories.iter().find(|c| c.category.slug == *slug).cloned().ok_or(Error::NotFound)?)
        }
        None => None,
    };
    if filter.letter.as_ref().is_some_and(|letter| !letters.iter().any(|(known, _)| known == letter)) {
        return Err(Error::NotFound);
    }
    let pagination = Pagination::of(&paged, address(&filter))?;
    let heading = heading(chosen.as_ref(), filter.letter.as_deref());
    let head = Head::new(site.into_inner(), heading.clone(), pagination.here())
        .described("What each career does, asks for and pays, from A to Z and by category.");
    let total = paged.total;
    let (groups, letters) = (by_letter(paged), alphabet(&letters, &filter));
    let letter = filter.letter;
    show(&Index { head, heading, category: chosen, letter, letters, categories, groups, total, pagination })
}

fn heading(category: Option<&Counted>, letter: Option<&str>) -> String {
    let of_category = category.map(|counted| format!("{} careers", counted.category.name));
    let all = of_category.unwrap_or_else(|| "All careers".into());
    match letter {
        Some(letter) => format!("{all}: {}", label(letter)),
        None => all,
    }
}

fn address(filter: &Filter) -> String {
    let category = filter.category.as_ref().map(|slug| format!("category={slug}"));
    let letter = filter.letter.as_ref().map(|letter| format!("letter={letter}"));
    match category.into_iter().chain(letter).collect::<Vec<_>>().join("&").as_str() {
        "" => "/careers".into(),
        query => format!("/careers?{query}"),
    }
}

/// How a letter is printed; `0` stands for all that is none.
fn label(letter: &str) -> String {
    match letter {
        "0" => "0–9".into(),
        letter => letter.to_uppercase(),
    }
}

fn alphabet(stored: &[(String, i64)], filter: &Filter) -> Vec<Letter> {
    let has = |letter: &str| stored.iter().any(|(known, _)| known == letter);
    let other = has("0").then(|| "0".to_owned());
    let all = other.into_iter().chain(('a'..='z').map(String::from));
    all.map(|letter| Letter {
        label: label(&letter),
        is_current: filter.letter.as_deref() == Some(&letter),
        url: has(&letter).then(|| address(&Filter { letter: Some(letter.clone()), ..filter.clone() })),
    })
    .collect()
}

/// The careers under their letters, in their order.
fn by_letter(paged: Paged<Card>) -> Vec<(String, Vec<Card>)> {
    let mut groups: Vec<(String, Vec<Card>)> = Vec::new();
    for card in paged.rows {
        let label = label(&card.letter);
        match groups.last_mut().filter(|(last, _)| *last == label) {
            Some((_, cards)) => cards.push(card),
            None => groups.push((label, vec![card])),
        }
    }
    groups
}
