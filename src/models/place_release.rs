//! Releases of pay by place, as importers and bundles read and write them.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::upsert::excluded;
use sha2::{Digest, Sha256};

use super::place::{self, NewPlace};
use super::place_pay::{ALL_OCCUPATIONS, FiguresRow};
use super::{QueryResult, insert_all, source};
use crate::db::{BATCH, CHUNK, Conn, on_each, place_pay, place_releases, sources};
use crate::profile::{PlaceFigures, Slug};

/// The figures of one release in one place.
#[derive(Clone, Debug)]
pub struct PlaceRelease {
    pub place: NewPlace,
    pub as_of: NaiveDate,
    /// The slug of a stored source.
    pub source: Slug,
    pub rows: Vec<NewPay>,
}

#[derive(Clone, Debug)]
pub struct NewPay {
    pub occupation: String,
    /// The code that the source counts the occupation under, together with others.
    pub combined: Option<String>,
    pub figures: PlaceFigures,
}

/// The releases of a place, oldest first, each with its source and its rows by occupation.
pub fn of_place(conn: &mut Conn, place_id: i64) -> QueryResult<Vec<(NaiveDate, Slug, Vec<NewPay>)>> {
    let releases: Vec<(NaiveDate, Slug)> = place_releases::table
        .inner_join(sources::table)
        .filter(place_releases::place_id.eq(place_id))
        .order(place_releases::as_of)
        .select((place_releases::as_of, sources::slug))
        .load(conn)?;
    let rows: Vec<(NaiveDate, String, Option<String>, FiguresRow)> = place_pay::table
        .filter(place_pay::place_id.eq(place_id))
        .order((place_pay::as_of, place_pay::occupation))
        .select((place_pay::as_of, place_pay::occupation, place_pay::combined, FiguresRow::as_select()))
        .load(conn)?;
    let mut by_date: HashMap<NaiveDate, Vec<NewPay>> = HashMap::new();
    for (as_of, occupation, combined, figures) in rows {
        by_date.entry(as_of).or_default().push(NewPay { occupation, combined, figures: figures.into() });
    }
    let with_rows =
        |(as_of, source): (NaiveDate, Slug)| (as_of, source, by_date.remove(&as_of).unwrap_or_default());
    Ok(releases.into_iter().map(with_rows).collect())
}

/// How many releases or prices an import has written, and how many were stored already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    pub changed: usize,
    pub unchanged: usize,
}

#[derive(Insertable)]
#[diesel(table_name = place_pay, treat_none_as_default_value = false)]
struct PayRow<'a> {
    occupation: &'a str,
    place_id: i64,
    as_of: NaiveDate,
    combined: Option<&'a str>,
    #[diesel(embed)]
    figures: FiguresRow,
}

#[derive(Insertable)]
#[diesel(table_name = place_releases, treat_none_as_default_value = false)]
struct ReleaseRow {
    place_id: i64,
    as_of: NaiveDate,
    source_id: i64,
    digest: String,
}

/// Stores the releases that differ from what is stored, replacing their former rows.
///
/// # Errors
/// Fails if a source isn't stored.
pub fn save(conn: &mut Conn, releases: &[PlaceRelease]) -> QueryResult<Saved> {
    let wanted: Vec<&NewPlace> = releases.iter().map(|release| &release.place).collect();
    let ids = place::ensure(conn, &wanted)?;
    let source_ids = source::ids(conn)?;
    let stored: Vec<(i64, NaiveDate, String)> = place_releases::table
        .select((place_releases::place_id, place_releases::as_of, place_releases::digest))
        .load(conn)?;
    let stored: HashMap<(i64, NaiveDate), String> =
        stored.into_iter().map(|(id, as_of, digest)| ((id, as_of), digest)).collect();
    let (mut changed, mut rows) = (Vec::new(), Vec::new());
    let mut old: HashMap<NaiveDate, Vec<i64>> = HashMap::new();
    for (release, place_id) in releases.iter().zip(ids) {
        let (as_of, digest) = (release.as_of, digest(&release.source, &release.rows));
        match stored.get(&(place_id, as_of)) {
            Some(same) if *same == digest => continue,
            Some(_) => old.entry(as_of).or_default().push(place_id),
            None => {}
        }
        let source_id = *source_ids.get(release.source.as_str()).ok_or(diesel::NotFound)?;
        changed.push(ReleaseRow { place_id, as_of, source_id, digest });
        rows.extend(release.rows.iter().map(|new| (place_id, as_of, new)));
    }
    for (as_of, ids) in old {
        for ids in ids.chunks(CHUNK) {
            let rows = place_pay::table.filter(place_pay::as_of.eq(as_of));
            diesel::delete(rows.filter(place_pay::place_id.eq_any(ids))).execute(conn)?;
        }
    }
    // Batch by batch, because all rows at once would take much memory.
    for batch in rows.chunks(BATCH) {
        let batch: Vec<PayRow<'_>> = batch.iter().map(|(id, as_of, new)| new.row(*id, *as_of)).collect();
        insert_all!(conn, place_pay::table, batch)?;
    }
    put(conn, &changed)?;
    if !changed.is_empty() {
        update_places(conn)?;
    }
    Ok(Saved { changed: changed.len(), unchanged: releases.len() - changed.len() })
}

impl NewPay {
    fn row(&self, place_id: i64, as_of: NaiveDate) -> PayRow<'_> {
        let (occupation, combined) = (self.occupation.as_str(), self.combined.as_deref());
        PayRow { occupation, place_id, as_of, combined, figures: (&self.figures).into() }
    }
}

fn put(conn: &mut Conn, rows: &[ReleaseRow]) -> QueryResult<()> {
    use place_releases::columns::{as_of, digest, place_id, source_id};
    for batch in rows.chunks(BATCH) {
        on_each!(conn, c => diesel::insert_into(place_releases::table)
            .values(batch)
            .on_conflict((place_id, as_of))
            .do_update()
            .set((source_id.eq(excluded(source_id)), digest.eq(excluded(digest))))
            .execute(c))?;
    }
    Ok(())
}

/// Updates each place's newest release, and its total employment from that release.
fn update_places(conn: &mut Conn) -> QueryResult<()> {
    let newest = "SELECT MAX(as_of) FROM place_releases WHERE place_id = places.id";
    let employed = format!(
        "SELECT employed FROM place_pay WHERE place_id = places.id AND occupation = '{ALL_OCCUPATIONS}' \
         AND as_of = ({newest})"
    );
    let sql = format!("UPDATE places SET pay_as_of = ({newest}), employed = ({employed})");
    on_each!(conn, c => diesel::sql_query(&sql).execute(c))?;
    // Until PostgreSQL analyzes the table by itself, it would plan with outdated statistics.
    if let Conn::Postgres(c) = conn {
        diesel::sql_query("ANALYZE place_pay").execute(c)?;
    }
    Ok(())
}

fn digest(source: &Slug, rows: &[NewPay]) -> String {
    let mut hash = Sha256::new();
    hash.update(source.as_str());
    for row in rows {
        hash.update(format!("{row:?}\n"));
    }
    data_encoding::HEXLOWER.encode(&hash.finalize())
}
