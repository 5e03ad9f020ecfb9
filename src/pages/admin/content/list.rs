//! `/admin/insights`, `/admin/questions` and `/admin/jobs`: filtered lists.

use actix_web::http::StatusCode;
use askama::Template;
use chrono::NaiveDate;

use super::{FILTERS, desk};
use crate::db::Conn;
use crate::error::Error;
use crate::forms::ContentForm;
use crate::models::content::Noun;
use crate::models::of_career::Listed;
use crate::models::user::Role;
use crate::models::{Paged, QueryResult};
use crate::pages::admin::{Desk, Filters, Visit};
use crate::pages::pagination::Pagination;
use crate::pages::{Head, PageResult, show_privately};
use crate::profile::voices::{Insight, InterviewQuestion, JobPosting, Moderation};
use crate::web::paths::with_query;

pub const PER_PAGE: i64 = 50;

pub enum ContentRows {
    Quotes(Paged<Listed<Insight>>),
    Questions(Paged<Listed<InterviewQuestion>>),
    Jobs(Paged<Listed<JobPosting>>),
}

/// Reads the rows of a kind by filters, today's date and page.
pub type Read = fn(&mut Conn, &Filters, NaiveDate, i64) -> QueryResult<ContentRows>;

#[derive(Template)]
#[template(path = "admin/content/list.html")]
struct ContentPage {
    head: Head,
    desk: Desk,
    noun: Noun,
    filters: Filters,
    rows: ContentRows,
    total: i64,
    pagination: Pagination,
    may_add: bool,
    today: NaiveDate,
}

/// Users need at least `role` to add content.
pub async fn list<T: ContentForm>(visit: Visit, role: Role, read: Read) -> PageResult {
    let filters = Filters::of(&visit.parameters, FILTERS);
    let (today, page) = (visit.user.at.date(), visit.page());
    let wanted = filters.clone();
    let rows = visit.db.read(move |conn| read(conn, &wanted, today, page)).await?;
    let base = with_query(&T::NOUN.url(), &filters.query());
    let (total, pagination) = match &rows {
        ContentRows::Quotes(paged) => around(paged, base),
        ContentRows::Questions(paged) => around(paged, base),
        ContentRows::Jobs(paged) => around(paged, base),
    }?;
    let noun = T::NOUN;
    let (head, desk) = (visit.head(noun.many), desk(&visit, &noun));
    let may_add = desk.may(role);
    let list = ContentPage { head, desk, noun, filters, rows, total, pagination, may_add, today };
    show_privately(StatusCode::OK, &list)
}

fn around<T>(paged: &Paged<T>, base: String) -> Result<(i64, Pagination), Error> {
    Ok((paged.total, Pagination::of(paged, base)?))
}

impl ContentPage {
    fn may_decide(&self) -> bool {
        self.desk.may(Role::Editor)
    }

    /// The options of the status filter, with labels.
    fn states(&self) -> Vec<(&'static str, &'static str)> {
        match self.rows {
            ContentRows::Jobs(_) => vec![("open", "Open"), ("expired", "Expired")],
            ContentRows::Quotes(_) | ContentRows::Questions(_) => Moderation::choices(),
        }
    }

    fn is_open(&self, job: &JobPosting) -> bool {
        job.expires_on.is_none_or(|last| last >= self.today)
    }
}
