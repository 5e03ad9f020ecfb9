//! Pages in other formats: `/careers/{slug}.json` and `.md`, `/careers.json` and `/careers.csv`. `/openapi.json`
//! describes the structs that they are made from.

mod build;
pub mod career;
pub mod facts;
pub mod figures;
pub mod list;
pub mod table;
#[cfg(test)]
mod tests;

use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpResponse, HttpResponseBuilder};
use askama::Template;
use chrono::NaiveDate;
use serde::Serialize;

use super::alternates::{JSON, MARKDOWN, format_links, of_career};
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
use crate::models::published;
use crate::models::skill::SkillCache;
use crate::profile::Slug;
use crate::site::Site;
use career::CareerJson;
use figures::BandJson;

#[derive(Template)]
#[template(path = "formats/career.md")]
struct MarkdownPage {
    career: CareerJson,
    facts: Vec<(String, String)>,
    fact_sources: Vec<Cited>,
}

pub async fn json(address: Address, site: Data<Site>, db: Data<Db>, skills: Data<SkillCache>) -> PageResult {
    let content = read(address, &site, &db, skills).await?;
    let slug = content.profile.slug.clone();
    let career = CareerJson::of(content, &site, site.clock.today());
    let answer = answer_as(&site, &slug, JSON, serde_json::to_vec(&career)?);
    Ok(kept(answer, addresses::json(&slug)))
}

pub async fn markdown(
    address: Address,
    site: Data<Site>,
    db: Data<Db>,
    skills: Data<SkillCache>,
) -> PageResult {
    let content = read(address, &site, &db, skills).await?;
    let slug = content.profile.slug.clone();
    let document = MarkdownPage::new(content, &site, site.clock.today());
    let answer = answer_as(&site, &slug, MARKDOWN, document.render()?.into());
    Ok(kept(answer, addresses::markdown(&slug)))
}

impl MarkdownPage {
    fn new(content: ProfileContent, site: &Site, today: NaiveDate) -> Self {
        Self {
            facts: tiles(&content.profile).into_iter().filter_map(Tile::in_words).collect(),
            fact_sources: tile_sources([&content.profile], &SmallPrint::new(content.sources.clone())),
            career: CareerJson::of(content, site, today),
        }
    }
}

async fn read(
    address: Address,
    site: &Site,
    db: &Db,
    skills: Data<SkillCache>,
) -> Result<ProfileContent, Error> {
    let today = site.clock.today();
    db.read_shown(move |conn| {
        let mut content = show::read(conn, &skills, &address, today)?;
        content.profile.alternate_titles = published::all_names(conn, content.id)?;
        Ok::<_, Error>(content)
    })
    .await
}

/// With links to the page and its other formats.
fn answer_as(site: &Site, slug: &Slug, media_type: &'static str, body: Vec<u8>) -> HttpResponse {
    let mut answer = open(media_type).body(body);
    format_links(&mut answer, site, &addresses::career(slug), media_type, of_career(slug, ""));
    answer
}

/// Lets scripts on other sites read the response (CORS).
pub(super) fn open(media_type: &str) -> HttpResponseBuilder {
    let mut answer = HttpResponse::Ok();
    answer.content_type(match media_type {
        JSON => JSON.into(),
        text => format!("{text}; charset=utf-8"),
    });
    answer.insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"));
    answer.insert_header((header::CACHE_CONTROL, "no-cache"));
    answer
}

pub(in crate::pages) fn json_answer(document: &impl Serialize) -> PageResult {
    Ok(open(JSON).body(serde_json::to_vec(document)?))
}
