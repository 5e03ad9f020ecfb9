//! `/careers/{slug}/jobs`: open jobs.

use actix_web::HttpRequest;
use actix_web::web::{Data, Query};
use askama::Template;
use chrono::Utc;

use super::Address;
use super::show::PER_PAGE;
use crate::db::Db;
use crate::error::Error;
use crate::models::{Paged, job_posting};
use crate::pages::pagination::{PageQuery, Pagination};
use crate::pages::{Head, PageResult, Site, show};
use crate::profile::Profile;
use crate::profile::voices::JobPosting;

#[derive(Template)]
#[template(path = "careers/jobs.html")]
struct JobsPage {
    head: Head,
    profile: Profile,
    jobs: Paged<JobPosting>,
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
    let (profile, jobs) = db
        .read(move |conn| {
            let (id, entry) = address.find(conn)?;
            let page = job_posting::shown(conn, id, Utc::now().date_naive(), query.number(), PER_PAGE)?;
            Ok::<_, Error>((entry.profile, page))
        })
        .await?;
    let pagination = Pagination::of(&jobs, format!("/careers/{}/jobs", profile.slug))?;
    let head = Head::new(site.into_inner(), format!("{} jobs", profile.title), pagination.here())
        .described(format!("Open jobs for {}.", profile.a_title()));
    show(&JobsPage { head, profile, jobs, pagination })
}
