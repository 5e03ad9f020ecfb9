//! `/admin/jobs`: job postings, open or expired.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use chrono::NaiveDate;

use super::Desk;
use super::content::{Filters, PER_PAGE, done};
use crate::db::Db;
use crate::forms::{Form, Job, Noun};
use crate::models::content::Listed;
use crate::models::job_posting::{self, Filter};
use crate::models::user::Role;
use crate::pages::pagination::{self, Pagination};
use crate::pages::{Head, PageResult, Site, show_privately};
use crate::profile::voices::JobPosting;
use crate::web::paths::with_query;
use crate::web::session::SignedIn;

#[derive(Template)]
#[template(path = "admin/jobs/list.html")]
struct List {
    head: Head,
    desk: Desk,
    noun: Noun,
    filters: Filters,
    rows: Vec<Listed<JobPosting>>,
    total: i64,
    pagination: Pagination,
    may_add: bool,
    today: NaiveDate,
}

/// Lists them.
pub async fn list(request: HttpRequest, user: SignedIn, site: Data<Site>, db: Data<Db>) -> PageResult {
    let asked = pagination::parameters(request.query_string());
    let filters = Filters::of(&asked);
    let today = user.actor().at.date();
    let open = ["open", "expired"].contains(&filters.state.as_str()).then(|| filters.state == "open");
    let filter = Filter {
        career: Filters::asked(&filters.career),
        open: open.map(|open| (today, open)),
        text: Filters::asked(&filters.text),
    };
    let page = pagination::page(&asked);
    let paged = db.read(move |conn| job_posting::listed(conn, &filter, page, PER_PAGE)).await?;
    let noun = Job::NOUN;
    let pagination = Pagination::of(&paged, with_query(&noun.url(), &filters.query()))?;
    let mut desk = Desk::new(user.user, noun.section);
    desk.done = done(&noun, &asked);
    let may_add = desk.may(Role::Editor);
    let (rows, total) = (paged.rows, paged.total);
    let head = Head::unlisted(site.into_inner(), noun.many);
    let list = List { head, desk, noun, filters, rows, total, pagination, may_add, today };
    show_privately(StatusCode::OK, &list)
}

impl List {
    fn may_moderate(&self) -> bool {
        self.desk.may(Role::Editor)
    }

    fn is_open(&self, job: &JobPosting) -> bool {
        job.expires_on.is_none_or(|last| last >= self.today)
    }
}
