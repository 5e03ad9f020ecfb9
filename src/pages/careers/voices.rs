//! `/careers/{slug}/insights`, `/interviews` and `/jobs`: all insights, interview questions and open jobs.

use actix_web::web::Data;
use askama::Template;
use chrono::NaiveDate;

use super::Address;
use super::show::PER_PAGE;
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::filters::counted;
use crate::models::published::Has;
use crate::models::{Paged, QueryResult, insight, interview_question, job_posting};
use crate::pages::pagination::{PageQuery, Pagination};
use crate::pages::{Head, PageResult, kept, show};
use crate::profile::Profile;
use crate::profile::voices::{Insight, InterviewQuestion, JobPosting};
use crate::site::Site;

enum Voice {
    Insight(Insight),
    Question(InterviewQuestion),
    Job(JobPosting),
}

struct List {
    /// The end of its path.
    path: &'static str,
    noun: &'static str,
    /// Its plural ends in `s`.
    one: &'static str,
    /// Between the number and the career's title.
    of: &'static str,
    nothing: &'static str,
    is_there: fn(Has) -> bool,
    /// Reads a page by career id, today's date and page number.
    read: fn(&mut Conn, i64, NaiveDate, i64) -> QueryResult<Paged<Voice>>,
}

const INSIGHTS: List = List {
    path: "insights",
    noun: "Insights",
    one: "insight",
    of: "from people who work as",
    nothing: "No insights yet",
    is_there: |has| has.insights,
    read: |conn, id, _, page| Ok(insight::shown(conn, id, page, PER_PAGE)?.map(Voice::Insight)),
};

const INTERVIEWS: List = List {
    path: "interviews",
    noun: "Interviews",
    one: "interview question",
    of: "for",
    nothing: "No interview questions yet",
    is_there: |has| has.questions,
    read: |conn, id, _, page| Ok(interview_question::shown(conn, id, page, PER_PAGE)?.map(Voice::Question)),
};

const JOBS: List = List {
    path: "jobs",
    noun: "Jobs",
    one: "open job",
    of: "for",
    nothing: "No open jobs listed right now",
    is_there: |has| has.jobs,
    read: |conn, id, today, page| Ok(job_posting::shown(conn, id, today, page, PER_PAGE)?.map(Voice::Job)),
};

#[derive(Template)]
#[template(path = "careers/voices.html")]
struct VoicesPage {
    head: Head,
    profile: Profile,
    list: &'static List,
    shown: Vec<Voice>,
    pagination: Pagination,
}

pub async fn insights(address: Address, site: Data<Site>, db: Data<Db>, query: PageQuery) -> PageResult {
    page(address, site, db, query, &INSIGHTS).await
}

pub async fn interviews(address: Address, site: Data<Site>, db: Data<Db>, query: PageQuery) -> PageResult {
    page(address, site, db, query, &INTERVIEWS).await
}

pub async fn jobs(address: Address, site: Data<Site>, db: Data<Db>, query: PageQuery) -> PageResult {
    page(address, site, db, query, &JOBS).await
}

async fn page(
    address: Address,
    site: Data<Site>,
    db: Data<Db>,
    query: PageQuery,
    list: &'static List,
) -> PageResult {
    let today = site.clock.today();
    let (profile, paged) = db
        .read_shown(move |conn| {
            let page = address.find(conn)?;
            let paged = match (list.is_there)(page.has) {
                true => (list.read)(conn, page.id, today, query.0)?,
                false => Paged { page: query.0, ..Paged::empty(PER_PAGE) },
            };
            Ok::<_, Error>((page.profile, paged))
        })
        .await?;
    let List { path, noun, one, of, .. } = list;
    let pagination = Pagination::of(&paged, addresses::below(&profile.slug, path))?;
    let a_title = profile.a_title();
    let description = match paged.total {
        0 => format!("There are no {one}s {of} {a_title} yet."),
        total => format!("{} {of} {a_title}.", counted(&total, one, &format!("{one}s"))),
    };
    let head = Head::new(site.into_inner(), format!("{} {noun}", profile.spoken()), pagination.here())
        .described(description)
        .beneath(&profile, noun, path);
    let head = Head { is_listed: paged.total > 0, ..head };
    let here = pagination.here();
    Ok(kept(show(&VoicesPage { head, profile, list, shown: paged.rows, pagination })?, here))
}
