//! Which users have a career's form open. For information only; it isn't a lock.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;

use super::QueryResult;
use crate::db::{Conn, editing, on_each, users};

const SEEN_WITHIN: TimeDelta = TimeDelta::minutes(10);

#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Other {
    pub email: String,
    /// UTC.
    pub since: NaiveDateTime,
}

/// Records that the user still has the form open. After a pause of ten minutes, `since` starts over.
pub fn touch(conn: &mut Conn, career_id: i64, user_id: i64, now: NaiveDateTime) -> QueryResult<()> {
    let own = editing::table
        .filter(editing::career_id.eq(career_id))
        .filter(editing::user_id.eq(user_id))
        .filter(editing::seen_at.lt(now - SEEN_WITHIN));
    diesel::delete(own).execute(conn)?;
    let row = (
        editing::career_id.eq(career_id),
        editing::user_id.eq(user_id),
        editing::since.eq(now),
        editing::seen_at.eq(now),
    );
    on_each!(conn, c => diesel::insert_into(editing::table)
        .values(row)
        .on_conflict((editing::career_id, editing::user_id))
        .do_update()
        .set(editing::seen_at.eq(now))
        .execute(c))?;
    Ok(())
}

pub fn leave(conn: &mut Conn, career_id: i64, user_id: i64) -> QueryResult<()> {
    let own = editing::table.filter(editing::career_id.eq(career_id)).filter(editing::user_id.eq(user_id));
    diesel::delete(own).execute(conn)?;
    Ok(())
}

/// The other users seen within ten minutes, earliest first.
pub fn others(conn: &mut Conn, career_id: i64, user_id: i64, now: NaiveDateTime) -> QueryResult<Vec<Other>> {
    Ok(editing::table
        .inner_join(users::table)
        .filter(editing::career_id.eq(career_id))
        .filter(editing::user_id.ne(user_id))
        .filter(editing::seen_at.ge(now - SEEN_WITHIN))
        .order((editing::since, editing::id))
        .select((users::email, editing::since))
        .load(conn)?)
}
