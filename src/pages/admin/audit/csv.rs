//! The audit log as CSV, one line for each field that changed. It is read and sent in batches: it may be
//! longer than memory.

use std::borrow::Cow;

use actix_web::http::header;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream;

use super::Asked;
use crate::db::Db;
use crate::error::Error;
use crate::models::audit_entry::{self, Entry, Filter};
use crate::pages::PageResult;
use crate::pages::pagination::parameters;
use crate::web::session::SignedIn;

/// How many entries are read at a time.
const BATCH: i64 = 1_000;

const COLUMNS: [&str; 9] = ["id", "time", "who", "action", "kind", "subject", "field", "before", "after"];

/// Sends the entries that pass the filters of the address, newest first.
pub async fn csv(request: HttpRequest, _: SignedIn, db: Data<Db>) -> PageResult {
    let filter = Asked::of(&parameters(request.query_string())).filter();
    let batches = stream::try_unfold(Some((i64::MAX, filter)), move |state| {
        let db = db.clone();
        async move {
            let Some((below, filter)) = state else { return Ok(None) };
            batch(&db, below, filter).await.map(Some)
        }
    });
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .streaming(Box::pin(batches)))
}

/// Where the next batch begins, with the filter; none after the last.
type Next = Option<(i64, Filter)>;

async fn batch(db: &Db, below: i64, filter: Filter) -> Result<(Bytes, Next), Error> {
    let read = db.read(move |conn| {
        let entries = audit_entry::below(conn, &filter, below, BATCH)?;
        Ok::<_, Error>((entries, filter))
    });
    let (entries, filter) = read.await?;
    let text = written(&entries, below == i64::MAX).map_err(|_| Error::NotFound)?;
    let last = entries.last().filter(|_| entries.len() as i64 == BATCH).map(|entry| entry.id);
    Ok((text.into(), last.map(|last| (last, filter))))
}

fn written(entries: &[Entry], is_first: bool) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    if is_first {
        writer.write_record(COLUMNS)?;
    }
    for entry in entries {
        let time = entry.at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let (id, kind): (_, &str) = (entry.id.to_string(), entry.kind.into());
        let mut write = |field: &str, before: &str, after: &str| {
            let cells = [&id, &time, &entry.who, &entry.action, kind, &entry.subject, field, before, after];
            writer.write_record(cells.map(|cell: &str| safe(cell).into_owned()))
        };
        for change in &entry.changes {
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            write(&change.field, &text(&change.before), &text(&change.after))?;
        }
        if entry.changes.is_empty() {
            write("", "", "")?;
        }
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// A cell that no spreadsheet takes for a formula.
fn safe(cell: &str) -> Cow<'_, str> {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(safe(cell), format!("'{cell}"));
        }
        assert_eq!(safe("a=1"), "a=1");
        assert_eq!(safe(""), "");
    }
}
