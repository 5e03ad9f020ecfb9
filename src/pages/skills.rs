//! `/skills`: all skills that careers ask for; `/skills/{slug}`: the careers that ask for one.

use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;

use super::pagination::{PageQuery, Pagination};
use super::{Head, PageResult, kept, show};
use crate::db::Db;
use crate::error::Error;
use crate::filters::{counted, first_of};
use crate::models::published::card::{self, Card};
use crate::models::skill::{self, Named};
use crate::profile::Slug;
use crate::profile::skill::Overlap;
use crate::site::Site;
use crate::web::paths::with_query;

const PER_PAGE: i64 = 100;

#[derive(Template)]
#[template(path = "skills/index.html")]
struct SkillList {
    head: Head,
    skills: Vec<Named>,
}

pub async fn index(site: Data<Site>, db: Data<Db>) -> PageResult {
    let skills = db.read_shown(skill::asked_for).await?;
    let head = Head::new(site.into_inner(), "Skills", "/skills").described(format!(
        "{} that careers ask for, each with the careers that rely on it most: {}.",
        counted(&(skills.len() as i64), "skill", "skills"),
        first_of(skills.iter().map(|skill| skill.name.as_str()), skills.len()),
    ));
    Ok(kept(show(&SkillList { head, skills })?, "/skills"))
}

#[derive(Template)]
#[template(path = "skills/show.html")]
struct SkillPage {
    head: Head,
    skill: Named,
    /// With the skill's importance in each.
    careers: Vec<(Card, f64)>,
    pagination: Pagination,
}

pub async fn page(request: HttpRequest, site: Data<Site>, db: Data<Db>, query: PageQuery) -> PageResult {
    let written = request.match_info().query("slug").to_owned();
    let slug = Slug::suggest(&written);
    let right = with_query(&format!("/skills/{slug}"), request.query_string());
    let (skill, paged, cards) = db
        .read_shown(move |conn| {
            let (id, skill) = skill::find(conn, &slug)?.ok_or(Error::NotFound)?;
            if skill.slug.as_str() != written {
                return Err(Error::Moved(right.clone()));
            }
            let paged = skill::careers(conn, id, skill.careers, query.0, PER_PAGE)?;
            let ids: Vec<i64> = paged.rows.iter().map(|(career, _)| *career).collect();
            Ok::<_, Error>((skill, paged, card::by_ids(conn, &ids)?))
        })
        .await?;
    let pagination = Pagination::of(&paged, format!("/skills/{}", skill.slug))?;
    let head =
        Head::new(site.into_inner(), format!("Careers that ask for {}", skill.name), pagination.here())
            .described(format!(
                "{} for {}, starting with the ones that rely on it most: {}.",
                counted(&skill.careers, "career asks", "careers ask"),
                skill.name,
                first_of(cards.iter().map(|card| card.title.as_str()), skill.careers as usize),
            ));
    let trail = [("Skills", "/skills"), (skill.name.as_str(), &format!("/skills/{}", skill.slug))];
    let head = head.with_trail(&trail);
    let importances = paged.rows.into_iter().map(|(_, importance)| importance);
    let careers = cards.into_iter().zip(importances).collect();
    let here = pagination.here();
    Ok(kept(show(&SkillPage { careers, head, skill, pagination })?, here))
}
