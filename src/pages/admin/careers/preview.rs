//! `/admin/careers/{id}/preview` and `/preview/{token}`: show a draft as its public page.

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Path};
use chrono::NaiveDate;

use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::skill::SkillCache;
use crate::models::{draft, preview_link};
use crate::pages::admin::Visit;
use crate::pages::careers::show::{Preview, ProfileContent, Show, of_revision};
use crate::pages::{PageResult, show_privately};
use crate::site::Site;

pub async fn page(visit: Visit, id: Path<i64>, skills: Data<SkillCache>) -> PageResult {
    let (id, today) = (id.into_inner(), visit.user.at.date());
    let link = Some((addresses::desk(id, "edit"), "Back to the desk"));
    let content = visit.db.read(move |conn| read(conn, &skills, id, link, today)).await?;
    show_privately(StatusCode::OK, &Show::new(visit.site.into_inner(), content, today))
}

pub async fn by_link(
    token: Path<String>,
    site: Data<Site>,
    db: Data<Db>,
    skills: Data<SkillCache>,
) -> Result<HttpResponse, Error> {
    let now = site.clock.now();
    let today = now.date();
    let content = db.read(move |conn| match preview_link::career(conn, &token, now)? {
        Some(id) => read(conn, &skills, id, None, today),
        None => Err(Error::NotFound),
    });
    let mut page = show_privately(StatusCode::OK, &Show::new(site.into_inner(), content.await?, today))?;
    // The URL is a secret, so browsers mustn't send it as the referrer.
    page.headers_mut().insert(header::REFERRER_POLICY, header::HeaderValue::from_static("no-referrer"));
    Ok(page)
}

fn read(
    conn: &mut Conn,
    skills: &SkillCache,
    id: i64,
    link: Option<(String, &'static str)>,
    today: NaiveDate,
) -> Result<ProfileContent, Error> {
    let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
    let note = match draft.is_live() {
        true => "This is what visitors see now.",
        false => "Visitors don’t see this yet.",
    };
    let preview = Preview { label: "Draft preview", note: note.into(), link };
    of_revision(conn, skills, (id, draft.profile, draft.revision.made_at.date()), preview, today)
}
