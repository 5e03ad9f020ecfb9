//! `/`: a search box, featured careers with their pay on one scale, and all categories.

use actix_web::web::Data;
use askama::Template;

use super::alternates::of_site;
use super::pay_scale::{Bands, Drawn, PayScale};
use super::{Head, PageResult, kept, show};
use crate::catalog::CatalogCache;
use crate::db::Db;
use crate::error::Error;
use crate::filters::{counted, first_of};
use crate::models::published::card::{self, Card};
use crate::profile::Category;
use crate::site::Site;

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home {
    head: Head,
    careers: i64,
    featured: Vec<Featured>,
    categories: Vec<(Category, i64)>,
}

struct Featured {
    card: Card,
    pay: Option<Drawn>,
}

pub async fn home(site: Data<Site>, db: Data<Db>, cache: Data<CatalogCache>) -> PageResult {
    let (catalog, featured) =
        db.read_shown(move |conn| Ok::<_, Error>((cache.current(conn)?, card::featured(conn)?))).await?;
    let pay: Vec<_> = featured.iter().map(|card| card.headline_pay.as_ref()).collect();
    let scale = PayScale::of(&pay, Bands::Likely);
    let featured: Vec<Featured> =
        featured.into_iter().zip(scale.rows).map(|(card, pay)| Featured { card, pay }).collect();
    let head = Head::new(site.into_inner(), "what people do, what it takes and what it pays", "/")
        .described(description(catalog.careers(), &featured));
    let head = Head { alternates: vec![of_site(&head.site)], ..head };
    let categories = catalog.categories().into_iter().map(|(category, careers)| (category.clone(), careers));
    let home = Home { head, careers: catalog.careers(), featured, categories: categories.collect() };
    Ok(kept(show(&home)?, "/"))
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
