//! User accounts of the desk.

pub mod email;
pub mod password;
mod role;
pub mod second_factor;
pub mod standing;

use chrono::NaiveDateTime;
use diesel::prelude::*;

pub use role::Role;

use super::QueryResult;
use super::audit::{self, Actor, AuditSubject, Change, Kind};
use crate::db::{self, Conn, Lock, users};
use crate::secrets::password::HashError;

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct User {
    pub id: i64,
    /// In lower case.
    pub email: String,
    pub role: Role,
}

impl User {
    pub fn actor(&self, now: NaiveDateTime) -> Actor {
        Actor { user_id: Some(self.id), name: self.email.clone(), at: now }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = users)]
pub struct Account {
    #[diesel(embed)]
    pub user: User,
    pub disabled: bool,
    #[diesel(select_expression = users::password.is_not_null())]
    pub has_password: bool,
    #[diesel(select_expression = users::totp_secret.is_not_null())]
    pub has_second_factor: bool,
    /// Increases with each change.
    pub version: i64,
}

#[derive(Debug, thiserror::Error)]
pub enum UserRefused {
    /// Holds the current account.
    #[error("somebody else has just changed this user")]
    Stale(Box<Account>),
    /// After the change, no admin could sign in.
    #[error("this is the last admin who can sign in; add another admin first")]
    LastAdmin,
    #[error("a user with this email address already exists")]
    Taken,
    #[error("there is no such user")]
    Gone,
    #[error(transparent)]
    Secret(#[from] HashError),
    #[error(transparent)]
    Db(#[from] db::DbError),
}

impl From<diesel::result::Error> for UserRefused {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

pub fn all(conn: &mut Conn) -> QueryResult<Vec<Account>> {
    let mut accounts: Vec<Account> = users::table.order(users::id).select(Account::as_select()).load(conn)?;
    accounts.sort_by(|a, b| a.user.email.cmp(&b.user.email));
    Ok(accounts)
}

pub fn find(conn: &mut Conn, id: i64) -> QueryResult<Option<Account>> {
    Ok(users::table.filter(users::id.eq(id)).select(Account::as_select()).first(conn).optional()?)
}

/// `email` must be in lower case.
pub fn by_email(conn: &mut Conn, email: &str) -> QueryResult<Option<Account>> {
    Ok(users::table.filter(users::email.eq(email)).select(Account::as_select()).first(conn).optional()?)
}

pub fn is_any(conn: &mut Conn) -> QueryResult<bool> {
    Ok(users::table.select(users::id).order(users::id).first::<i64>(conn).optional()?.is_some())
}

/// Serializes changes to users, so that conditions on all users can be checked.
pub fn lock(conn: &mut Conn) -> QueryResult<()> {
    db::lock(conn, Lock::Users)
}

/// The new user can't sign in before setting a password.
pub fn add(conn: &mut Conn, actor: &Actor, email: &str, role: Role) -> Result<User, UserRefused> {
    lock(conn)?;
    if by_email(conn, email)?.is_some() {
        return Err(UserRefused::Taken);
    }
    let id = diesel::insert_into(users::table)
        .values((
            users::email.eq(email),
            users::role.eq(role),
            users::disabled.eq(false),
            users::created_at.eq(actor.at),
        ))
        .returning(users::id)
        .get_result(conn)?;
    let user = User { id, email: email.into(), role };
    record(conn, actor, "added", &user, &[Change::to("role", <&str>::from(role))])?;
    Ok(user)
}

pub fn record(
    conn: &mut Conn,
    actor: &Actor,
    action: &str,
    user: &User,
    changes: &[Change],
) -> QueryResult<()> {
    let subject = AuditSubject { kind: Kind::User, id: Some(user.id), name: user.email.clone() };
    audit::record(conn, actor, action, &subject, changes)
}

fn at_version(conn: &mut Conn, id: i64, version: i64) -> Result<Account, UserRefused> {
    lock(conn)?;
    match find(conn, id)?.ok_or(UserRefused::Gone)? {
        account if account.version == version => Ok(account),
        account => Err(UserRefused::Stale(Box::new(account))),
    }
}

/// Fails if no admin can sign in. Called after a change, which is then rolled back.
fn require_admin(conn: &mut Conn) -> Result<(), UserRefused> {
    let can_sign_in = users::disabled.eq(false).and(users::password.is_not_null());
    let admins = users::table.filter(users::role.eq(Role::Admin).and(can_sign_in));
    let left: i64 = admins.count().get_result(conn)?;
    if left == 0 { Err(UserRefused::LastAdmin) } else { Ok(()) }
}
