//! `/`: a search box, a few careers with their pay on one scale, and all categories.

use std::sync::Arc;

use actix_web::web::Data;
use askama::Template;

use super::alternates::of_site;
use super::careers::index;
use super::list_picture::ListPicture;
use super::pay_scale::{Bands, Drawn, PayScale};
use super::{Head, PageResult, kept, show};
use crate::addresses;
use crate::catalog::{CareerFilter, Catalog, CatalogCache, Choice, Facet};
use crate::db::Db;
use crate::error::Error;
use crate::filters::{counted, first_of};
use crate::models::published::card::{self, Card, Leading};
use crate::profile::Category;
use crate::site::Site;

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home {
    head: Head,
    careers: i64,
    /// The heading of the first careers.
    heading: &'static str,
    /// How they were chosen.
    choice: &'static str,
    featured: Vec<Featured>,
    pay: Vec<PayRange>,
    categories: Vec<(Category, i64)>,
    has_places: bool,
}

struct Featured {
    card: Card,
    pay: Option<Drawn>,
}

struct PayRange {
    label: String,
    url: String,
    careers: i64,
    /// In percent of the range with the most careers.
    length: i64,
}

/// Sites with fewer careers don't count them by pay.
const MANY: i64 = 100;

/// How many careers pay how much.
fn pay_ranges(catalog: &Catalog) -> Vec<PayRange> {
    if catalog.careers() < MANY {
        return Vec::new();
    }
    let ranges = catalog.pay_ranges();
    let most = ranges.iter().map(|(_, careers)| *careers).max().unwrap_or(1);
    let range = |(choice, careers): (&Choice, i64)| PayRange {
        label: choice.label.clone(),
        url: index::address(&CareerFilter::default().with(Facet::Pay, Some(&choice.key))),
        careers,
        length: (careers * 100 + most - 1) / most,
    };
    ranges.into_iter().map(range).collect()
}

pub async fn home(site: Data<Site>, db: Data<Db>, cache: Data<CatalogCache>) -> PageResult {
    let (catalog, leading) = read(&db, cache).await?;
    let (heading, choice, featured) = match leading {
        Leading::Featured(cards) => ("Featured careers", "Chosen by this site’s editors", cards),
        Leading::MostPeople(cards) => {
            let choice =
                "The careers that the most people work in, except those that statistics count together";
            ("Popular careers", choice, cards)
        }
    };
    let picture = picture(&featured, catalog.careers());
    let pay: Vec<_> = featured.iter().map(|card| card.headline_pay.as_ref()).collect();
    let scale = PayScale::of(&pay, Bands::Likely);
    let featured: Vec<Featured> =
        featured.into_iter().zip(scale.rows).map(|(card, pay)| Featured { card, pay }).collect();
    let head = Head::new(site.into_inner(), "what people do, what it takes and what it pays", "/")
        .described(description(catalog.careers(), &featured))
        .pictured(addresses::list_picture("/"), &picture);
    let head = Head { alternates: vec![of_site(&head.site)], ..head };
    let pay = pay_ranges(&catalog);
    let categories = catalog.categories().into_iter().map(|(category, careers)| (category.clone(), careers));
    let categories = categories.collect();
    let has_places = catalog.has_places();
    let home =
        Home { head, careers: catalog.careers(), heading, choice, featured, pay, categories, has_places };
    Ok(kept(show(&home)?, "/"))
}

/// `/card.png`: the picture in link previews.
pub async fn png(site: Data<Site>, db: Data<Db>, cache: Data<CatalogCache>) -> PageResult {
    let (catalog, leading) = read(&db, cache).await?;
    let (Leading::Featured(cards) | Leading::MostPeople(cards)) = leading;
    picture(&cards, catalog.careers()).answer(&site, addresses::list_picture("/")).await
}

async fn read(db: &Db, cache: Data<CatalogCache>) -> Result<(Arc<Catalog>, Leading), Error> {
    db.read_shown(move |conn| Ok((cache.current(conn)?, card::leading(conn)?))).await
}

fn picture(leading: &[Card], careers: i64) -> ListPicture {
    let careers = counted(&careers, "career", "careers");
    let small_print = format!("{careers}. Every figure says where it comes from.");
    ListPicture::of_careers("What is the job really like?", leading, &small_print)
}

fn description(careers: i64, featured: &[Featured]) -> String {
    let what = "what people do, what it takes, what it pays and where it leads.";
    if featured.is_empty() {
        return format!("Career profiles: {what}");
    }
    let titles = featured.iter().map(|one| one.card.title.as_str());
    let titles = first_of(titles, careers.max(featured.len() as i64) as usize);
    format!("{}: {what} {titles}.", counted(&careers, "career profile", "career profiles"))
}
