//! Logos of employers, which quotes name by their fingerprints.

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::QueryResult;
use crate::db::{self, Conn, insights, logos, on_each};
use crate::profile::logo::Logo;

/// Stored once per fingerprint. A quote must name it in the same transaction.
pub fn store(conn: &mut Conn, logo: &Logo) -> QueryResult<()> {
    // Side by side, another would delete what no quote names yet.
    db::lock(conn, db::Lock::Profiles)?;
    let row = (logos::fingerprint.eq(&logo.fingerprint), logos::png.eq(&logo.png));
    on_each!(conn, c => diesel::insert_into(logos::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

pub fn png(conn: &mut Conn, fingerprint: &str) -> QueryResult<Option<Vec<u8>>> {
    Ok(logos::table.find(fingerprint).select(logos::png).first(conn).optional()?)
}

pub fn all(conn: &mut Conn) -> QueryResult<Vec<Logo>> {
    let rows: Vec<(String, Vec<u8>)> = logos::table.order(logos::fingerprint).load(conn)?;
    Ok(rows.into_iter().map(|(fingerprint, png)| Logo { fingerprint, png }).collect())
}

pub fn drop_unused(conn: &mut Conn) -> QueryResult<()> {
    db::lock(conn, db::Lock::Profiles)?;
    let named = insights::table.filter(insights::logo.eq(logos::fingerprint.nullable()));
    diesel::delete(logos::table.filter(not(exists(named)))).execute(conn)?;
    Ok(())
}
