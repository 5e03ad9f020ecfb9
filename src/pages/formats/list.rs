//! `/careers.json`: the list of careers, paged and filtered like `/careers`.

use actix_web::HttpRequest;
use actix_web::web::Data;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::figures::PlacePay;
use super::json_answer;
use crate::addresses;
use crate::catalog::{CareerFilter, CatalogCache};
use crate::db::Db;
use crate::error::Error;
use crate::models::published::card::{self, Card};
use crate::models::source;
use crate::pages::alternates::{JSON, format_links, of_list};
use crate::pages::careers::sources::SmallPrint;
use crate::pages::pagination::{self, Pagination};
use crate::pages::{PageResult, kept};
use crate::profile::Education;
use crate::site::Site;
use crate::web::paths::with_query;

const PER_PAGE: i64 = 100;

/// A page of the list of careers. Addresses are absolute; unknown values are null.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CareerList {
    /// How many careers there are on all pages.
    pub count: i64,
    /// This page, from 1.
    pub page: i64,
    /// How many pages there are.
    pub pages: i64,
    /// The address of the first page.
    pub first: String,
    /// The address of the page before this one.
    pub previous: Option<String>,
    /// The address of the page after this one.
    pub next: Option<String>,
    /// The careers on this page.
    pub careers: Vec<ListedCareer>,
}

/// A career in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ListedCareer {
    /// Its permanent number.
    pub id: i64,
    /// The part of its addresses that names it.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The address of its page.
    pub address: String,
    /// An address that never changes, even if the career is renamed.
    pub permanent_address: String,
    /// The address of everything its page shows, as JSON.
    pub document: String,
    /// The name of its category.
    pub category: Option<String>,
    /// Its O*NET-SOC code.
    pub onet_code: Option<String>,
    /// The typical education; its document names the source.
    pub education: Option<Education>,
    /// Whether it is sample content, with figures for illustration only.
    pub sample: bool,
    /// Its headline pay.
    pub pay: Option<PlacePay>,
    /// When it was last changed.
    pub updated: NaiveDate,
}

pub async fn list(
    request: HttpRequest,
    site: Data<Site>,
    db: Data<Db>,
    cache: Data<CatalogCache>,
) -> PageResult {
    let parameters = pagination::parameters(request.query_string());
    let (filter, page) = (CareerFilter::of(&parameters), pagination::page(&parameters));
    let wanted = filter.clone();
    let (paged, cards, sources) = db
        .read_shown(move |conn| {
            let catalog = cache.current(conn)?;
            let narrowed = catalog.narrow(&wanted, page, PER_PAGE).ok_or(Error::NotFound)?;
            let cards = card::by_ids(conn, &narrowed.page.rows)?;
            Ok::<_, Error>((narrowed.page, cards, SmallPrint::new(source::all(conn)?)))
        })
        .await?;
    let query = pagination::encoded(&filter.parameters());
    let pagination = Pagination::of(&paged, with_query(addresses::LIST_JSON, &query))?;
    let absolute = |page: i64| site.absolute(&pagination.url(&page));
    let today = site.clock.today();
    let mut answer = json_answer(&CareerList {
        count: paged.total,
        page: pagination.page,
        pages: pagination.pages,
        first: absolute(1),
        previous: (pagination.page > 1).then(|| absolute(pagination.page - 1)),
        next: (pagination.page < pagination.pages).then(|| absolute(pagination.page + 1)),
        careers: cards.into_iter().map(|card| ListedCareer::of(card, &site, &sources, today)).collect(),
    })?;
    let html = Pagination::of(&paged, with_query(addresses::LIST, &query))?.here();
    format_links(&mut answer, &site, &html, JSON, of_list(&site));
    Ok(kept(answer, pagination.here()))
}

impl ListedCareer {
    fn of(card: Card, site: &Site, sources: &SmallPrint, today: NaiveDate) -> Self {
        let absolute = |path: String| site.absolute(&path);
        Self {
            id: card.id,
            address: absolute(addresses::career(&card.slug)),
            permanent_address: absolute(addresses::permanent(card.id)),
            document: absolute(addresses::json(&card.slug)),
            slug: card.slug.into(),
            title: card.title,
            category: card.category,
            onet_code: card.onet_code,
            education: card.education,
            sample: card.sample,
            pay: card.headline_pay.and_then(|pay| PlacePay::of(&pay, sources, today)),
            updated: card.updated_at.date(),
        }
    }
}
