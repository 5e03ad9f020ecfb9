//! Failed sign-ins, counted by account and by client.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::QueryResult;
use crate::db::{self, Backend, Conn, Lock, sign_in_failures as failures};
use crate::secrets::token;

/// The limit per account or known browser: a number of failures within a time window.
const OF_ACCOUNT: (i64, TimeDelta) = (10, TimeDelta::minutes(15));

const OF_CLIENT: (i64, TimeDelta) = (30, TimeDelta::hours(1));

#[derive(Clone, Debug)]
pub struct AttemptKeys {
    account: String,
    client: Option<String>,
}

impl AttemptKeys {
    /// An attempt from an unknown browser. It counts for the account and for the client's address.
    pub fn stranger(email: &str, client: &str) -> Self {
        let client = Some(token::hash(&format!("client {client}")));
        Self { account: token::hash(&format!("account {email}")), client }
    }

    /// An attempt from a known browser or within a session. It has its own count, so that strangers can't lock the user
    /// out.
    pub fn known(key: &str) -> Self {
        Self { account: token::hash(&format!("known {key}")), client: None }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Wait {
    pub seconds: i64,
    /// Whether this is the first refusal within the window, so that it is logged only once.
    pub is_first: bool,
}

/// Counts an attempt as failed before the password is checked, so that concurrent attempts can't exceed the limit.
/// Returns the id of the failure, for [`forgive`] to delete after a success.
pub fn begin(conn: &mut Conn, counted: &AttemptKeys, now: NaiveDateTime) -> QueryResult<Result<i64, Wait>> {
    db::lock(conn, Lock::SignIn)?;
    let old = failures::failed_at.lt(now - TimeDelta::days(1));
    diesel::delete(failures::table.filter(old)).execute(conn)?;
    let of_account = failures::table.into_boxed().filter(failures::account.eq(&counted.account));
    let seconds = wait(conn, of_account, OF_ACCOUNT, now)?;
    let mut longest = seconds.map(|seconds| (seconds, OF_ACCOUNT.1, &counted.account));
    if let Some(client) = &counted.client {
        let of_client = failures::table.into_boxed().filter(failures::client.eq(client));
        let seconds = wait(conn, of_client, OF_CLIENT, now)?;
        longest = longest.max(seconds.map(|seconds| (seconds, OF_CLIENT.1, client)));
    }
    if let Some((seconds, time, count)) = longest {
        let is_first = begin_waiting(conn, count, now - time, now)?;
        return Ok(Err(Wait { seconds, is_first }));
    }
    let client = counted.client.as_deref().unwrap_or_default();
    Ok(Ok(insert(conn, &counted.account, client, now)?))
}

/// Records a refusal as a failure with its own count, and returns whether it is the first since `since`.
fn begin_waiting(
    conn: &mut Conn,
    count: &str,
    since: NaiveDateTime,
    now: NaiveDateTime,
) -> QueryResult<bool> {
    let waiting = token::hash(&format!("waiting {count}"));
    let earlier = failures::account.eq(&waiting).and(failures::failed_at.gt(since));
    let earlier = failures::table.filter(earlier).select(failures::id).first::<i64>(conn).optional()?;
    if earlier.is_none() {
        insert(conn, &waiting, "", now)?;
    }
    Ok(earlier.is_none())
}

fn insert(conn: &mut Conn, account: &str, client: &str, now: NaiveDateTime) -> QueryResult<i64> {
    Ok(diesel::insert_into(failures::table)
        .values((failures::account.eq(account), failures::client.eq(client), failures::failed_at.eq(now)))
        .returning(failures::id)
        .get_result(conn)?)
}

pub fn forgive(conn: &mut Conn, id: i64) -> QueryResult<()> {
    diesel::delete(failures::table.filter(failures::id.eq(id))).execute(conn)?;
    Ok(())
}

/// The seconds until fewer than `most` of these failures are within the window; none if that is so now.
fn wait(
    conn: &mut Conn,
    failures: failures::BoxedQuery<'_, Backend>,
    (most, time): (i64, TimeDelta),
    now: NaiveDateTime,
) -> QueryResult<Option<i64>> {
    let oldest: Option<NaiveDateTime> = failures
        .filter(failures::failed_at.gt(now - time))
        .order(failures::failed_at.desc())
        .offset(most - 1)
        .select(failures::failed_at)
        .first(conn)
        .optional()?;
    Ok(oldest.map(|oldest| (oldest + time - now).num_seconds().max(1)))
}
