//! `/careers/{slug}/insights`, `/interviews` and `/jobs`: all insights, interview questions and open jobs.

use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::NaiveDate;

use super::Address;
use super::show::PER_PAGE;
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::filters::counted;
use crate::models::{Paged, QueryResult, insight, interview_question, job_posting};
use crate::pages::pagination::{PageQuery, Pagination};
use crate::pages::{Head, PageResult, kept, show};
use crate::profile::Profile;
use crate::profile::voices::{Insight, InterviewQuestion, JobPosting};
use crate::site::Site;

enum Voices {
    Insights(Paged<Insight>),
    Interviews(Paged<InterviewQuestion>),
    Jobs(Paged<JobPosting>),
}

impl Voices {
    fn description(&self, a_title: &str) -> String {
        let (one, many, what) = match self {
            Self::Insights(_) => ("insight", "insights", "from people who work as"),
            Self::Interviews(_) => ("interview question", "interview questions", "for"),
            Self::Jobs(_) => ("open job", "open jobs", "for"),
        };
        match self.total() {
            0 => format!("There are no {many} {what} {a_title} yet."),
            total => format!("{} {what} {a_title}.", counted(&total, one, many)),
        }
    }

    /// The number on all pages.
    fn total(&self) -> i64 {
        match self {
            Self::Insights(paged) => paged.total,
            Self::Interviews(paged) => paged.total,
            Self::Jobs(paged) => paged.total,
        }
    }
}

/// Reads a list by career id, today's date and page number.
type ReadVoices = fn(&mut Conn, i64, NaiveDate, i64) -> QueryResult<Voices>;

#[derive(Template)]
#[template(path = "careers/voices.html")]
struct VoicesPage {
    head: Head,
    profile: Profile,
    noun: &'static str,
    voices: Voices,
    pagination: Pagination,
}

pub async fn insights(request: HttpRequest, site: Data<Site>, db: Data<Db>, query: PageQuery) -> PageResult {
    let read: ReadVoices =
        |conn, id, _, page| Ok(Voices::Insights(insight::shown(conn, id, page, PER_PAGE)?));
    page(request, site, db, query, ("insights", "Insights"), read).await
}

pub async fn interviews(
    request: HttpRequest,
    site: Data<Site>,
    db: Data<Db>,
    query: PageQuery,
) -> PageResult {
    let read: ReadVoices =
        |conn, id, _, page| Ok(Voices::Interviews(interview_question::shown(conn, id, page, PER_PAGE)?));
    page(request, site, db, query, ("interviews", "Interviews"), read).await
}

pub async fn jobs(request: HttpRequest, site: Data<Site>, db: Data<Db>, query: PageQuery) -> PageResult {
    let read: ReadVoices =
        |conn, id, today, page| Ok(Voices::Jobs(job_posting::shown(conn, id, today, page, PER_PAGE)?));
    page(request, site, db, query, ("jobs", "Jobs"), read).await
}

async fn page(
    request: HttpRequest,
    site: Data<Site>,
    db: Data<Db>,
    query: PageQuery,
    (path, noun): (&'static str, &'static str),
    read: ReadVoices,
) -> PageResult {
    let address = Address::of(&request);
    let today = site.clock.today();
    let (profile, voices) = db
        .read_shown(move |conn| {
            let page = address.find(conn)?;
            Ok::<_, Error>((page.profile, read(conn, page.id, today, query.number())?))
        })
        .await?;
    let base = addresses::below(&profile.slug, path);
    let is_listed = voices.total() > 0;
    let pagination = match &voices {
        Voices::Insights(paged) => Pagination::of(paged, base),
        Voices::Interviews(paged) => Pagination::of(paged, base),
        Voices::Jobs(paged) => Pagination::of(paged, base),
    }?;
    let head = Head::new(site.into_inner(), format!("{} {noun}", profile.title), pagination.here())
        .described(voices.description(&profile.a_title()))
        .beneath(&profile, noun, path);
    let head = Head { is_listed, ..head };
    let here = pagination.here();
    Ok(kept(show(&VoicesPage { head, profile, noun, voices, pagination })?, here))
}
