//! `/admin/quality`: findings in the whole site; `/admin/careers/{id}/quality`: findings in one career.

pub mod links;

use std::collections::HashMap;

use actix_web::http::StatusCode;
use actix_web::web::Path;
use askama::Template;
use strum::VariantArray;

use super::{Desk, Visit};
use crate::addresses;
use crate::error::Error;
use crate::models::quality::{self, Doubtful};
use crate::models::{Paged, draft};
use crate::pages::pagination::Pagination;
use crate::pages::{Head, PageResult, show_privately};
use crate::profile::fields::Place;
use crate::profile::quality::{Finding, FindingKind};
use crate::web::paths::with_query;

const PER_PAGE: usize = 100;

struct KindCount {
    kind: FindingKind,
    findings: i64,
    careers: i64,
}

#[derive(Template)]
#[template(path = "admin/quality/site.html")]
struct SitePage {
    head: Head,
    desk: Desk,
    counts: Vec<KindCount>,
    /// The kind that the list is filtered by.
    kind: Option<FindingKind>,
    rows: Vec<Doubtful>,
    careers: i64,
    pagination: Pagination,
}

pub async fn site(visit: Visit) -> PageResult {
    let kind: Option<FindingKind> = visit.asked("kind").parse().ok();
    let today = visit.user.at.date();
    let mut doubtful = visit.db.read(move |conn| quality::of_site(conn, today)).await?;
    let counts = counted(&doubtful);
    if let Some(kind) = kind {
        for career in &mut doubtful {
            career.findings.retain(|finding| finding.kind == kind);
        }
        doubtful.retain(|career| !career.findings.is_empty());
    }
    let (page, careers) = (visit.page(), doubtful.len() as i64);
    let skipped = usize::try_from(page - 1).unwrap_or(0).saturating_mul(PER_PAGE);
    let rows: Vec<Doubtful> = doubtful.into_iter().skip(skipped).take(PER_PAGE).collect();
    let paged = Paged { rows, total: careers, page, per_page: PER_PAGE as i64 };
    let query = kind.map(|kind| format!("kind={}", <&str>::from(kind))).unwrap_or_default();
    let pagination = Pagination::of(&paged, with_query("/admin/quality", &query))?;
    let (head, desk) = (visit.head("Quality"), visit.desk("quality"));
    let rows = paged.rows;
    show_privately(StatusCode::OK, &SitePage { head, desk, counts, kind, rows, careers, pagination })
}

impl SitePage {
    fn is(&self, kind: &FindingKind) -> bool {
        self.kind == Some(*kind)
    }
}

fn counted(doubtful: &[Doubtful]) -> Vec<KindCount> {
    let mut counts: HashMap<FindingKind, (i64, i64)> = HashMap::new();
    for career in doubtful {
        let mut own: HashMap<FindingKind, i64> = HashMap::new();
        for finding in &career.findings {
            *own.entry(finding.kind).or_default() += 1;
        }
        for (kind, findings) in own {
            let count = counts.entry(kind).or_default();
            *count = (count.0 + findings, count.1 + 1);
        }
    }
    let count = |kind: &FindingKind| {
        let (findings, careers) = counts.get(kind).copied().unwrap_or_default();
        KindCount { kind: *kind, findings, careers }
    };
    FindingKind::VARIANTS.iter().map(count).collect()
}

#[derive(Template)]
#[template(path = "admin/quality/career.html")]
struct CareerPage {
    head: Head,
    desk: Desk,
    id: i64,
    title: String,
    findings: Vec<Finding>,
}

/// Checks the newest draft.
pub async fn career(visit: Visit, id: Path<i64>) -> PageResult {
    let (id, today) = (id.into_inner(), visit.user.at.date());
    let read = visit.db.read(move |conn| {
        let draft = draft::load(conn, id)?.ok_or(Error::NotFound)?;
        let findings = quality::of_profile(conn, &draft.profile, today)?;
        Ok::<_, Error>((draft.profile.title, findings))
    });
    let (title, findings) = read.await?;
    let (head, desk) = (visit.head(format!("Quality report for {title}")), visit.desk("quality"));
    show_privately(StatusCode::OK, &CareerPage { head, desk, id, title, findings })
}

/// A link to the field in the form, `/admin/careers/7/edit#pay-0-total`, and its label.
fn place(id: &i64, finding: &Finding) -> (String, String) {
    let Place { id: input, label } = Place::of_path(&finding.field);
    (addresses::desk(*id, &format!("edit#{input}")), label)
}
