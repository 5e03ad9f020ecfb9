//! `/admin/audit`: the audit log, newest first; `/admin/audit.csv`: the same as CSV.

mod csv;

pub use csv::csv;

use actix_web::http::StatusCode;
use askama::Template;

use super::{Desk, Filters, Visit};
use crate::error::Error;
use crate::forms::Control;
use crate::forms::number::date;
use crate::models::audit::Kind;
use crate::models::audit_entry::{self, AuditEntry, AuditFilter};
use crate::models::content::Noun;
use crate::pages::pagination::Pagination;
use crate::pages::{Head, PageResult, show_privately};
use crate::web::paths::with_query;

const PER_PAGE: i64 = 100;

const FILTERS: &[&str] = &["who", "action", "kind", "from", "to"];

fn filters(visit: &Visit) -> Filters {
    Filters::of(&visit.parameters, FILTERS)
}

/// Ignores an invalid date; the page shows the error.
fn filter(filters: &Filters) -> AuditFilter {
    AuditFilter {
        who: filters.asked("who"),
        action: filters.asked("action"),
        kind: filters.get("kind").parse().ok(),
        from: date(filters.get("from")).ok(),
        to: date(filters.get("to")).ok(),
    }
}

#[derive(Template)]
#[template(path = "admin/audit/list.html")]
struct AuditPage {
    head: Head,
    desk: Desk,
    filters: Filters,
    actions: Vec<String>,
    rows: Vec<AuditEntry>,
    total: i64,
    pagination: Pagination,
    csv: String,
}

pub async fn list(visit: Visit) -> PageResult {
    let filters = filters(&visit);
    let (filter, page) = (filter(&filters), visit.page());
    let read = visit.db.read(move |conn| {
        let paged = audit_entry::listed(conn, &filter, page, PER_PAGE)?;
        Ok::<_, Error>((paged, audit_entry::actions(conn)?))
    });
    let (paged, actions) = read.await?;
    let pagination = Pagination::of(&paged, with_query("/admin/audit", &filters.query()))?;
    let csv = with_query("/admin/audit.csv", &filters.query());
    let (head, desk) = (visit.head("Audit log"), visit.desk("audit"));
    let (rows, total) = (paged.rows, paged.total);
    show_privately(StatusCode::OK, &AuditPage { head, desk, filters, actions, rows, total, pagination, csv })
}

impl AuditPage {
    fn day<'a>(&self, name: &str, label: &'a str) -> Control<'a> {
        let error = self.filters.asked(name).and_then(|typed| date(&typed).err());
        self.filters.field(name, label).error(error)
    }

    fn actions(&self) -> impl Iterator<Item = (&str, &str)> {
        self.actions.iter().map(|action| (action.as_str(), action.as_str()))
    }

    /// The page of the entry's subject, which may no longer exist.
    fn url(&self, entry: &AuditEntry) -> Option<String> {
        let list = match entry.kind {
            Kind::Career => "/admin/careers".to_owned(),
            kind => Noun::of(kind)?.url(),
        };
        let id = entry.subject_id.filter(|_| entry.action != "deleted")?;
        Some(format!("{list}/{id}/edit"))
    }
}
