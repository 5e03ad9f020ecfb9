//! `/admin/insights`, `/admin/questions` and `/admin/jobs`: filtered lists.

use actix_web::HttpRequest;
use actix_web::http::StatusCode;
use actix_web::web::Data;
use askama::Template;
use chrono::NaiveDate;

use super::{Filters, done};
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::forms::{Form, Noun};
use crate::models::of_career::Listed;
use crate::models::user::Role;
use crate::models::{Paged, QueryResult};
use crate::pages::admin::Desk;
use crate::pages::pagination::{self, Pagination};
use crate::pages::{Head, PageResult, show_privately};
use crate::profile::voices::{Insight, InterviewQuestion, JobPosting, Moderation};
use crate::site::Site;
use crate::web::paths::with_query;
use crate::web::session::SignedIn;

pub const PER_PAGE: i64 = 50;

pub enum Rows {
    Quotes(Paged<Listed<Insight>>),
    Questions(Paged<Listed<InterviewQuestion>>),
    Jobs(Paged<Listed<JobPosting>>),
}

/// Reads a kind by filters, day and page.
pub type Read = fn(&mut Conn, &Filters, NaiveDate, i64) -> QueryResult<Rows>;

#[derive(Template)]
#[template(path = "admin/content/list.html")]
struct List {
    head: Head,
    desk: Desk,
    noun: Noun,
    filters: Filters,
    rows: Rows,
    total: i64,
    pagination: Pagination,
    may_add: bool,
    today: NaiveDate,
}

/// `role` may add to it.
pub async fn list<T: Form>(
    request: HttpRequest,
    user: SignedIn,
    site: Data<Site>,
    db: Data<Db>,
    (adding, read): (Role, Read),
) -> PageResult {
    let asked = pagination::parameters(request.query_string());
    let filters = Filters::of(&asked);
    let (today, page) = (user.actor().at.date(), pagination::page(&asked));
    let wanted = filters.clone();
    let rows = db.read(move |conn| read(conn, &wanted, today, page)).await?;
    let base = with_query(&T::NOUN.url(), &filters.query());
    let (total, pagination) = match &rows {
        Rows::Quotes(paged) => around(paged, base),
        Rows::Questions(paged) => around(paged, base),
        Rows::Jobs(paged) => around(paged, base),
    }?;
    let noun = T::NOUN;
    let mut desk = Desk::new(user.user, noun.section);
    desk.done = done(&noun, &asked);
    let may_add = desk.may(adding);
    let head = Head::unlisted(site.into_inner(), noun.many);
    let list = List { head, desk, noun, filters, rows, total, pagination, may_add, today };
    show_privately(StatusCode::OK, &list)
}

fn around<T>(paged: &Paged<T>, base: String) -> Result<(i64, Pagination), Error> {
    Ok((paged.total, Pagination::of(paged, base)?))
}

impl List {
    fn may_decide(&self) -> bool {
        self.desk.may(Role::Editor)
    }

    /// The values of the state filter, with labels.
    fn states(&self) -> Vec<(&'static str, &'static str)> {
        match self.rows {
            Rows::Jobs(_) => vec![("open", "Open"), ("expired", "Expired")],
            Rows::Quotes(_) | Rows::Questions(_) => Moderation::choices(),
        }
    }

    fn word(&self, moderation: &Moderation) -> &'static str {
        (*moderation).into()
    }

    fn is_open(&self, job: &JobPosting) -> bool {
        job.expires_on.is_none_or(|last| last >= self.today)
    }
}
