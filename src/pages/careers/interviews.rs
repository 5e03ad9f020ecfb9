//! `/careers/{slug}/interviews`: what people were asked.

use actix_web::HttpRequest;
use actix_web::web::{Data, Query};
use askama::Template;

use super::Address;
use super::show::PER_PAGE;
use crate::db::Db;
use crate::error::Error;
use crate::models::{Paged, interview_question};
use crate::pages::pagination::{PageQuery, Pagination};
use crate::pages::{Head, PageResult, Site, show};
use crate::profile::Profile;
use crate::profile::voices::InterviewQuestion;

#[derive(Template)]
#[template(path = "careers/interviews.html")]
struct InterviewsPage {
    head: Head,
    profile: Profile,
    interviews: Paged<InterviewQuestion>,
    pagination: Pagination,
}

/// Shows the page.
pub async fn page(
    request: HttpRequest,
    site: Data<Site>,
    db: Data<Db>,
    query: Query<PageQuery>,
) -> PageResult {
    let address = Address::of(&request);
    let (profile, interviews) = db
        .read(move |conn| {
            let (id, entry) = address.find(conn)?;
            let page = interview_question::shown(conn, id, query.number(), PER_PAGE)?;
            Ok::<_, Error>((entry.profile, page))
        })
        .await?;
    let pagination = Pagination::of(&interviews, format!("/careers/{}/interviews", profile.slug))?;
    let head =
        Head::new(site.into_inner(), format!("{} interview questions", profile.title), pagination.here())
            .described(format!("Questions asked in interviews for work as {}.", profile.a_title()));
    show(&InterviewsPage { head, profile, interviews, pagination })
}
