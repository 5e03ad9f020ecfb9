//! Pages in other formats: `/careers/{slug}.json` and `.md`, `/careers.json` and `/careers.csv`. `/openapi.json`
//! describes the structs that they are made from.

mod build;
pub mod career;
pub mod figures;
pub mod list;
pub mod table;

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Serialize;

use super::alternates::{Alternate, JSON, MARKDOWN, links, of_career};
use super::careers::Address;
use super::careers::show::{self, ProfileContent};
use super::careers::sources::{Cited, SmallPrint};
use super::careers::tiles::{Tile, tile_sources, tiles};
use super::{PageResult, kept};
use crate::addresses;
use crate::db::Db;
use crate::error::Error;
use crate::escape::target;
use crate::filters::day;
use crate::models::{published, skill};
use crate::profile::Slug;
use crate::site::Site;
use career::CareerJson;
use figures::PlacePay;

#[derive(Template)]
#[template(path = "formats/career.md")]
struct MarkdownPage {
    career: CareerJson,
    facts: Vec<(String, String)>,
    fact_sources: Vec<Cited>,
}

impl MarkdownPage {
    /// Names and amounts, as the document prints them.
    fn amounts(&self, pay: &PlacePay) -> Vec<(String, String)> {
        let suffix = pay.period.suffix();
        let total = match pay.statistic.name() {
            Some(statistic) => format!("Total Pay ({statistic})"),
            None => "Total Pay".into(),
        };
        let amounts =
            [(total, &pay.total), ("Base Pay".into(), &pay.base), ("Additional Pay".into(), &pay.additional)];
        let known =
            amounts.into_iter().filter_map(|(name, amount)| Some((name, amount.as_ref()?.text.clone())));
        let bands = [("Most Likely Range", &pay.likely), ("Possible Range", &pay.possible)];
        let bands =
            bands.into_iter().filter_map(|(name, band)| Some((name.into(), band.as_ref()?.in_words()?)));
        known.chain(bands).map(|(name, amount)| (name, format!("{amount} {suffix}"))).collect()
    }
}

pub async fn json(
    request: HttpRequest,
    site: Data<Site>,
    db: Data<Db>,
    skills: Data<skill::Cache>,
) -> PageResult {
    let content = read(&request, &site, &db, skills).await?;
    let slug = content.profile.slug.clone();
    let career = CareerJson::of(content, &site, site.clock.today());
    let answer = answer_as(&site, &slug, JSON, serde_json::to_vec(&career)?);
    Ok(kept(answer, addresses::json(&slug)))
}

pub async fn markdown(
    request: HttpRequest,
    site: Data<Site>,
    db: Data<Db>,
    skills: Data<skill::Cache>,
) -> PageResult {
    let content = read(&request, &site, &db, skills).await?;
    let slug = content.profile.slug.clone();
    let facts = tiles(&content.profile).into_iter().filter_map(Tile::in_words).collect();
    let fact_sources = tile_sources(&[&content.profile], &SmallPrint::new(content.sources.clone()));
    let career = CareerJson::of(content, &site, site.clock.today());
    let document = MarkdownPage { career, facts, fact_sources };
    let answer = answer_as(&site, &slug, MARKDOWN, document.render()?.into());
    Ok(kept(answer, addresses::markdown(&slug)))
}

async fn read(
    request: &HttpRequest,
    site: &Site,
    db: &Db,
    skills: Data<skill::Cache>,
) -> Result<ProfileContent, Error> {
    let address = Address::of(request);
    let today = site.clock.today();
    db.read_shown(move |conn| {
        let mut content = show::read(conn, &skills, &address, today)?;
        content.profile.alternate_titles = published::all_names(conn, content.id)?;
        Ok::<_, Error>(content)
    })
    .await
}

/// With links to the page and its other format.
fn answer_as(site: &Site, slug: &Slug, media_type: &'static str, body: Vec<u8>) -> HttpResponse {
    let page = addresses::career(slug);
    let others = of_career(slug, "").into_iter().filter(|other| other.media_type != media_type);
    let html = Alternate::page(&page);
    let mut answer = open(media_type, body);
    links(&mut answer, site, Some(&page), [html].into_iter().chain(others));
    answer
}

/// Lets scripts on other sites read the response (CORS).
fn open(media_type: &str, body: Vec<u8>) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer.content_type(match media_type {
        JSON => JSON.into(),
        text => format!("{text}; charset=utf-8"),
    });
    answer.insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
    answer.insert_header((header::CACHE_CONTROL, "no-cache")).body(body)
}

pub(in crate::pages) fn json_answer(document: &impl Serialize) -> PageResult {
    Ok(open(JSON, serde_json::to_vec(document)?))
}
