//! Employers' logos. Insights refer to them by fingerprint.

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use super::QueryResult;
use crate::db::{self, Conn, insights, logos, on_each};
use crate::profile::logo::Logo;

/// Stores a logo once per fingerprint. An insight must refer to it by the end of the transaction.
pub fn store(conn: &mut Conn, logo: &Logo) -> QueryResult<()> {
    // Without the lock, a concurrent transaction could delete the logo before an insight refers to it.
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
