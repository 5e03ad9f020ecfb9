//! `/careers/{slug}/revisions/{number}`: a profile as it was published, for people who cite it.

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};
use chrono::{NaiveDate, NaiveDateTime};

use super::Address;
use super::show::{Preview, ProfileContent, Show, of_revision};
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::filters::day;
use crate::models::{old_slug, revision, skill};
use crate::pages::{PageResult, kept, show};
use crate::site::Site;

pub async fn page(
    request: HttpRequest,
    asked: Path<(String, String)>,
    site: Data<Site>,
    db: Data<Db>,
    skills: Data<skill::Cache>,
) -> PageResult {
    let (address, today) = (Address::of(&request), site.clock.today());
    let number = asked.1.parse().map_err(|_| Error::NotFound)?;
    let content = db.read_shown(move |conn| read(conn, &skills, &address, number, today)).await?;
    let here = addresses::revision(&content.profile.slug, number);
    Ok(kept(show(&Show::new(site.into_inner(), content, today))?, here))
}

fn read(
    conn: &mut Conn,
    skills: &skill::Cache,
    address: &Address,
    number: i64,
    today: NaiveDate,
) -> Result<ProfileContent, Error> {
    let id = address.find(conn)?.id;
    let (revision, mut profile) = revision::load(conn, id, number)?.ok_or(Error::NotFound)?;
    let (from, until) = (revision.published_at.ok_or(Error::NotFound)?, revision.replaced_at);
    old_slug::follow(conn, &mut profile, address.slug())?;
    let link = Some((addresses::career(&profile.slug), "Go to the current page"));
    let preview = Preview { label: label(until), note: note(from, until), link };
    of_revision(conn, skills, (id, profile, revision.made_at.date()), preview, today)
}

fn label(until: Option<NaiveDateTime>) -> &'static str {
    if until.is_some() { "Earlier version" } else { "Current version" }
}

/// When it was public, and which parts of the page aren't archived.
fn note(from: NaiveDateTime, until: Option<NaiveDateTime>) -> String {
    let from = day(&from.date());
    let until = until.map_or("now".to_owned(), |until| day(&until.date()));
    format!(
        "This is the page as it was from {from} until {until}. Insights, interview questions, jobs and facts about \
         other careers are from today."
    )
}
