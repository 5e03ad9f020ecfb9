//! `/skills`: all skills that careers ask for; `/skills/{slug}`: the careers that ask for one.

use std::cmp::Reverse;

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};
use askama::Template;

use super::list_picture::{ListPicture, PictureRow, ROWS};
use super::pagination::{PageQuery, Pagination};
use super::{Head, PageResult, kept, show};
use crate::addresses;
use crate::db::Db;
use crate::error::Error;
use crate::filters::{counted, first_of};
use crate::models::published::card::{self, Card};
use crate::models::skill::{self, Named};
use crate::profile::Slug;
use crate::profile::skill::{Overlap, SkillKind};
use crate::site::Site;
use crate::web::paths::with_query;

const PER_PAGE: i64 = 100;

#[derive(Template)]
#[template(path = "skills/index.html")]
struct SkillList {
    head: Head,
    groups: Vec<Group>,
}

/// Skills of one kind, or without a definition.
struct Group {
    heading: &'static str,
    about: &'static str,
    skills: Vec<Named>,
}

/// In the order of the page.
const KINDS: [(Option<SkillKind>, &str, &str); 3] = [
    (Some(SkillKind::Skill), "Skills", "What people in a career can do."),
    (Some(SkillKind::Knowledge), "Knowledge", "What people in a career know about."),
    (None, "Other skills", "Skills without a definition."),
];

/// Leaves out kinds without skills.
fn groups(skills: Vec<Named>) -> Vec<Group> {
    let group = |(kind, heading, about)| {
        let skills = skills.iter().filter(|skill| skill.kind == kind).cloned().collect();
        Group { heading, about, skills }
    };
    KINDS.map(group).into_iter().filter(|group| !group.skills.is_empty()).collect()
}

pub async fn index(site: Data<Site>, db: Data<Db>) -> PageResult {
    let skills = db.read_shown(skill::asked_for).await?;
    let head = Head::new(site.into_inner(), "Skills", "/skills").described(format!(
        "{} that careers ask for, each with the careers that rely on it most: {}.",
        counted(&(skills.len() as i64), "skill", "skills"),
        first_of(skills.iter().map(|skill| skill.name.as_str()), skills.len()),
    ));
    let head = head.pictured(addresses::list_picture("/skills"), &picture(&skills));
    Ok(kept(show(&SkillList { head, groups: groups(skills) })?, "/skills"))
}

/// `/skills/card.png`: the picture in link previews.
pub async fn index_png(site: Data<Site>, db: Data<Db>) -> PageResult {
    let skills = db.read_shown(skill::asked_for).await?;
    picture(&skills).answer(&site, addresses::list_picture("/skills")).await
}

/// The skills that the most careers ask for.
fn picture(skills: &[Named]) -> ListPicture {
    let mut first: Vec<&Named> = skills.iter().collect();
    first.sort_by_key(|skill| Reverse(skill.careers));
    let row = |skill: &&Named| PictureRow {
        title: skill.name.clone(),
        counted_with: None,
        figure: counted(&skill.careers, "career", "careers"),
        pay: None,
    };
    let count = counted(&(skills.len() as i64), "skill", "skills");
    ListPicture {
        heading: "Skills that careers ask for".into(),
        rows: first.iter().take(ROWS).map(row).collect(),
        small_print: format!("{count}, each with the careers that rely on it most."),
        is_sample: false,
    }
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
                "{}{} for {}, starting with the ones that rely on it most: {}.",
                skill.definition.as_ref().map(|text| format!("{text} ")).unwrap_or_default(),
                counted(&skill.careers, "career asks", "careers ask"),
                skill.name,
                first_of(cards.iter().map(|card| card.title.as_str()), skill.careers as usize),
            ));
    let here = pagination.here();
    let own = format!("/skills/{}", skill.slug);
    let head = head.pictured(addresses::list_picture(&own), &picture_of(&skill, &cards));
    let trail = [("Skills", "/skills"), (skill.name.as_str(), &own)];
    let head = head.with_trail(&trail);
    let importances = paged.rows.into_iter().map(|(_, importance)| importance);
    let careers = cards.into_iter().zip(importances).collect();
    Ok(kept(show(&SkillPage { careers, head, skill, pagination })?, here))
}

/// `/skills/{slug}/card.png`: the picture in link previews.
pub async fn png(slug: Path<Slug>, site: Data<Site>, db: Data<Db>) -> PageResult {
    let (skill, cards) = db
        .read_shown(move |conn| {
            let (id, skill) = skill::find(conn, &slug)?.ok_or(Error::NotFound)?;
            let paged = skill::careers(conn, id, skill.careers, 1, ROWS as i64)?;
            let ids: Vec<i64> = paged.rows.iter().map(|(career, _)| *career).collect();
            Ok::<_, Error>((skill, card::by_ids(conn, &ids)?))
        })
        .await?;
    let address = addresses::list_picture(&format!("/skills/{}", skill.slug));
    picture_of(&skill, &cards).answer(&site, address).await
}

fn picture_of(skill: &Named, cards: &[Card]) -> ListPicture {
    let careers = counted(&skill.careers, "career", "careers");
    let small_print = format!("{careers}, starting with the ones that rely on it most, with total pay.");
    ListPicture::of_careers(&format!("Careers that ask for {}", skill.name), cards, &small_print)
}
