//! `/`: a search box, a few careers to start from with their pay on one scale, and all categories.

use actix_web::web::Data;
use askama::Template;

use super::{Head, PageResult, Site, show};
use crate::catalog::Cache;
use crate::db::Db;
use crate::error::Error;
use crate::models::career::{self, Card};
use crate::models::{ByCareer, pay};
use crate::profile::money::Period;
use crate::profile::{Category, Pay};

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home {
    head: Head,
    careers: i64,
    featured: Vec<Featured>,
    categories: Vec<(Category, i64)>,
}

/// A career to start from.
struct Featured {
    card: Card,
    /// Where its most likely range starts on the common scale and how wide it is, per cent.
    band: Option<(String, String)>,
    /// Where its total stands, per cent.
    total: Option<String>,
}

/// Shows the home page.
pub async fn home(site: Data<Site>, db: Data<Db>, cache: Data<Cache>) -> PageResult {
    let (catalog, featured) = db
        .read(move |conn| {
            let catalog = cache.current(conn)?;
            let cards = career::featured(conn)?;
            let ids: Vec<i64> = cards.iter().map(|card| card.id).collect();
            let featured = on_one_scale(cards, &mut pay::of(conn, &ids)?);
            Ok::<_, Error>((catalog, featured))
        })
        .await?;
    let head = Head::new(site.into_inner(), "what a job does, asks for and pays", "/")
        .described("Career profiles: what a role does, what it asks for, what it pays and where it leads.");
    let categories = catalog.categories().into_iter().map(|(category, careers)| (category.clone(), careers));
    show(&Home { head, careers: catalog.careers(), featured, categories: categories.collect() })
}

/// Places the yearly pay of careers on a scale that starts at nothing. Pay in another currency than the
/// first one's, or by another period, has no place on it.
fn on_one_scale(cards: Vec<Card>, pay: &mut ByCareer<Pay>) -> Vec<Featured> {
    let pay: Vec<Option<Pay>> = cards
        .iter()
        .map(|card| {
            let first = pay.remove(&card.id)?.into_iter().next()?;
            (first.is_publishable() && first.period == Period::Year).then_some(first)
        })
        .collect();
    let currency = pay.iter().flatten().map(|pay| pay.currency).next();
    let pay = pay.into_iter().map(|pay| pay.filter(|pay| Some(pay.currency) == currency));
    let pay: Vec<Option<Pay>> = pay.collect();
    let band = |pay: &Pay| pay.likely.and_then(|range| range.band());
    let highest =
        |pay: &Pay| band(pay).map(|(_, high)| high.amount).max(pay.total().map(|total| total.amount));
    let top = pay.iter().flatten().filter_map(highest).max().unwrap_or(1).max(1);
    let place = |amount: i64| format!("{:.2}%", amount as f64 / top as f64 * 100.0);
    let featured = |(card, pay): (Card, Option<Pay>)| Featured {
        band: pay
            .as_ref()
            .and_then(band)
            .map(|(low, high)| (place(low.amount), place(high.amount - low.amount))),
        total: pay.as_ref().and_then(Pay::total).map(|total| place(total.amount)),
        card,
    };
    cards.into_iter().zip(pay).map(featured).collect()
}
