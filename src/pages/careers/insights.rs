//! `/careers/{slug}/insights`: what people in the career say.

use actix_web::HttpRequest;
use actix_web::web::{Data, Query};
use askama::Template;

use super::Address;
use super::show::PER_PAGE;
use crate::db::Db;
use crate::error::Error;
use crate::models::{Paged, insight};
use crate::pages::pagination::{PageQuery, Pagination};
use crate::pages::{Head, PageResult, Site, show};
use crate::profile::Profile;
use crate::profile::voices::Insight;

#[derive(Template)]
#[template(path = "careers/insights.html")]
struct InsightsPage {
    head: Head,
    profile: Profile,
    insights: Paged<Insight>,
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
    let (profile, insights) = db
        .read(move |conn| {
            let (id, entry) = address.find(conn)?;
            let page = insight::shown(conn, id, query.number(), PER_PAGE)?;
            Ok::<_, Error>((entry.profile, page))
        })
        .await?;
    let pagination = Pagination::of(&insights, format!("/careers/{}/insights", profile.slug))?;
    let head = Head::new(site.into_inner(), format!("{} insights", profile.title), pagination.here())
        .described(format!("What people say who work as {}.", profile.a_title()));
    show(&InsightsPage { head, profile, insights, pagination })
}
