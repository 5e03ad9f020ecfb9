//! `/admin/audit`: the audit log, newest first; `/admin/audit.csv`: the same as CSV.

mod csv;

pub use csv::csv;

use actix_web::http::StatusCode;
use askama::Template;

use super::content::Filters;
use super::{Desk, Visit};
use crate::error::Error;
use crate::forms::number::date;
use crate::models::audit::Kind;
use crate::models::audit_entry::{self, AuditEntry, AuditFilter};
use crate::pages::pagination::{Pagination, encoded};
use crate::pages::{Head, PageResult, show_privately};
use crate::web::paths::with_query;

const PER_PAGE: i64 = 100;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct AuditQuery {
    who: String,
    action: String,
    kind: String,
    from: String,
    to: String,
}

impl AuditQuery {
    fn of(visit: &Visit) -> Self {
        let [who, action, kind, from, to] =
            ["who", "action", "kind", "from", "to"].map(|name| visit.asked(name));
        Self { who, action, kind, from, to }
    }

    /// Ignores an invalid date; the page shows the error.
    fn filter(&self) -> AuditFilter {
        AuditFilter {
            who: Filters::asked(&self.who),
            action: Filters::asked(&self.action),
            kind: self.kind.parse().ok(),
            from: date(&self.from).ok(),
            to: date(&self.to).ok(),
        }
    }

    fn query(&self) -> String {
        let mut parameters: Vec<(&str, &str)> = vec![
            ("who", &self.who),
            ("action", &self.action),
            ("kind", &self.kind),
            ("from", &self.from),
            ("to", &self.to),
        ];
        parameters.retain(|(_, value)| !value.is_empty());
        encoded(&parameters)
    }

    fn any(&self) -> bool {
        *self != Self::default()
    }
}

#[derive(Template)]
#[template(path = "admin/audit/list.html")]
struct AuditPage {
    head: Head,
    desk: Desk,
    asked: AuditQuery,
    actions: Vec<String>,
    rows: Vec<AuditEntry>,
    total: i64,
    pagination: Pagination,
    csv: String,
}

pub async fn list(visit: Visit) -> PageResult {
    let asked = AuditQuery::of(&visit);
    let (filter, page) = (asked.filter(), visit.page());
    let read = visit.db.read(move |conn| {
        let paged = audit_entry::listed(conn, &filter, page, PER_PAGE)?;
        Ok::<_, Error>((paged, audit_entry::actions(conn)?))
    });
    let (paged, actions) = read.await?;
    let pagination = Pagination::of(&paged, with_query("/admin/audit", &asked.query()))?;
    let csv = with_query("/admin/audit.csv", &asked.query());
    let (head, desk) = (visit.head("Audit log"), visit.desk("audit"));
    let (rows, total) = (paged.rows, paged.total);
    show_privately(StatusCode::OK, &AuditPage { head, desk, asked, actions, rows, total, pagination, csv })
}

impl AuditPage {
    fn wrong_day(&self, text: &str) -> Option<String> {
        if text.is_empty() { None } else { date(text).err() }
    }

    /// The page of the entry's subject, which may no longer exist.
    fn url(&self, entry: &AuditEntry) -> Option<String> {
        let section = match entry.kind {
            Kind::Career => "careers",
            Kind::Category => "categories",
            Kind::Source => "sources",
            Kind::Insight => "insights",
            Kind::InterviewQuestion => "questions",
            Kind::JobPosting => "jobs",
            Kind::User | Kind::Site => return None,
        };
        let id = entry.subject_id.filter(|_| entry.action != "deleted")?;
        Some(format!("/admin/{section}/{id}/edit"))
    }
}
