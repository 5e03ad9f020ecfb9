//! `/admin/careers`: the list of careers, with filters and bulk actions.

use actix_web::http::StatusCode;
use askama::Template;

use super::answer;
use crate::error::Error;
use crate::models::career::Origin;
use crate::models::career_list::{self, DeskCareer, DeskSort, Fullness, Stage, Wanted};
use crate::models::user::Role;
use crate::models::{category, review};
use crate::pages::admin::{Desk, Filters, Visit};
use crate::pages::pagination::Pagination;
use crate::pages::{Head, PageResult, show_privately};
use crate::profile::Category;
use crate::profile::Profile;
use crate::web::paths::with_query;

const PER_PAGE: i64 = 50;
const FILTERS: &[&str] = &["q", "status", "category", "origin", "parts"];

#[derive(Template)]
#[template(path = "admin/careers/index.html")]
struct CareersPage {
    head: Head,
    desk: Desk,
    filters: Filters,
    sorts: Vec<SortLink>,
    /// The order to keep, unless it is the default.
    sort: Option<&'static str>,
    lines: Vec<DeskCareer>,
    total: i64,
    waiting: i64,
    pagination: Pagination,
    categories: Vec<Category>,
    may_change: bool,
}

struct SortLink {
    label: &'static str,
    url: String,
    is_current: bool,
    /// For `aria-sort`.
    direction: &'static str,
}

struct CareersQuery {
    filters: Filters,
    wanted: Wanted,
}

impl CareersQuery {
    fn of(visit: &Visit) -> Self {
        let filters = Filters::of(&visit.parameters, FILTERS);
        let wanted = Wanted {
            words: filters.get("q").to_owned(),
            stage: filters.get("status").parse().ok(),
            category: filters.get("category").parse().ok(),
            origin: filters.get("origin").parse().ok(),
            fullness: filters.get("parts").parse().ok(),
            sort: visit.asked("sort").parse().unwrap_or_default(),
            page: visit.page(),
        };
        Self { filters, wanted }
    }

    fn url(&self, sort: DeskSort) -> String {
        let sort = Some(sort).filter(|sort| *sort != DeskSort::default()).map(|sort| ("sort", sort.into()));
        with_query("/admin/careers", &self.filters.query_with(sort.as_slice()))
    }

    fn sorts(&self) -> Vec<SortLink> {
        let link = |sort: DeskSort, label, direction| SortLink {
            label,
            url: self.url(sort),
            is_current: self.wanted.sort == sort,
            direction,
        };
        vec![
            link(DeskSort::Title, "Title", "ascending"),
            link(DeskSort::Status, "Status", "ascending"),
            link(DeskSort::Saved, "Last saved", "descending"),
        ]
    }
}

impl CareersPage {
    fn categories(&self) -> impl Iterator<Item = (&str, &str)> {
        self.categories.iter().map(|category| (category.slug.as_str(), category.name.as_str()))
    }
}

pub async fn page(visit: Visit) -> PageResult {
    let asked = CareersQuery::of(&visit);
    let wanted = asked.wanted.clone();
    let read = visit.db.read(move |conn| {
        let lines = career_list::list(conn, &wanted, PER_PAGE)?;
        Ok::<_, Error>((lines, category::all(conn)?, review::waiting(conn)?))
    });
    let (lines, categories, waiting) = read.await?;
    let desk = answer::desk(&visit);
    let page = CareersPage {
        head: visit.head("Careers desk"),
        pagination: Pagination::of(&lines, asked.url(asked.wanted.sort))?,
        may_change: desk.may(Role::Editor),
        desk,
        sorts: asked.sorts(),
        sort: Some(asked.wanted.sort).filter(|sort| *sort != DeskSort::default()).map(Into::into),
        total: lines.total,
        waiting,
        filters: asked.filters,
        lines: lines.rows,
        categories,
    };
    show_privately(StatusCode::OK, &page)
}
