//! The audit log as CSV, one record per changed field. Read and sent in batches, since it may not fit in memory.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};

use super::{filter, filters};
use crate::models::audit_entry::{self, AuditEntry};
use crate::pages::PageResult;
use crate::pages::admin::Visit;
use crate::pages::batched::batched;
use crate::web::spreadsheet;

const BATCH: i64 = 1_000;

const COLUMNS: [&str; 9] = ["id", "time", "who", "action", "kind", "subject", "field", "before", "after"];

pub async fn csv(request: HttpRequest, visit: Visit) -> PageResult {
    let filter = filter(&filters(&visit));
    let mut answer = HttpResponse::Ok();
    answer
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""))
        .insert_header((header::CACHE_CONTROL, "no-store"));
    Ok(batched(&request, answer, visit.db, i64::MAX, move |conn, below| {
        let entries = audit_entry::below(conn, &filter, below, BATCH)?;
        let mut records = if below == i64::MAX { vec![COLUMNS.map(String::from)] } else { Vec::new() };
        records.extend(entries.iter().flat_map(records_of));
        let text = spreadsheet::written(records.iter().map(|record| record.iter().map(String::as_str)))?;
        Ok((text, entries.last().filter(|_| entries.len() as i64 == BATCH).map(|entry| entry.id)))
    }))
}

/// One record per changed field, or a single one without a field if none changed.
fn records_of(entry: &AuditEntry) -> Vec<[String; 9]> {
    let time = entry.at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let kind: &str = entry.kind.into();
    let record = |field: &str, before: &str, after: &str| {
        let (id, time) = (entry.id.to_string(), time.clone());
        let words = [&entry.who, &entry.action, kind, &entry.subject, field, before, after].map(String::from);
        let [who, action, kind, subject, field, before, after] = words;
        [id, time, who, action, kind, subject, field, before, after]
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let mut records: Vec<_> = entry
        .changes
        .iter()
        .map(|change| record(&change.field, &text(&change.before), &text(&change.after)))
        .collect();
    if records.is_empty() {
        records.push(record("", "", ""));
    }
    records
}
