//! `/sitemap.xml`: the index of all pages for search engines; `/sitemaps/{n}.xml`: its parts.
//!
//! A part is a range of career ids and a range of skill ids: finding its start needs no counting, and pages don't move
//! to another part when others are added or removed. Each part stays within the limit of 50,000 URLs. The first part also
//! has the places. It leaves out what each career pays in each place: that would be hundreds of pages a career, which the
//! pages of pay and of places link to.

use std::collections::BTreeMap;

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{NaiveDate, NaiveDateTime};

use super::batched::{ContentTag, batched};
use super::{PageResult, kept};
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::published::site_map::{self, CareerPages};
use crate::models::{QueryResult, place};
use crate::site::Site;

pub const INDEX: &str = "/sitemap.xml";
/// Careers per part, with at most six pages each.
const CAREERS: i64 = 8_000;
/// Skills per part, with one page each.
const SKILLS: i64 = 1_900;
const BATCH: i64 = 500;
const SINGLE: [&str; 4] = ["/", "/about", "/careers", "/skills"];

const OPENING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
const XML: &str = "application/xml; charset=utf-8";

pub async fn index(site: Data<Site>, db: Data<Db>) -> PageResult {
    let parts = db.read_shown(parts).await?;
    let mut xml = format!("{OPENING}<sitemapindex {NAMESPACE}>\n");
    for (place, changed) in parts {
        let path = format!("/sitemaps/{}.xml", place + 1);
        xml.push_str(&element("sitemap", &site, &path, changed));
    }
    xml.push_str("</sitemapindex>\n");
    Ok(kept(HttpResponse::Ok().content_type(XML).body(xml), INDEX))
}

/// Parts that aren't empty. Skills have no modification time.
fn parts(conn: &mut Conn) -> QueryResult<BTreeMap<i64, Option<NaiveDateTime>>> {
    let mut parts = BTreeMap::from([(0, None)]);
    let careers = site_map::career_ranges(conn, CAREERS)?;
    parts.extend(
        careers.into_iter().filter(|range| range.place > 0).map(|range| (range.place, range.updated_at)),
    );
    parts.extend(site_map::skill_ranges(conn, SKILLS)?.into_iter().map(|range| (range.place, None)));
    Ok(parts)
}

#[derive(Clone, Copy)]
enum At {
    Beginning,
    Careers(i64),
    Skills,
}

pub async fn part(number: Path<String>, request: HttpRequest, site: Data<Site>, db: Data<Db>) -> PageResult {
    let place = number.parse::<i64>().map_err(|_| Error::NotFound)?.saturating_sub(1);
    let tag = ContentTag::now(&site, &db);
    let is_written_so = number.as_str() == (place + 1).to_string();
    if !is_written_so || !db.read_shown(parts).await?.contains_key(&place) {
        return Err(Error::NotFound);
    }
    if let Some(answer) = tag.known(&request) {
        return Ok(answer);
    }
    let today = site.clock.today();
    let part = Part { site, place, today };
    let mut answer = HttpResponse::Ok();
    answer.content_type(XML);
    tag.mark(&mut answer);
    Ok(batched(&request, answer, db, At::Beginning, move |conn, at| part.read(conn, at)))
}

#[derive(Clone)]
struct Part {
    site: Data<Site>,
    place: i64,
    today: NaiveDate,
}

impl Part {
    fn read(&self, conn: &mut Conn, at: At) -> Result<(Vec<u8>, Option<At>), Error> {
        let first = self.place * CAREERS;
        match at {
            At::Beginning => Ok((self.beginning(conn)?.into(), Some(At::Careers(first)))),
            At::Careers(after) => {
                let batch = site_map::careers(conn, (after, first + CAREERS), BATCH, self.today)?;
                let xml: String = batch.careers.iter().map(|career| self.career(career)).collect();
                Ok((xml.into(), Some(batch.end.map_or(At::Skills, At::Careers))))
            }
            At::Skills => {
                let first = self.place * SKILLS;
                let skills = site_map::skills(conn, (first, first + SKILLS))?;
                let xml: String =
                    skills.iter().map(|slug| self.url(&format!("/skills/{slug}"), None)).collect();
                Ok((format!("{xml}</urlset>\n").into(), None))
            }
        }
    }

    fn beginning(&self, conn: &mut Conn) -> QueryResult<String> {
        let mut xml = format!("{OPENING}<urlset {NAMESPACE}>\n");
        if self.place == 0 {
            xml.extend(SINGLE.iter().map(|path| self.url(path, None)));
            let places = place::all(conn)?.into_iter().filter(|place| place.pay_as_of.is_some());
            let mut pages: Vec<String> = places.map(|place| addresses::place(place.slug)).collect();
            if !pages.is_empty() {
                pages.insert(0, addresses::PLACES.into());
            }
            xml.extend(pages.iter().map(|path| self.url(path, None)));
        }
        Ok(xml)
    }

    /// The profile and pay pages change with the career; when the others changed is unknown.
    fn career(&self, career: &CareerPages) -> String {
        let page = addresses::career(&career.slug);
        let changed = Some(career.updated_at);
        let further = [
            (career.pay, "pay", changed),
            (career.moves, "moves", None),
            (career.insights, "insights", None),
            (career.interviews, "interviews", None),
            (career.jobs, "jobs", None),
        ];
        let further = further.into_iter().filter(|(is_there, ..)| *is_there);
        let further =
            further.map(|(_, name, changed)| self.url(&addresses::below(&career.slug, name), changed));
        self.url(&page, changed) + &further.collect::<String>()
    }

    fn url(&self, path: &str, changed: Option<NaiveDateTime>) -> String {
        element("url", &self.site, path, changed)
    }
}

/// `&` is the only character in a base URL or slug that XML requires to be escaped.
fn element(name: &str, site: &Site, path: &str, changed: Option<NaiveDateTime>) -> String {
    let address = site.absolute(path).replace('&', "&amp;");
    let changed = changed.map(|at| format!("<lastmod>{}</lastmod>", at.format("%Y-%m-%dT%H:%M:%SZ")));
    format!("<{name}><loc>{address}</loc>{}</{name}>\n", changed.unwrap_or_default())
}
