//! `/careers/{slug}/pay`: all pay figures, by place.

use actix_web::web::Data;
use askama::Template;

use super::Address;
use super::pay_view::PayView;
use super::sources::Noticed;
use crate::addresses;
use crate::db::Db;
use crate::models::Paged;
use crate::models::published::LiveCareer;
use crate::pages::pagination::{PageQuery, Pagination};
use crate::pages::{Head, PageResult, kept, show};
use crate::profile::Profile;
use crate::site::Site;

const PER_PAGE: usize = 10;

#[derive(Template)]
#[template(path = "careers/pay.html")]
struct PayPage {
    head: Head,
    profile: Profile,
    places: Vec<PayView>,
    pagination: Pagination,
    sources: Vec<Noticed>,
}

fn description(profile: &Profile) -> String {
    let what = format!("What {} makes", profile.a_title());
    match profile.headline_pay().and_then(|pay| Some((pay, pay.headline()?))) {
        Some((pay, total)) => {
            let of = pay.statistic.name().map(|name| format!(" ({name})")).unwrap_or_default();
            let total = total.with_period();
            format!(
                "{what}: {total}{of}, {}. By place, with ranges, sources and dates.",
                pay.where_and_with()
            )
        }
        None => format!("{what}, by place, with ranges, sources and dates."),
    }
}

pub async fn page(address: Address, site: Data<Site>, db: Data<Db>, query: PageQuery) -> PageResult {
    let (LiveCareer { mut profile, .. }, small_print) = address.read(&db).await?;
    let today = site.clock.today();
    // The page lists only the sources of pay.
    profile.citations.clear();
    profile.number_employed.clear();
    profile.outlook.clear();
    let all: Vec<PayView> =
        profile.pay.iter().filter_map(|pay| PayView::of(pay, &small_print, today)).collect();
    let is_listed = !all.is_empty();
    let paged = Paged { total: all.len() as i64, page: query.0, per_page: PER_PAGE as i64, rows: all };
    let pagination = Pagination::of(&paged, addresses::below(&profile.slug, "pay"))?;
    let skipped = (paged.page as usize - 1) * PER_PAGE;
    let places = paged.rows.into_iter().skip(skipped).take(PER_PAGE).collect();
    let head = Head::new(site.into_inner(), format!("{} pay", profile.spoken()), pagination.here())
        .described(description(&profile))
        .beneath(&profile, "Pay", "pay");
    let head = Head { is_listed, ..head };
    let sources = small_print.list([&profile], &head.site.name);
    let here = pagination.here();
    Ok(kept(show(&PayPage { head, profile, places, pagination, sources })?, here))
}
