//! `/admin/insights`: quotes of people in a career, and who may see them.

pub mod logo;

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;

use super::Desk;
use super::content::{Filters, PER_PAGE, done};
use crate::db::Db;
use crate::forms::{Form, Noun, Quote};
use crate::models::content::Listed;
use crate::models::insight;
use crate::models::insight::Filter;
use crate::models::user::Role;
use crate::pages::pagination::{self, Pagination};
use crate::pages::{Head, PageResult, Site, show_privately};
use crate::profile::voices::{Insight, Moderation};
use crate::web::paths::with_query;
use crate::web::session::SignedIn;

#[derive(Template)]
#[template(path = "admin/insights/list.html")]
struct List {
    head: Head,
    desk: Desk,
    noun: Noun,
    filters: Filters,
    rows: Vec<Listed<Insight>>,
    total: i64,
    pagination: Pagination,
    may_add: bool,
}

/// Lists them.
pub async fn list(request: HttpRequest, user: SignedIn, site: Data<Site>, db: Data<Db>) -> PageResult {
    let asked = pagination::parameters(request.query_string());
    let filters = Filters::of(&asked);
    let filter = Filter {
        career: Filters::asked(&filters.career),
        moderation: filters.state.parse().ok(),
        text: Filters::asked(&filters.text),
    };
    let page = pagination::page(&asked);
    let paged = db.read(move |conn| insight::listed(conn, &filter, page, PER_PAGE)).await?;
    let noun = Quote::NOUN;
    let pagination = Pagination::of(&paged, with_query(&noun.url(), &filters.query()))?;
    let mut desk = Desk::new(user.user, noun.section);
    desk.done = done(&noun, &asked);
    let (rows, total) = (paged.rows, paged.total);
    let head = Head::unlisted(site.into_inner(), noun.many);
    let list = List { head, desk, noun, filters, rows, total, pagination, may_add: true };
    show_privately(StatusCode::OK, &list)
}

impl List {
    fn may_moderate(&self) -> bool {
        self.desk.may(Role::Editor)
    }

    fn word(&self, moderation: &Moderation) -> &'static str {
        (*moderation).into()
    }

    fn state(&self, moderation: &Moderation) -> &'static str {
        match moderation {
            Moderation::Pending => "Waiting",
            Moderation::Approved => "Shown",
            Moderation::Rejected => "Hidden",
        }
    }
}
