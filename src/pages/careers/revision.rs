//! `/careers/{slug}/revisions/{number}`: a profile as it was published, for people who cite it.

use actix_web::web::{Data, Path};
use chrono::NaiveDateTime;

use super::Address;
use super::show::{Preview, Show, of_revision};
use crate::addresses;
use crate::db::Db;
use crate::error::Error;
use crate::filters::day;
use crate::models::skill::SkillCache;
use crate::models::{old_slug, revision};
use crate::pages::{PageResult, kept, show};
use crate::site::Site;

pub async fn page(
    address: Address,
    asked: Path<(String, String)>,
    site: Data<Site>,
    db: Data<Db>,
    skills: Data<SkillCache>,
) -> PageResult {
    let today = site.clock.today();
    let number = asked.1.parse().map_err(|_| Error::NotFound)?;
    let content = db
        .read_shown(move |conn| {
            let id = address.find(conn)?.id;
            let (revision, mut profile) = revision::load(conn, id, number)?.ok_or(Error::NotFound)?;
            let (from, until) = (revision.published_at.ok_or(Error::NotFound)?, revision.replaced_at);
            old_slug::follow(conn, &mut profile, address.slug())?;
            let preview = Preview {
                label: if until.is_some() { "Earlier version" } else { "Current version" },
                note: note(from, until),
                link: Some((addresses::career(&profile.slug), "Go to the current page")),
            };
            of_revision(conn, &skills, (id, profile, revision.made_at.date()), preview, today)
        })
        .await?;
    let here = addresses::revision(&content.profile.slug, number);
    Ok(kept(show(&Show::new(site.into_inner(), content, today))?, here))
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
