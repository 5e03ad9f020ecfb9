//! `/admin/careers`: the list of careers, with filters and bulk actions.

use actix_web::http::StatusCode;
use askama::Template;

use super::answer;
use crate::error::Error;
use crate::models::career::Origin;
use crate::models::career_list::{self, DeskCareer, DeskSort, Fullness, Stage, Wanted};
use crate::models::user::Role;
use crate::models::{category, review};
use crate::pages::admin::{Desk, Visit};
use crate::pages::pagination::{self, Pagination};
use crate::pages::{Head, PageResult, show_privately};
use crate::profile::Category;
use crate::profile::Profile;

const PER_PAGE: i64 = 50;
/// Query parameters.
const FILTERS: [&str; 6] = ["q", "status", "category", "origin", "parts", "sort"];

#[derive(Template)]
#[template(path = "admin/careers/index.html")]
struct CareersPage {
    head: Head,
    desk: Desk,
    words: String,
    selects: Vec<Select>,
    sorts: Vec<SortLink>,
    lines: Vec<DeskCareer>,
    total: i64,
    waiting: i64,
    is_narrowed: bool,
    pagination: Pagination,
    categories: Vec<Category>,
    may_change: bool,
}

struct Select {
    name: &'static str,
    label: &'static str,
    options: Vec<BulkChoice>,
}

struct BulkChoice {
    value: String,
    label: String,
    is_chosen: bool,
}

struct SortLink {
    label: &'static str,
    url: String,
    is_current: bool,
    /// For `aria-sort`.
    direction: &'static str,
}

struct CareersQuery {
    wanted: Wanted,
    given: Vec<(String, String)>,
}

impl CareersQuery {
    fn of(visit: &Visit) -> Self {
        let value = |name: &str| {
            let given =
                visit.parameters.iter().find(|(field, value)| field == name && !value.trim().is_empty());
            given.map_or("", |(_, value)| value.trim())
        };
        let wanted = Wanted {
            words: value("q").to_owned(),
            stage: value("status").parse().ok(),
            category: value("category").parse().ok(),
            origin: value("origin").parse().ok(),
            fullness: value("parts").parse().ok(),
            sort: value("sort").parse().unwrap_or_default(),
            page: visit.page(),
        };
        let given = FILTERS.iter().map(|name| ((*name).to_owned(), value(name).to_owned()));
        Self { given: given.filter(|(_, value)| !value.is_empty()).collect(), wanted }
    }

    fn value(&self, name: &str) -> &str {
        self.given.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    fn url(&self, sort: Option<&str>) -> String {
        let kept = self.given.iter().filter(|(name, _)| sort.is_none() || name != "sort");
        let mut parameters: Vec<(&str, &str)> = kept.map(|(name, value)| (&**name, &**value)).collect();
        parameters.extend(sort.filter(|sort| *sort != "title").map(|sort| ("sort", sort)));
        match parameters.is_empty() {
            true => "/admin/careers".into(),
            false => format!("/admin/careers?{}", pagination::encoded(&parameters)),
        }
    }

    fn select(
        &self,
        name: &'static str,
        label: &'static str,
        options: impl IntoIterator<Item = (String, String)>,
    ) -> Select {
        let chosen = self.value(name);
        let any = ("".to_owned(), "Any".to_owned());
        let choice =
            |(value, label): (String, String)| BulkChoice { is_chosen: value == chosen, value, label };
        Select { name, label, options: [any].into_iter().chain(options).map(choice).collect() }
    }

    fn selects(&self, categories: &[Category]) -> Vec<Select> {
        let owned = |(value, label): (&str, &str)| (value.to_owned(), label.to_owned());
        let origins = [Origin::Person, Origin::Import, Origin::Sample];
        let origins = origins.map(|origin| owned((origin.into(), origin.label())));
        let named = categories.iter().map(|category| (category.slug.to_string(), category.name.clone()));
        vec![
            self.select("status", "Status", Stage::choices().into_iter().map(owned)),
            self.select("category", "Category", named),
            self.select("origin", "Origin", origins),
            self.select("parts", "Completeness", Fullness::choices().into_iter().map(owned)),
        ]
    }

    fn sorts(&self) -> Vec<SortLink> {
        let link = |sort: DeskSort, label, direction| SortLink {
            label,
            url: self.url(Some(sort.into())),
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
        pagination: Pagination::of(&lines, asked.url(None))?,
        may_change: desk.may(Role::Editor),
        desk,
        words: asked.value("q").to_owned(),
        selects: asked.selects(&categories),
        sorts: asked.sorts(),
        total: lines.total,
        waiting,
        is_narrowed: asked.given.iter().any(|(name, _)| name != "sort"),
        lines: lines.rows,
        categories,
    };
    show_privately(StatusCode::OK, &page)
}
